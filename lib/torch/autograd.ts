/**
 * Reverse-mode automatic differentiation.
 *
 * Every operation on tensors that require gradients records a {@linkcode Node}: what it was
 * computed from, and the rule that turns the gradient of its result into the gradients of its
 * inputs. {@linkcode backward} walks the recorded nodes from the last one made to the first and
 * applies the rules, so that the chain rule is one loop.
 *
 * @module
 */

import { checkBoolean, checkOptions, show, showShape } from "../checks.ts";
import { allocate, Storage } from "./memory.ts";
import { type Edge, type GradientRule, Node } from "./node.ts";
import { sameShape } from "./shape.ts";
import { AccumulateGrad, checkTensor, Tensor } from "./tensor.ts";

let recording = true;
let passesMade = 0;

/**
 * Whether operations are recorded now, like `torch.is_grad_enabled`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.isGradEnabled(), true);
 * assertEquals(torch.noGrad(() => torch.isGradEnabled()), false);
 * ```
 */
export function isGradEnabled(): boolean {
  return recording;
}

/**
 * Runs `body` without recording its operations, like `with torch.no_grad():`. Calls may be nested.
 *
 * @param body What to run; it may not be `async`, since it would go on after `noGrad` has ended.
 * @returns What `body` returns.
 * @throws {TypeError} If `body` is not a function or returns a promise.
 *
 * @example Change a parameter without autograd seeing it
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const w = torch.ones([2], { requiresGrad: true });
 * torch.noGrad(() => w.mul_(3));
 * assertEquals(w.toArray(), [3, 3]);
 * assertEquals(w.requiresGrad, true);
 * ```
 */
export function noGrad<T>(body: () => T): T {
  if (typeof body !== "function") {
    throw new TypeError(
      `noGrad() expects a function but got ${show(body)}: write noGrad(() => ...)`,
    );
  }
  const before = recording;
  recording = false;
  try {
    const result = body();
    if (result instanceof Promise) {
      throw new TypeError(
        "noGrad() expects a function that is not async but got a promise from it",
      );
    }
    return result;
  } finally {
    recording = before;
  }
}

/** Whether an operation on this tensor is to be recorded now. */
export function needsGrad(tensor: Tensor): boolean {
  return recording && tensor.requiresGrad;
}

/**
 * What a product saves: the gradient of `a` reads `b`, and that of `b` reads `a`, so only what is
 * needed for a gradient that is wanted.
 */
export function savedByEachOther(a: Tensor, b: Tensor): Tensor[] {
  if (needsGrad(a)) return needsGrad(b) ? [a, b] : [b];
  return needsGrad(b) ? [a] : [];
}

/** The rule of an operation on one tensor: it is recorded only if that one needs a gradient. */
type RuleOfOne = (grad: Float32Array, gradInput: Float32Array) => void;

/** What a rule reads: the numbers of these tensors, or of the operation's result, or of both. */
type Saved = readonly Tensor[] | "result" | "inputs and result";

/**
 * Ends an operation: makes its result, and records the operation if an input needs gradients.
 *
 * @param name The operation's name, for messages.
 * @param values The result's values; the result takes them over.
 * @param shape The result's shape.
 * @param inputs The tensors it was computed from, at most three.
 * @param saved The tensors whose values the rule reads.
 * @param rule How the gradient of the result becomes the inputs' gradients.
 */
export function record(
  name: string,
  values: Float32Array,
  shape: readonly number[],
  inputs: readonly [Tensor],
  saved: Saved,
  rule: RuleOfOne,
): Tensor;
export function record(
  name: string,
  values: Float32Array,
  shape: readonly number[],
  inputs: readonly Tensor[],
  saved: Saved,
  rule: GradientRule,
): Tensor;
export function record(
  name: string,
  values: Float32Array,
  shape: readonly number[],
  inputs: readonly Tensor[],
  saved: Saved,
  rule: GradientRule | RuleOfOne,
): Tensor {
  const result = new Tensor(new Storage(values), shape);
  if (!recording) return result;
  for (let i = 0; i < inputs.length; i++) {
    if (inputs[i].requiresGrad) return attach(result, name, inputs, saved, rule as GradientRule);
  }
  return result;
}

/** Makes `result` the outcome of a recorded operation. */
export function attach(
  result: Tensor,
  name: string,
  inputs: readonly Tensor[],
  saved: Saved,
  rule: GradientRule,
): Tensor {
  const edges: (Edge | null)[] = [];
  for (let i = 0; i < inputs.length; i++) {
    edges.push(inputs[i].requiresGrad ? inputs[i].edge() : null);
  }
  if (saved === "result") saved = [result];
  else if (saved === "inputs and result") saved = [...inputs, result];
  result.gradFn = new Node(name, result.numel(), edges, saved, rule);
  return result;
}

/**
 * Adds to the `grad` of every leaf the gradient of `root` with respect to it.
 *
 * A node's id is larger than the ids of the nodes before it, so descending ids are an order in
 * which each node comes after everything computed from it. The walk keeps its own stack: recursion
 * would overflow after some thousand operations.
 *
 * @param root Where to start.
 * @param gradient The gradient of the final result with respect to `root`, of `root`'s size.
 * @param retainGraph Whether what the rules read is kept for another pass.
 */
export function backward(root: Tensor, gradient: Float32Array, retainGraph: boolean): void {
  const pass = passesMade++;
  const nodes: Node[] = [];
  const leaves: AccumulateGrad[] = [];
  const start = root.edge();
  const stack: (Edge | null)[] = [start];
  while (stack.length > 0) {
    const edge = stack.pop()!;
    if (edge === null || edge.pass === pass) continue;
    edge.pass = pass;
    edge.check(); // before anything runs: a refused backward() leaves every gradient as it was
    if (edge instanceof AccumulateGrad) leaves.push(edge);
    if (!(edge instanceof Node)) continue;
    nodes.push(edge);
    for (let i = 0; i < edge.edges.length; i++) stack.push(edge.edges[i]);
  }
  nodes.sort((p, q) => q.id - p.id);
  const first = start.gradient();
  for (let i = 0; i < first.length; i++) first[i] += gradient[i];
  for (const node of nodes) node.run(retainGraph);
  for (const leaf of leaves) leaf.finish();
}

/** `loss.backward()`, as it is written. */
Tensor.prototype.backward = function (grad, options) {
  const gradient = seedGradient(this, grad);
  const { retainGraph = false } = checkOptions("backward()", options, ["retainGraph"]);
  backward(this, gradient, checkBoolean("backward()", "retainGraph", retainGraph));
};

/** The gradient that `backward()` starts from: 1 for a scalar. */
function seedGradient(root: Tensor, grad: Tensor | undefined): Float32Array {
  if (!root.requiresGrad) {
    throw new Error(
      "backward() expects a tensor that requires gradients but got one that does not: " +
        "it was made from tensors without requiresGrad, or inside noGrad()",
    );
  }
  if (grad !== undefined) {
    checkTensor("backward()", "grad", grad);
    if (!sameShape(grad.sizes, root.sizes)) {
      throw new RangeError(
        `backward() expects grad to have the tensor's shape ${showShape(root.sizes)} ` +
          `but got ${showShape(grad.sizes)}`,
      );
    }
    return grad.storage.values;
  }
  if (root.numel() !== 1) {
    throw new Error(
      `backward() expects a tensor of one element but got shape ${showShape(root.sizes)}: ` +
        "reduce it with sum() or mean(), or give backward() a gradient of that shape",
    );
  }
  const one = allocate(1); // a buffer of its own would take 7 % of a small training step
  one[0] = 1;
  return one;
}
