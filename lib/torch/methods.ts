/**
 * What can be done with a tensor, as signatures: `a.add(b)` is `torch.add(a, b)`. The operations
 * stand in `ops/`, each with its documentation and its gradient rule, and become methods in
 * `ops/mod.ts`.
 *
 * @module
 */

import type { GeneratorOptions } from "./random.ts";
import type { Shape } from "./shape.ts";

/** The option of `add` and `sub`. */
export interface AlphaOptions {
  /** What `other` is multiplied by before it is added or subtracted; 1 by default. */
  alpha?: number;
}

/** The bounds of `clamp`; at least one. */
export interface ClampOptions {
  /** What smaller elements become. */
  min?: number;
  /** What larger elements become. */
  max?: number;
}

/** Which dimensions `sum` and `mean` reduce. */
export interface ReduceOptions {
  /** The dimension, or several; negative ones count from the last. All by default. */
  dim?: number | readonly number[];
  /** Whether a reduced dimension stays, with size 1; `false` by default. */
  keepdim?: boolean;
}

/** The order of `norm`, and which dimensions it reduces. */
export interface NormOptions extends ReduceOptions {
  /** The p of the p-norm, a positive number; 2 by default. */
  p?: number;
}

/** Which dimension `argmax` chooses along. */
export interface ArgmaxOptions {
  /** The dimension; a negative one counts from the last. All elements by default. */
  dim?: number;
  /** Whether that dimension stays, with size 1; `false` by default. */
  keepdim?: boolean;
}

/** The option of `backward`. */
export interface BackwardOptions {
  /** Whether what the gradient rules read is kept for another pass; `false` by default. */
  retainGraph?: boolean;
}

/** The operations of a `Tensor`, which can be chained, and `backward`. */
export interface TensorMethods<Tensor> {
  /** `a + alpha * other`, element by element; the shapes broadcast. See `torch.add`. */
  add(other: Tensor | number, options?: AlphaOptions): Tensor;
  /** `a - alpha * other`, element by element; the shapes broadcast. See `torch.sub`. */
  sub(other: Tensor | number, options?: AlphaOptions): Tensor;
  /** `a * other`, element by element; the shapes broadcast. See `torch.mul`. */
  mul(other: Tensor | number): Tensor;
  /** `a / other`, element by element; the shapes broadcast. See `torch.div`. */
  div(other: Tensor | number): Tensor;
  /** `a ** exponent`, element by element. See `torch.pow`. */
  pow(exponent: number): Tensor;
  /** The matrix product: (m, k) with (k, n) gives (m, n). See `torch.matmul`. */
  matmul(other: Tensor): Tensor;
  /** `-a`. See `torch.neg`. */
  neg(): Tensor;
  /** `|a|`, element by element. See `torch.abs`. */
  abs(): Tensor;
  /** -1, 0 or 1, element by element. See `torch.sign`. */
  sign(): Tensor;
  /** `e ** a`, element by element. See `torch.exp`. */
  exp(): Tensor;
  /** The natural logarithm, element by element. See `torch.log`. */
  log(): Tensor;
  /** The square root, element by element. See `torch.sqrt`. */
  sqrt(): Tensor;
  /** `max(a, 0)`, element by element. See `torch.relu`. */
  relu(): Tensor;
  /** `1 / (1 + e ** -a)`, element by element. See `torch.sigmoid`. */
  sigmoid(): Tensor;
  /** The hyperbolic tangent, element by element. See `torch.tanh`. */
  tanh(): Tensor;
  /** Each element, or the bound it lies beyond. See `torch.clamp`. */
  clamp(options: ClampOptions): Tensor;
  /** 1 where both are equal, otherwise 0; the shapes broadcast. See `torch.eq`. */
  eq(other: Tensor | number): Tensor;
  /** 1 where `a > other`, otherwise 0; the shapes broadcast. See `torch.gt`. */
  gt(other: Tensor | number): Tensor;
  /** 1 where `a < other`, otherwise 0; the shapes broadcast. See `torch.lt`. */
  lt(other: Tensor | number): Tensor;
  /** The larger of two elements; the shapes broadcast. See `torch.maximum`. */
  maximum(other: Tensor): Tensor;
  /** The place of the largest element, of all or along a dimension. See `torch.argmax`. */
  argmax(options?: ArgmaxOptions): Tensor;
  /** Scores as probabilities that add up to 1 along a dimension. See `torch.softmax`. */
  softmax(dim: number): Tensor;
  /** The logarithm of those probabilities. See `torch.logSoftmax`. */
  logSoftmax(dim: number): Tensor;
  /** The sum of all elements, or along dimensions. See `torch.sum`. */
  sum(options?: ReduceOptions): Tensor;
  /** The mean of all elements, or along dimensions. See `torch.mean`. */
  mean(options?: ReduceOptions): Tensor;
  /** The p-norm of all elements, or along dimensions; Euclidean by default. See `torch.norm`. */
  norm(p?: number | NormOptions, options?: ReduceOptions): Tensor;
  /** The same numbers in another shape; one size may be -1. See `torch.reshape`. */
  reshape(shape: Shape): Tensor;
  /** The transpose of a matrix. See `torch.t`. */
  t(): Tensor;
  /** The same numbers without history. See `torch.detach`. */
  detach(): Tensor;
  /** A copy through which gradients flow. See `torch.clone`. */
  clone(): Tensor;
  /** The slices at the given places along a dimension. See `torch.indexSelect`. */
  indexSelect(dim: number, index: readonly number[]): Tensor;
  /** `length` slices from `start` on, along a dimension. See `torch.narrow`. */
  narrow(dim: number, start: number, length: number): Tensor;
  /** `a += alpha * other`, in place. */
  add_(other: Tensor | number, options?: AlphaOptions): Tensor;
  /** `a -= alpha * other`, in place. */
  sub_(other: Tensor | number, options?: AlphaOptions): Tensor;
  /** `a *= other`, in place. */
  mul_(other: Tensor | number): Tensor;
  /** Makes every element 0, in place. */
  zero_(): Tensor;
  /** Makes every element `value`, in place. */
  fill_(value: number): Tensor;
  /** Draws every element from a normal distribution, in place; N(0, 1) by default. */
  normal_(mean?: number, std?: number, options?: GeneratorOptions): Tensor;
  /** Takes over the numbers of another tensor, in place. */
  copy_(source: Tensor): Tensor;
  /**
   * Adds to the `grad` of every leaf that this tensor was computed from the gradient of this tensor
   * with respect to it.
   *
   * @param grad The gradient to start from, of this tensor's shape; 1 by default, for one element.
   * @param options Whether the graph is kept for another `backward()`.
   * @throws {Error} If this tensor requires no gradient, if it has several elements and `grad` is
   * missing, if the graph was freed by an earlier call, or if a saved value was changed in place.
   */
  backward(grad?: Tensor, options?: BackwardOptions): void;
}
