/**
 * The tensor: a shape, the numbers, and what autograd knows of them.
 *
 * @module
 */

import { show, shown, showShape } from "../checks.ts";
import { formatTensor } from "./format.ts";
import { habits, operatorError } from "./habits.ts";
import { allocate, Storage } from "./memory.ts";
import type { TensorMethods } from "./methods.ts";
import type { Edge, Node } from "./node.ts";
import { sameShape, type Shape } from "./shape.ts";

/** Numbers in nested arrays, as deep as a tensor has dimensions. */
export type NestedArray = number | readonly NestedArray[];

/**
 * A float32 tensor, like `torch.Tensor`: contiguous, on the CPU, with reverse-mode autograd.
 *
 * Tensors are made by functions such as {@linkcode tensor} and {@linkcode zeros}; what can be done
 * with them stands in {@linkcode TensorMethods}.
 *
 * @example The gradient of x² at 3
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const x = torch.tensor(3, { requiresGrad: true });
 * x.pow(2).backward();
 * assertEquals(x.grad?.item(), 6);
 * ```
 */
export class Tensor {
  /** @internal The shape itself. Results of one shape share it, so users get a frozen copy. */
  readonly sizes: Shape;

  /** The operation this tensor comes from, or `null` for a leaf. PyTorch's `grad_fn`. */
  gradFn: Node | null = null;

  /** @internal Whose numbers `reshape()` shows here, if it was not recorded. PyTorch's `_base`. */
  base: Tensor | null = null;

  /** @internal The numbers: not for users, since small arrays share their buffer with others. */
  readonly storage: Storage;

  #grad: Tensor | null = null;
  #requiresGrad = false;
  #accumulateGrad: AccumulateGrad | null = null;

  /** @internal Users call `torch.tensor` and its like. */
  constructor(storage: Storage, sizes: Shape) {
    this.storage = storage;
    this.sizes = sizes;
  }

  /** The sizes of the dimensions, outermost first; `[]` for a scalar. */
  get shape(): Shape {
    return Object.freeze([...this.sizes]);
  }

  /**
   * The gradient that `backward()` calls have added up for this leaf, or `null` before the first.
   */
  get grad(): Tensor | null {
    return this.#grad;
  }

  /** @throws {TypeError | RangeError} If it is not a Tensor of this tensor's shape. */
  set grad(value: Tensor | null) {
    if (value !== null) {
      const { sizes } = checkTensor("grad", "its value", value);
      if (value === this) {
        throw new RangeError("grad expects another Tensor than its own: write x.grad = x.clone()");
      }
      if (!sameShape(sizes, this.sizes)) {
        throw new RangeError(
          `grad expects a Tensor of shape ${showShape(this.sizes)}, that of its tensor, ` +
            `but got shape ${showShape(sizes)}`,
        );
      }
    }
    this.#grad = value;
  }

  /** Whether `backward()` computes a gradient for this tensor. */
  get requiresGrad(): boolean {
    return this.#requiresGrad || this.gradFn !== null;
  }

  /**
   * @throws {TypeError} If `value` is not `true` or `false`.
   * @throws {Error} If this is the result of an operation: its inputs decide.
   */
  set requiresGrad(value: boolean) {
    if (typeof value !== "boolean") {
      throw new TypeError(`requiresGrad expects true or false but got ${show(value)}`);
    }
    if (this.gradFn !== null) {
      throw new Error(
        `requiresGrad can be changed on leaves only, but this tensor comes from ${this.gradFn.name}(): ` +
          "use detach() for a tensor without gradient",
      );
    }
    this.#requiresGrad = value;
  }

  /** Whether no recorded operation made this tensor, so that `backward()` fills its `grad`. */
  get isLeaf(): boolean {
    return this.gradFn === null;
  }

  /**
   * The same numbers without their history, as PyTorch's `.data`: what is changed through it
   * changes this tensor, and is not recorded. `param.data.normal_()` draws a parameter again. A
   * `backward()` that needs the old numbers notices the change and refuses, where PyTorch's is
   * wrong in silence.
   */
  get data(): Tensor {
    return new Tensor(this.storage, this.sizes);
  }

  /** @internal Where this tensor's gradient flows. */
  edge(): Edge {
    return this.gradFn ?? (this.#accumulateGrad ??= new AccumulateGrad(this));
  }

  /** The number of elements. */
  numel(): number {
    return this.storage.values.length;
  }

  /** The number of dimensions. */
  dim(): number {
    return this.sizes.length;
  }

  /**
   * The only element, as a number.
   *
   * @throws {Error} If there is not exactly one.
   */
  item(): number {
    if (this.numel() !== 1) {
      throw new Error(
        `item() expects a tensor of one element but got shape ${showShape(this.sizes)}: ` +
          "use toArray() for all of them",
      );
    }
    return this.storage.values[0];
  }

  /** The numbers in nested arrays; a scalar gives a number. PyTorch's `tolist()`. */
  // deno-lint-ignore no-explicit-any -- the depth of the nesting is known only when it runs
  toArray(): any {
    const { values } = this.storage;
    let next = 0;
    const nest = (d: number): NestedArray =>
      d === this.sizes.length
        ? values[next++]
        : Array.from({ length: this.sizes[d] }, () => nest(d + 1));
    return nest(0);
  }

  /** The numbers in one flat array of its own, in row-major order. */
  toFloat32Array(): Float32Array {
    return this.storage.values.slice();
  }

  /** As PyTorch prints it: `tensor([[1., 2.]], requiresGrad=true)`. */
  toString(): string {
    return formatTensor(this);
  }

  /**
   * The text in a template; an operator is refused.
   *
   * @throws {TypeError} For `a + b` and its like.
   */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === "string") return formatTensor(this);
    throw operatorError();
  }

  /** What `console.log` and a notebook show. */
  [Symbol.for("Deno.customInspect")](): string {
    return formatTensor(this);
  }
  /** What an error message shows. */
  [shown](): string {
    return `a Tensor of shape ${showShape(this.sizes)}`;
  }
}

/**
 * Operations and `backward()` become methods where they stand: in `ops/mod.ts` and `autograd.ts`.
 */
export interface Tensor extends TensorMethods<Tensor> {}

Object.setPrototypeOf(Tensor.prototype, habits);

/** Returns `value` if it is a Tensor. @throws {TypeError} Otherwise. */
export function checkTensor(call: string, name: string, value: unknown): Tensor {
  if (value instanceof Tensor) return value;
  throw new TypeError(`${call} expects ${name} to be a Tensor but got ${show(value)}`);
}

/** The end of the graph: a leaf's own `grad`, which keeps what earlier backward passes added. */
export class AccumulateGrad implements Edge {
  pass = -1;
  /** What this pass adds, if rules still read the numbers that the leaf's `grad` has had so far. */
  #held: Float32Array | null = null;

  /** For the leaf whose `grad` is meant. */
  constructor(readonly leaf: Tensor) {}

  /** @throws {Error} If an in-place operation has made a result of the leaf since it was used. */
  check(): void {
    const { gradFn, sizes } = this.leaf;
    if (gradFn === null) return;
    throw new Error(
      `backward() needs a leaf of shape ${showShape(sizes)}, but an in-place operation has made ` +
        "it a result since it was used: change a clone()",
    );
  }

  /** The array of the leaf's `grad`, or one that {@linkcode finish} adds to it. */
  gradient(): Float32Array {
    const { leaf } = this;
    // Switched off since it was used: as in PyTorch, its gradient is not kept.
    if (!leaf.requiresGrad) return allocate(leaf.numel());
    leaf.grad ??= new Tensor(new Storage(allocate(leaf.numel())), leaf.sizes);
    const { storage } = leaf.grad;
    storage.version++;
    if (!storage.isSaved) return storage.values;
    return this.#held ??= allocate(leaf.numel());
  }

  /** Ends a pass: all rules have run, so that the `grad` may change. */
  finish(): void {
    if (this.#held === null) return;
    const { values } = this.leaf.grad!.storage;
    for (let i = 0; i < values.length; i++) values[i] += this.#held[i];
    this.#held = null;
  }
}
