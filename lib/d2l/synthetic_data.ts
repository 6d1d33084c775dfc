/**
 * Data whose true weights are known.
 *
 * @module
 */

import { checkInteger, showShape } from "../checks.ts";
import { normal, Tensor } from "../torch/mod.ts";
import { checkTensor } from "../torch/tensor.ts";

/**
 * Draws examples of a linear model, like `d2l.synthetic_data`: `y = X w + b + ε`, with X from N(0,
 * 1) and the noise ε from N(0, 0.01²).
 *
 * @param w The true weights, of shape (d) or (d, 1).
 * @param b The true bias, a number or a tensor of one element.
 * @param n The number of examples.
 * @returns The features X, of shape (n, d), and the labels y, of shape (n, 1).
 * @throws {RangeError} If `w` or `b` has another shape, or `n` is not a positive integer.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import * as d2l from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * const [X, y] = d2l.syntheticData(torch.tensor([2, -3.4]), 4.2, 1000);
 * assertEquals([X.shape, y.shape], [[1000, 2], [1000, 1]]);
 * ```
 */
export function syntheticData(w: Tensor, b: number | Tensor, n: number): [X: Tensor, y: Tensor] {
  checkArguments(w, b, n);
  const X = normal(0, 1, [n, w.shape[0]]);
  const y = X.matmul(w).add(b);
  return [X, y.add(normal(0, 0.01, y.shape)).reshape([-1, 1])];
}

function checkArguments(w: Tensor, b: number | Tensor, n: number): void {
  const [d, columns = 1] = checkTensor("syntheticData()", "w", w).shape;
  if (w.dim() < 1 || w.dim() > 2 || d < 1 || columns !== 1) {
    throw new RangeError(
      `syntheticData() expects w to have shape [d] or [d, 1] but got ${showShape(w.shape)}: ` +
        "use w.reshape([-1, 1])",
    );
  }
  if (b instanceof Tensor && b.numel() !== 1) {
    throw new RangeError(
      `syntheticData() expects b to be a number or one element but got shape ${showShape(b.shape)}`,
    );
  }
  checkInteger("syntheticData()", "n", n, 1);
}
