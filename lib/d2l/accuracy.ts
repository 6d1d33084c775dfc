/**
 * How many predictions of a classifier are right.
 *
 * @module
 */

import { isIterable, show } from "../checks.ts";
import { nn, noGrad, type Tensor } from "../torch/mod.ts";
import { Accumulator } from "./accumulator.ts";

/**
 * The number of right predictions, like `d2l.accuracy`.
 *
 * @param yHat The predictions: a score for each class, of shape (n, classes), of which the largest
 * counts, or the predicted classes themselves, of shape (n).
 * @param y The right classes, of shape (n).
 * @returns How many are right; divided by `y.numel()` it is the accuracy.
 * @throws {RangeError} If the shapes do not fit.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import * as d2l from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * const yHat = torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]);
 * const y = torch.tensor([0, 2]);
 * assertEquals(d2l.accuracy(yHat, y) / y.numel(), 0.5);
 * ```
 */
export function accuracy(yHat: Tensor, y: Tensor): number {
  const isScores = yHat.dim() > 1 && yHat.shape[1] > 1;
  const classes = isScores ? yHat.argmax({ dim: 1 }) : yHat;
  return classes.reshape(y.shape).eq(y).sum().item();
}

/**
 * The share of right predictions over a data set, like `d2l.evaluate_accuracy`. No gradients are
 * recorded.
 *
 * @param net The model: from features to a score for each class. A module is set to `eval()`, as
 * the book does.
 * @param dataIter Batches of features and right classes.
 * @returns A number from 0 to 1; NaN if there is no example.
 * @throws {TypeError} If `net` is no function, or `dataIter` cannot be gone through.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import * as d2l from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * const dataIter = d2l.loadArray([torch.tensor([[3, 1], [1, 2]]), torch.tensor([0, 0])], 1);
 * assertEquals(d2l.evaluateAccuracy((X) => X, dataIter), 0.5);
 * ```
 */
export function evaluateAccuracy(net: (X: Tensor) => Tensor, dataIter: Iterable<Tensor[]>): number {
  checkArguments(net, dataIter);
  if (net instanceof nn.Module) net.eval();
  const metric = new Accumulator(2); // right predictions, all predictions
  noGrad(() => {
    for (const [X, y] of dataIter) metric.add(accuracy(net(X), y), y.numel());
  });
  return metric[0] / metric[1];
}

function checkArguments(net: unknown, dataIter: unknown): void {
  if (typeof net !== "function") {
    throw new TypeError(`evaluateAccuracy() expects net to be a function but got ${show(net)}`);
  }
  if (isIterable(dataIter)) return;
  throw new TypeError(
    `evaluateAccuracy() expects dataIter to give batches [X, y] but got ${show(dataIter)}: ` +
      "write loadArray([X, y], batchSize)",
  );
}
