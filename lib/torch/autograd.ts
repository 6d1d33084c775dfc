/**
 * Reverse-mode automatic differentiation.
 *
 * Every operation on tensors that require gradients records a {@linkcode Node}: what it was computed
 * from, and the rule that turns the gradient of its result into the gradients of its inputs.
 * {@linkcode backward} walks the recorded nodes from the last one made to the first and applies the
 * rules, so that the chain rule is one loop.
 *
 * @module
 */

import { show, showShape } from "./errors.ts";
import { allocate } from "./memory.ts";
import { sizeOf } from "./shape.ts";
import { Storage, Tensor } from "./tensor.ts";

/**
 * Adds an operation's share to the gradients of its inputs: `gradA[i] += grad[i] * ...`. An input
 * that needs no gradient gets `null` in the place of its array.
 */
export type GradientRule = (
  grad: Float32Array,
  gradA: Float32Array | null,
  gradB: Float32Array | null,
  gradC: Float32Array | null,
) => void;

/** Where a gradient flows: into the node that made a tensor, or into the `grad` of a leaf. */
export interface Edge {
  /** The array that rules add to, all zeros at first. */
  gradient(): Float32Array;
}

/** The end of the graph: a leaf's own `grad`, which keeps what earlier backward passes added. */
export class AccumulateGrad implements Edge {
  /** For the leaf whose `grad` is meant. */
  constructor(readonly leaf: Tensor) {}

  /** The array of the leaf's `grad`. */
  gradient(): Float32Array {
    const { leaf } = this;
    // Switched off since it was used: as in PyTorch, what arrives is not kept.
    if (!leaf.requiresGrad) return allocate(leaf.numel());
    leaf.grad ??= new Tensor(new Storage(allocate(leaf.numel())), leaf.shape);
    leaf.grad.storage.version++;
    return leaf.grad.storage.values;
  }
}

let nodesMade = 0;
let passesMade = 0;

/** One recorded operation. */
export class Node implements Edge {
  /** A node's id is larger than those of all nodes it was computed from. */
  readonly id: number = nodesMade++;
  /** The last backward pass that has met this node. */
  pass: number = -1;
  /** The sum of the saved tensors' versions. Versions only grow, so one number is enough to tell. */
  readonly #savedVersions: number;
  #freed = false;
  #gradient: Float32Array | null = null;

  /**
   * Records an operation.
   *
   * @param name The operation's name, for messages.
   * @param size The number of elements of its result.
   * @param edges For each input, where its gradient goes; `null` if it needs none.
   * @param saved The tensors whose values the rule reads.
   * @param rule The operation's gradient rule.
   */
  constructor(
    readonly name: string,
    readonly size: number,
    readonly edges: readonly (Edge | null)[],
    private saved: readonly Tensor[],
    private rule: GradientRule,
  ) {
    this.#savedVersions = sumOfVersions(saved);
  }

  /** The gradient of the result, as far as later operations have added to it. */
  gradient(): Float32Array {
    return this.#gradient ??= allocate(this.size);
  }

  /**
   * Makes sure that the rule still gives the right gradient.
   *
   * @throws {Error} If what it saved is freed, or was changed in place.
   */
  check(): void {
    if (this.#freed) {
      throw new Error(
        `backward() has already gone through this graph, and ${this.name}() has freed the values it ` +
          "saved: compute the result again before each backward()",
      );
    }
    if (sumOfVersions(this.saved) !== this.#savedVersions) {
      const shapes = this.saved.map((tensor) => showShape(tensor.shape)).join(
        " and ",
      );
      throw new Error(
        `backward() needs values that ${this.name}() saved, of shape ${shapes}, but an in-place ` +
          "operation has changed them since: change a clone(), or call backward() first",
      );
    }
  }

  /** What PyTorch calls the node of an operation: `mul` gives `<MulBackward0>`. */
  toString(): string {
    const name = this.name.replace("_", "");
    return `<${name[0].toUpperCase()}${name.slice(1)}Backward0>`;
  }

  /** What `console.log` and a notebook show. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }

  /** Hands the gradient on to the inputs, and frees what was saved for it. */
  run(): void {
    const { edges } = this;
    this.rule(
      this.gradient(),
      edges[0]?.gradient() ?? null,
      edges[1]?.gradient() ?? null,
      edges[2]?.gradient() ?? null,
    );
    this.#gradient = null;
    // As in PyTorch, an operation that saved nothing may be gone through again.
    if (this.saved.length > 0) {
      this.#freed = true;
      this.saved = [];
      this.rule = () => {};
    }
  }
}

function sumOfVersions(tensors: readonly Tensor[]): number {
  let sum = 0;
  for (let i = 0; i < tensors.length; i++) sum += tensors[i].storage.version;
  return sum;
}

let recording = true;

/** Whether operations are recorded now, as `torch.is_grad_enabled()` tells. */
export function isGradEnabled(): boolean {
  return recording;
}

/**
 * Runs `body` without recording its operations, like `with torch.no_grad():`. Calls may be nested.
 *
 * @param body What to run; it may not be `async`, since it would go on after `noGrad` has ended.
 * @returns What `body` returns.
 * @throws {TypeError} If `body` is no function or returns a promise.
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
      `noGrad() expects a function but got ${
        show(body)
      }: write noGrad(() => ...)`,
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
  if (!needsGrad(a)) return [a];
  return needsGrad(b) ? [a, b] : [b];
}

/**
 * Ends an operation: makes its result, and records the operation if an input needs gradients.
 *
 * @param name The operation's name, for messages.
 * @param values The result's values; the result takes them over.
 * @param shape The result's shape.
 * @param inputs The tensors it was computed from, at most three.
 * @param saved The tensors whose values the rule reads; `"result"` if it reads the result's own.
 * @param rule How the gradient of the result becomes the inputs' gradients.
 */
export function record(
  name: string,
  values: Float32Array,
  shape: readonly number[],
  inputs: readonly Tensor[],
  saved: readonly Tensor[] | "result",
  rule: GradientRule,
): Tensor {
  const result = new Tensor(new Storage(values), shape);
  return inputs.some(needsGrad)
    ? attach(result, name, inputs, saved, rule)
    : result;
}

/** Makes `result` the outcome of a recorded operation. */
export function attach(
  result: Tensor,
  name: string,
  inputs: readonly Tensor[],
  saved: readonly Tensor[] | "result",
  rule: GradientRule,
): Tensor {
  const edges = inputs.map((input) => input.requiresGrad ? input.edge() : null);
  result.gradFn = new Node(
    name,
    result.numel(),
    edges,
    saved === "result" ? [result] : saved,
    rule,
  );
  return result;
}

/**
 * Adds to the `grad` of every leaf the gradient of `root` with respect to it.
 *
 * A node's id is larger than the ids of the nodes before it, so descending ids are an order in which
 * each node comes after everything computed from it. The walk keeps its own stack: recursion would
 * overflow after some thousand operations.
 *
 * @param root Where to start.
 * @param gradient The gradient of the final result with respect to `root`, of `root`'s size.
 */
export function backward(root: Tensor, gradient: Float32Array): void {
  const pass = passesMade++;
  const nodes: Node[] = [];
  const start = root.edge();
  const stack: (Edge | null)[] = [start];
  while (stack.length > 0) {
    const edge = stack.pop();
    if (!(edge instanceof Node) || edge.pass === pass) continue;
    edge.pass = pass;
    edge.check(); // before anything runs: a refused backward() leaves every gradient as it was
    nodes.push(edge);
    for (let i = 0; i < edge.edges.length; i++) stack.push(edge.edges[i]);
  }
  nodes.sort((p, q) => q.id - p.id);
  const first = start.gradient();
  for (let i = 0; i < first.length; i++) first[i] += gradient[i];
  for (const node of nodes) node.run();
}

/** The gradient that `backward()` starts from: 1 for a scalar. */
export function seedGradient(
  root: Tensor,
  grad: Tensor | undefined,
): Float32Array {
  if (!root.requiresGrad) {
    throw new Error(
      "backward() expects a tensor that requires gradients but got one that does not: " +
        "it was made from tensors without requiresGrad, or inside noGrad()",
    );
  }
  if (grad !== undefined) {
    if (!(grad instanceof Tensor)) {
      throw new TypeError(
        `backward() expects grad to be a Tensor but got ${show(grad)}`,
      );
    }
    if (showShape(grad.shape) !== showShape(root.shape)) {
      throw new RangeError(
        `backward() expects grad to have the tensor's shape ${
          showShape(root.shape)
        } ` +
          `but got ${showShape(grad.shape)}`,
      );
    }
    return grad.storage.values;
  }
  if (sizeOf(root.shape) !== 1) {
    throw new Error(
      `backward() expects a tensor of one element but got shape ${
        showShape(root.shape)
      }: ` +
        "reduce it with sum() or mean(), or give backward() a gradient of that shape",
    );
  }
  return Float32Array.of(1);
}
