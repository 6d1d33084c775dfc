/**
 * The loss over a whole data set.
 *
 * @module
 */

import { isIterable, show } from "../checks.ts";
import { noGrad, Tensor } from "../torch/mod.ts";
import { Accumulator } from "./accumulator.ts";

/**
 * The mean loss of a model over a data set, like `d2l.evaluate_loss`. No gradients are recorded.
 *
 * @param net The model: from features to predictions.
 * @param dataIter Batches of features and labels.
 * @param loss The loss of predictions against labels, one for each element or already reduced.
 * @returns The sum of all losses divided by their number.
 * @throws {TypeError} If `net` or `loss` is not a function, or `dataIter` does not give pairs of
 * Tensors.
 * @throws {RangeError} If there is no batch.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import * as d2l from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * const dataIter = d2l.loadArray([torch.tensor([[1], [2]]), torch.tensor([[1], [4]])], 1);
 * const l = d2l.evaluateLoss((X) => X.mul(1), dataIter, d2l.squaredLoss);
 * assertEquals(l, 1);
 * ```
 */
export function evaluateLoss(
  net: (X: Tensor) => Tensor,
  dataIter: Iterable<Tensor[]>,
  loss: (yHat: Tensor, y: Tensor) => Tensor,
): number {
  const batches = checkArguments(net, dataIter, loss);
  const metric = new Accumulator(2); // the sum of the losses, their number
  noGrad(() => {
    for (const [X, y] of batches) {
      const yHat = net(X);
      const l = loss(yHat, y.reshape(yHat.shape));
      metric.add(l.sum(), l.numel());
    }
  });
  return metric[0] / metric[1];
}

function checkArguments(net: unknown, dataIter: unknown, loss: unknown) {
  for (const [name, value] of Object.entries({ net, loss })) {
    if (typeof value === "function") continue;
    throw new TypeError(`evaluateLoss() expects ${name} to be a function but got ${show(value)}`);
  }
  if (isIterable(dataIter)) return checkBatches(dataIter);
  throw new TypeError(
    `evaluateLoss() expects dataIter to give batches [X, y] but got ${show(dataIter)}: ` +
      "write loadArray([X, y], batchSize)",
  );
}

/** Hands on the batches: two tensors each, and at least one batch, or there is no mean. */
function* checkBatches(dataIter: Iterable<unknown>): Iterable<[X: Tensor, y: Tensor]> {
  let examples = 0;
  for (const batch of dataIter) {
    const isPair = Array.isArray(batch) && batch.length === 2 &&
      batch.every((part) => part instanceof Tensor);
    if (!isPair) {
      throw new TypeError(
        `evaluateLoss() expects every batch to be two Tensors [X, y] but got ${show(batch)}`,
      );
    }
    const [X, y]: Tensor[] = batch;
    examples += y.numel();
    yield [X, y];
  }
  if (examples === 0) {
    throw new RangeError("evaluateLoss() expects at least one batch but got none");
  }
}
