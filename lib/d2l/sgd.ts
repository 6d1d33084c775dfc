/**
 * Mini-batch stochastic gradient descent, from scratch.
 *
 * @module
 */

import { checkInteger, checkNonNegative, isIterable, show, showShape } from "../checks.ts";
import { noGrad, type Tensor } from "../torch/mod.ts";
import { checkTensor } from "../torch/tensor.ts";

/**
 * One step of mini-batch stochastic gradient descent, like `d2l.sgd`:
 * `param -= lr * grad / batchSize`, after which the gradients are 0 again. The division makes of
 * the gradient of a summed loss that of a mean loss.
 *
 * @param params The parameters, each with a gradient.
 * @param lr The learning rate.
 * @param batchSize The number of examples whose losses were summed.
 * @throws {TypeError} If `params` is not a list of Tensors.
 * @throws {RangeError} If `lr` is negative, or `batchSize` is not a positive integer.
 * @throws {Error} If a parameter has no gradient.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import * as d2l from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * const w = torch.tensor([1, 2], { requiresGrad: true });
 * w.pow(2).sum().backward();
 * d2l.sgd([w], 0.5, 2);
 * assertEquals(w.toArray(), [0.5, 1]);
 * assertEquals(w.grad?.toArray(), [0, 0]);
 * ```
 */
export function sgd(params: Iterable<Tensor>, lr: number, batchSize: number): void {
  const trained = checkArguments(params, lr, batchSize);
  noGrad(() => {
    for (const { param, grad } of trained) {
      param.sub_(grad, { alpha: lr / batchSize });
      grad.zero_();
    }
  });
}

/** Looks at all parameters before one is changed, so that a refused step changes nothing. */
function checkArguments(params: unknown, lr: unknown, batchSize: unknown) {
  if (!isIterable(params)) {
    throw new TypeError(
      `sgd() expects an array of parameters such as [w, b] but got ${show(params)}`,
    );
  }
  checkNonNegative("sgd()", "lr", lr);
  checkInteger("sgd()", "batchSize", batchSize, 1);
  return [...params].map((given, i) => {
    const param = checkTensor("sgd()", "every parameter", given);
    const { grad } = param;
    if (grad !== null) return { param, grad };
    throw new Error(
      `sgd() expects every parameter to have a gradient but got none for number ${i}, of shape ` +
        `${showShape(param.shape)}: call backward() on a loss computed from it first`,
    );
  });
}
