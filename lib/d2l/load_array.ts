/**
 * From tensors to mini-batches.
 *
 * @module
 */

import * as torch from "torch";
import { checkBoolean, checkInteger, show, showShape } from "../checks.ts";

/**
 * Mini-batches of tensors that belong together, like `d2l.load_array`.
 *
 * @param dataArrays Features and labels; their first dimensions count the examples.
 * @param batchSize The number of examples in a batch; the last one may have fewer.
 * @param isTrain Whether the examples come in a new random order each epoch; `true` by default.
 * @returns A data loader: every `for` loop over it is an epoch.
 * @throws {TypeError} If `dataArrays` is no array of tensors.
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
  dataArrays: readonly torch.Tensor[],
  batchSize: number,
  isTrain = true,
): torch.utils.data.DataLoader {
  if (!Array.isArray(dataArrays) || !dataArrays.every((data) => data instanceof torch.Tensor)) {
    throw new TypeError(
      `loadArray() expects an array of Tensors such as [X, y] but got ${show(dataArrays)}`,
    );
  }
  if (new Set(dataArrays.map((data) => data.shape[0])).size > 1) {
    throw new RangeError(
      "loadArray() expects tensors of equal length but got shapes " +
        dataArrays.map((data) => showShape(data.shape)).join(" and "),
    );
  }
  checkInteger("loadArray()", "batchSize", batchSize, 1);
  checkBoolean("loadArray()", "isTrain", isTrain);
  const dataset = new torch.utils.data.TensorDataset(...dataArrays);
  return new torch.utils.data.DataLoader(dataset, { batchSize, shuffle: isTrain });
}
