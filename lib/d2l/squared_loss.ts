/**
 * The squared loss.
 *
 * @module
 */

import type { Tensor } from "../torch/mod.ts";
import { showShape } from "../checks.ts";
import { checkTensor } from "../torch/tensor.ts";

/**
 * The squared loss `(ŷ - y)² / 2` of each example, like `d2l.squared_loss`. The labels take the
 * shape of the predictions, so that (n, 1) and (n) are compared one by one.
 *
 * @param yHat The predictions.
 * @param y The labels, as many as there are predictions.
 * @returns The losses, in the shape of `yHat`.
 * @throws {RangeError} If there are more or fewer labels than predictions.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import * as d2l from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * const losses = d2l.squaredLoss(torch.tensor([[1], [4]]), torch.tensor([1, 2]));
 * assertEquals(losses.toArray(), [[0], [2]]);
 * ```
 */
export function squaredLoss(yHat: Tensor, y: Tensor): Tensor {
  checkArguments(yHat, y);
  return yHat.sub(y.reshape(yHat.shape)).pow(2).div(2);
}

function checkArguments(yHat: Tensor, y: Tensor): void {
  checkTensor("squaredLoss()", "yHat", yHat);
  checkTensor("squaredLoss()", "y", y);
  if (yHat.numel() !== y.numel()) {
    throw new RangeError(
      "squaredLoss() expects as many labels as predictions but got yHat of shape " +
        `${showShape(yHat.shape)} and y of shape ${showShape(y.shape)}`,
    );
  }
}
