/**
 * The linear regression model.
 *
 * @module
 */

import * as torch from "../torch/mod.ts";

/**
 * Linear regression `ŷ = X w + b`, like `d2l.linreg`.
 *
 * @param X The features, of shape (n, d).
 * @param w The weights, of shape (d, 1).
 * @param b The bias, of shape (1).
 * @returns The predictions, of shape (n, 1).
 * @throws {RangeError} If the number of columns of `X` is not the number of weights.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import * as d2l from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * const X = torch.tensor([[1, 2], [3, 4]]);
 * const yHat = d2l.linreg(X, torch.tensor([[1], [10]]), torch.tensor([0.5]));
 * assertEquals(yHat.toArray(), [[21.5], [43.5]]);
 * ```
 */
export function linreg(X: torch.Tensor, w: torch.Tensor, b: torch.Tensor): torch.Tensor {
  return torch.matmul(X, w).add(b);
}
