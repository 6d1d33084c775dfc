/**
 * The tensor: a shape, the numbers, and what autograd knows of them.
 *
 * @module
 */

import { backward, seedGradient } from "./autograd.ts";
import { checkTensor, show, showShape } from "./errors.ts";
import { formatTensor } from "./format.ts";
import { TensorMethods } from "./methods.ts";
import { AccumulateGrad, type Edge, type Node } from "./node.ts";
import { sameShape } from "./shape.ts";

/** The numbers of a tensor, and of every view of it. */
export class Storage {
  /** Grows with each in-place change, so that `backward()` notices values that are no longer right. */
  version = 0;
  /** Whether a tensor of another shape shares these numbers. */
  hasView = false;

  /** Takes over `values`. */
  constructor(readonly values: Float32Array) {}
}

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
export class Tensor extends TensorMethods {
  /** The sizes of the dimensions, outermost first; `[]` for a scalar. */
  readonly shape: readonly number[];

  /** The operation this tensor comes from, or `null` for a leaf. PyTorch's `grad_fn`. */
  gradFn: Node | null = null;

  /** @internal The numbers: not for users, since small arrays share their buffer with others. */
  readonly storage: Storage;

  #grad: Tensor | null = null;
  #requiresGrad = false;
  #accumulateGrad: AccumulateGrad | null = null;

  /** @internal Users call `torch.tensor` and its like. */
  constructor(storage: Storage, shape: readonly number[]) {
    super();
    this.storage = storage;
    this.shape = shape;
  }

  /** The gradient that `backward()` calls have added up for this leaf, or `null` before the first. */
  get grad(): Tensor | null {
    return this.#grad;
  }

  /** @throws {TypeError | RangeError} If it is no tensor of this tensor's shape. */
  set grad(value: Tensor | null) {
    if (value !== null) {
      const { shape } = checkTensor("grad", "its value", value);
      if (!sameShape(shape, this.shape)) {
        throw new RangeError(
          `grad expects a Tensor of shape ${showShape(this.shape)}, that of its tensor, ` +
            `but got shape ${showShape(shape)}`,
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
      throw new TypeError(
        `requiresGrad expects true or false but got ${show(value)}`,
      );
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
   * The same numbers without their history, as PyTorch's `.data`: what is changed through it changes
   * this tensor, and is not recorded. `param.data.normal_()` draws a parameter anew. A `backward()`
   * that needs the old numbers notices the change and refuses, where PyTorch's is wrong in silence.
   */
  get data(): Tensor {
    return this.detach();
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
    return this.shape.length;
  }

  /**
   * The only element, as a number.
   *
   * @throws {Error} If there is not exactly one.
   */
  item(): number {
    if (this.numel() !== 1) {
      throw new Error(
        `item() expects a tensor of one element but got shape ${showShape(this.shape)}: ` +
          "use toArray() for all of them",
      );
    }
    return this.storage.values[0];
  }

  /**
   * Adds to the `grad` of every leaf that this tensor was computed from the gradient of this tensor
   * with respect to it.
   *
   * @param grad The gradient to start from, of this tensor's shape; 1 by default, for one element.
   * @throws {Error} If this tensor requires no gradient, if it has several elements and `grad` is
   * missing, if the graph was freed by an earlier call, or if a saved value was changed in place.
   */
  backward(grad?: Tensor): void {
    backward(this, seedGradient(this, grad));
  }

  /** The numbers in nested arrays; a scalar gives a number. PyTorch's `tolist()`. */
  // deno-lint-ignore no-explicit-any -- the depth of the nesting is known only when it runs
  toArray(): any {
    const { values } = this.storage;
    let next = 0;
    const nest = (d: number): NestedArray =>
      d === this.shape.length
        ? values[next++]
        : Array.from({ length: this.shape[d] }, () => nest(d + 1));
    return nest(0);
  }

  /** The numbers in one flat array of its own, in row-major order. */
  toFloat32Array(): Float32Array {
    return this.storage.values.slice();
  }

  /** As PyTorch prints it: `tensor([[1., 2.]], requiresGrad=true)`. */
  override toString(): string {
    return formatTensor(this);
  }

  /** What `console.log` and a notebook show. */
  [Symbol.for("Deno.customInspect")](): string {
    return formatTensor(this);
  }
}
