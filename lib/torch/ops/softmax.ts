/**
 * Scores as probabilities: `softmax`, and its logarithm.
 *
 * Both first subtract the largest score, which changes no result and keeps `e ** x` from
 * overflowing. Each gradient rule is written in the result.
 *
 * @module
 */

import { record } from "../autograd.ts";
import { allocate } from "../memory.ts";
import { checkDim, sizeOf } from "../shape.ts";
import { checkTensor, type Tensor } from "../tensor.ts";

/** Calls `visit` for each row along `dim`: where it starts, and how far its elements are apart. */
function alongRows(
  input: Tensor,
  dim: number,
  visit: (start: number, stride: number, size: number) => void,
): void {
  const size = input.sizes[dim] ?? 1; // a scalar is a row of one
  const stride = sizeOf(input.sizes.slice(dim + 1));
  const rows = size === 0 ? 0 : input.numel() / size;
  for (let i = 0; i < rows; i++) visit((i - i % stride) * size + i % stride, stride, size);
}

/**
 * The logarithm of `Σ e ** x` along a row, and the row's largest element, which it is taken from.
 */
function logSumExp(x: Float32Array, start: number, stride: number, size: number) {
  let largest = -Infinity;
  for (let j = 0; j < size; j++) largest = Math.max(largest, x[start + j * stride]);
  let total = 0;
  for (let j = 0; j < size; j++) total += Math.exp(x[start + j * stride] - largest);
  return { largest, log: Math.log(total) };
}

/**
 * `e ** x / Σ e ** x` along a dimension, like `torch.softmax`: numbers between 0 and 1 that add up
 * to 1.
 *
 * @param dim The dimension along which they add up to 1.
 * @throws {RangeError} If there is no such dimension.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const scores = torch.tensor([[0, 0], [1000, 0]]);
 * assertEquals(torch.softmax(scores, 1).toArray(), [[0.5, 0.5], [1, 0]]);
 * ```
 */
export function softmax(input: Tensor, dim: number): Tensor {
  const x = checkTensor("softmax()", "input", input).storage.values;
  const at = checkDim("softmax()", dim, input.dim());
  const out = allocate(x.length);
  alongRows(input, at, (start, stride, size) => {
    const { largest, log } = logSumExp(x, start, stride, size);
    for (let j = start; j < start + size * stride; j += stride) {
      out[j] = Math.exp(x[j] - largest - log);
    }
  });
  return record("softmax", out, input.sizes, [input], "result", (g, gx) => {
    alongRows(input, at, (start, stride, size) => {
      const end = start + size * stride;
      let total = 0;
      for (let j = start; j < end; j += stride) total += g[j] * out[j];
      for (let j = start; j < end; j += stride) gx[j] += out[j] * (g[j] - total);
    });
  });
}

/**
 * The logarithm of `softmax`, like `torch.log_softmax`, without the digits that taking one after
 * the other would lose.
 *
 * @param dim The dimension along which the probabilities add up to 1.
 * @throws {RangeError} If there is no such dimension.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.logSoftmax(torch.tensor([1000, 0]), 0).toArray(), [0, -1000]);
 * ```
 */
export function logSoftmax(input: Tensor, dim: number): Tensor {
  const x = checkTensor("logSoftmax()", "input", input).storage.values;
  const at = checkDim("logSoftmax()", dim, input.dim());
  const out = allocate(x.length);
  alongRows(input, at, (start, stride, size) => {
    const { largest, log } = logSumExp(x, start, stride, size);
    for (let j = start; j < start + size * stride; j += stride) out[j] = x[j] - largest - log;
  });
  return record("logSoftmax", out, input.sizes, [input], "result", (g, gx) => {
    alongRows(input, at, (start, stride, size) => {
      const end = start + size * stride;
      let total = 0;
      for (let j = start; j < end; j += stride) total += g[j];
      for (let j = start; j < end; j += stride) gx[j] += g[j] - Math.exp(out[j]) * total;
    });
  });
}
