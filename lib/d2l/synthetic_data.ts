/**
 * Data whose true weights are known.
 *
 * @module
 */

import * as torch from "torch";
import { checkInteger, showShape } from "../checks.ts";
import { checkTensor } from "../torch/tensor.ts";

/**
 * Draws examples of a linear model, like `d2l.synthetic_data`: `y = X w + b + ε`, with X from N(0,
 * 1) and the noise ε from N(0, 0.01²).
 *
 * @param w The true weights, of shape (d, 1).
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
 * const [X, y] = d2l.syntheticData(torch.tensor([[2], [-3.4]]), 4.2, 1000);
 * assertEquals([X.shape, y.shape], [[1000, 2], [1000, 1]]);
 * ```
 */
export function syntheticData(
  w: torch.Tensor,
  b: number | torch.Tensor,
  n: number,
): [X: torch.Tensor, y: torch.Tensor] {
  checkTensor("syntheticData()", "w", w);
  if (w.dim() !== 2 || w.shape[0] < 1 || w.shape[1] !== 1) {
    throw new RangeError(
      `syntheticData() expects w to have shape [d, 1] but got ${showShape(w.shape)}: ` +
        "use w.reshape([-1, 1])",
    );
  }
  if (b instanceof torch.Tensor && b.numel() !== 1) {
    throw new RangeError(
      `syntheticData() expects b to be a number or one element but got shape ${showShape(b.shape)}`,
    );
  }
  checkInteger("syntheticData()", "n", n, 1);
  const X = torch.normal(0, 1, [n, w.shape[0]]);
  const y = X.matmul(w).add(b);
  return [X, y.add(torch.normal(0, 0.01, y.shape))];
}
