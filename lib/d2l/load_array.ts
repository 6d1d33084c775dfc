/**
 * From tensors to mini-batches.
 *
 * @module
 */

import { show } from "../checks.ts";
import { type Tensor, utils } from "../torch/mod.ts";

/**
 * Mini-batches of tensors that belong together, like `d2l.load_array`.
 *
 * @param dataArrays Features and labels; their first dimensions count the examples.
 * @param batchSize The number of examples in a batch; the last one may have fewer.
 * @param isTrain Whether the examples come in a new random order each epoch; `true` by default.
 * @returns A data loader: every `for` loop over it is an epoch.
 * @throws {TypeError} If `dataArrays` is not an array of tensors.
 * @throws {RangeError} If the tensors differ in length, or `batchSize` is not a positive integer.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import * as d2l from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * const dataIter = d2l.loadArray([torch.ones([7, 2]), torch.zeros([7, 1])], 5, false);
 * const shapes = Array.from(dataIter, ([X, y]) => [X.shape, y.shape]);
 * assertEquals(shapes, [[[5, 2], [5, 1]], [[2, 2], [2, 1]]]);
 * ```
 */
export function loadArray(
  dataArrays: readonly Tensor[],
  batchSize: number,
  isTrain?: boolean,
): utils.data.DataLoader {
  checkArrays(dataArrays);
  const dataset = new utils.data.TensorDataset(...dataArrays);
  return new utils.data.DataLoader(dataset, {
    batchSize,
    shuffle: isTrain === undefined ? true : isTrain,
  });
}

/** The classes check what is in the array, and the batch size. */
function checkArrays(dataArrays: unknown): void {
  if (Array.isArray(dataArrays)) return;
  throw new TypeError(
    `loadArray() expects an array of Tensors such as [X, y] but got ${show(dataArrays)}`,
  );
}
