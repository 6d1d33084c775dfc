/**
 * Comparisons, and which of several numbers is the largest.
 *
 * A comparison gives 1 where it holds and 0 where it does not: tensors are all float32 here, where
 * PyTorch has a type of its own for true and false. So `torch.eq(a, b).sum()` counts. A comparison
 * has no gradient.
 *
 * @module
 */

import { checkBoolean, checkOptions, showShape } from "../../checks.ts";
import { record } from "../autograd.ts";
import { allocate, Storage } from "../memory.ts";
import type { ArgmaxOptions } from "../methods.ts";
import { checkDim, sizeOf } from "../shape.ts";
import { checkTensor, Tensor } from "../tensor.ts";
import { broadcast, type Operand } from "./_operands.ts";

/**
 * 1 where `a` equals `b`, otherwise 0, like `torch.eq`. The shapes broadcast; NaN equals nothing.
 *
 * @throws {RangeError} If the shapes do not broadcast.
 *
 * @example How many predictions are right
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const right = torch.eq(torch.tensor([3, 1, 2]), torch.tensor([3, 0, 2]));
 * assertEquals(right.toArray(), [1, 0, 1]);
 * assertEquals(right.sum().item(), 2);
 * ```
 */
export function eq(input: Operand, other: Operand): Tensor {
  const [a, b] = broadcast("eq()", input, other);
  const x = a.storage.values, y = b.storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < out.length; i++) out[i] = x[i] === y[i] ? 1 : 0;
  return new Tensor(new Storage(out), a.sizes);
}

/**
 * 1 where `a` is greater than `b`, otherwise 0, like `torch.gt`. The shapes broadcast.
 *
 * @throws {RangeError} If the shapes do not broadcast.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.gt(torch.tensor([-1, 0, 2]), 0).toArray(), [0, 0, 1]);
 * ```
 */
export function gt(input: Operand, other: Operand): Tensor {
  const [a, b] = broadcast("gt()", input, other);
  const x = a.storage.values, y = b.storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < out.length; i++) out[i] = x[i] > y[i] ? 1 : 0;
  return new Tensor(new Storage(out), a.sizes);
}

/**
 * 1 where `a` is less than `b`, otherwise 0, like `torch.lt`. The shapes broadcast.
 *
 * @throws {RangeError} If the shapes do not broadcast.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.lt(torch.tensor([-1, 0, 2]), 0).toArray(), [1, 0, 0]);
 * ```
 */
export function lt(input: Operand, other: Operand): Tensor {
  const [a, b] = broadcast("lt()", input, other);
  const x = a.storage.values, y = b.storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < out.length; i++) out[i] = x[i] < y[i] ? 1 : 0;
  return new Tensor(new Storage(out), a.sizes);
}

/**
 * The larger of two elements, like `torch.maximum`; NaN if one of them is. The shapes broadcast.
 * The gradient goes to the larger one; where both are equal, each gets half.
 *
 * @throws {TypeError} If one is not a tensor: for a bound that is a number there is `clamp`.
 * @throws {RangeError} If the shapes do not broadcast.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const [a, b] = [torch.tensor([1, 5, 2]), torch.tensor([4, 3, 2])];
 * assertEquals(torch.maximum(a, b).toArray(), [4, 5, 2]);
 * ```
 */
export function maximum(input: Tensor, other: Tensor): Tensor {
  checkTensor("maximum()", "input", input);
  checkTensor("maximum()", "other", other);
  const [a, b] = broadcast("maximum()", input, other);
  const x = a.storage.values, y = b.storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < out.length; i++) out[i] = Math.max(x[i], y[i]);
  return record("maximum", out, a.sizes, [a, b], [a, b], (g, ga, gb) => {
    for (let i = 0; i < g.length; i++) {
      const share = x[i] === y[i] ? g[i] / 2 : g[i];
      if (ga && !(x[i] < y[i])) ga[i] += share;
      if (gb && !(x[i] > y[i])) gb[i] += share;
    }
  });
}

/**
 * The place of the largest element, counted from 0, like `torch.argmax`: among all elements, or
 * along a dimension. Of several equal ones it is the first; NaN counts as the largest.
 *
 * @param options The dimension, and whether it stays with size 1.
 * @returns Whole numbers, as floats. They have no gradient.
 * @throws {RangeError} If there is no such dimension, or nothing to choose from.
 *
 * @example The likeliest class of each example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const yHat = torch.tensor([[0.1, 0.3, 0.6], [0.8, 0.1, 0.1]]);
 * assertEquals(yHat.argmax({ dim: 1 }).toArray(), [2, 0]);
 * assertEquals(yHat.argmax().item(), 3);
 * ```
 */
export function argmax(input: Tensor, options?: ArgmaxOptions): Tensor {
  const x = checkTensor("argmax()", "input", input).storage.values;
  const { dim: given, keepdim = false } = checkOptions("argmax()", options, ["dim", "keepdim"]);
  checkBoolean("argmax()", "keepdim", keepdim);
  const dim = given === undefined ? null : checkDim("argmax()", given, input.dim());
  const sizes = input.sizes;
  // A scalar has one element along its dimension 0.
  const size = dim === null ? x.length : sizes[dim] ?? 1;
  const isReduced = (d: number) => dim === null || d === dim;
  const kept = sizes.map((size, d) => isReduced(d) ? 1 : size);
  if (size === 0) {
    throw new RangeError(
      `argmax() expects something to choose from but got shape ${showShape(sizes)}`,
    );
  }
  const stride = dim === null ? 1 : sizeOf(sizes.slice(dim + 1));
  const out = allocate(sizeOf(kept));
  for (let i = 0; i < out.length; i++) {
    const start = (i - i % stride) * size + i % stride;
    for (let j = 1, best = x[start]; j < size; j++) {
      const value = x[start + j * stride];
      if (Number.isNaN(best) || !(value > best || Number.isNaN(value))) continue;
      best = value;
      out[i] = j;
    }
  }
  const shape = keepdim ? kept : sizes.filter((_, d) => !isReduced(d));
  return new Tensor(new Storage(out), shape);
}
