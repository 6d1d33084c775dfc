/**
 * Stochastic gradient descent.
 *
 * @module
 */

import { checkBoolean, checkNonNegative, checkNumber, checkOptions } from "../../checks.ts";
import type { Tensor } from "../tensor.ts";
import { Optimizer, type ParameterGroup, type Parameters } from "./optimizer.ts";

/** Options of {@linkcode SGD}, each for all groups or for one. */
export interface SGDOptions {
  /** The learning rate, 0.001 by default. */
  lr?: number;
  /** How much of the last step goes on in the next, 0 by default. */
  momentum?: number;
  /** How much of the gradient is left out of the momentum, 0 by default. */
  dampening?: number;
  /** λ: adds λ w to the gradient of w, the gradient of the penalty λ/2 ||w||². 0 by default. */
  weightDecay?: number;
  /** Whether momentum looks ahead (Nesterov), `false` by default. */
  nesterov?: boolean;
}

/**
 * Stochastic gradient descent, like `torch.optim.SGD`. Without momentum a step is
 * `w -= lr * (grad + weightDecay * w)`.
 *
 * @example Weight decay for the weight, not for the bias
 * ```ts
 * import * as torch from "torch";
 * import { optim } from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const w = torch.ones([1], { requiresGrad: true });
 * const b = torch.ones([1], { requiresGrad: true });
 * const trainer = new optim.SGD([{ params: w, weightDecay: 2 }, { params: b }], { lr: 0.25 });
 * w.add(b).sum().backward();
 * trainer.step();
 * assertEquals([w.item(), b.item()], [0.25, 0.75]);
 * ```
 */
export class SGD extends Optimizer<Required<SGDOptions>> {
  /** The momentum of each parameter that has had a step with one. */
  readonly #momentum = new Map<Tensor, Float32Array>();

  /**
   * Takes charge of the parameters.
   *
   * @param params The parameters, or groups of them.
   * @param options The options of groups that do not name their own.
   * @throws {TypeError | RangeError} If there is no parameter, one is given twice or is not a leaf,
   * or an option is unknown or negative.
   */
  constructor(params: Parameters<SGDOptions>, options?: SGDOptions) {
    const defaults = {
      lr: 0.001,
      momentum: 0,
      dampening: 0,
      weightDecay: 0,
      nesterov: false,
    };
    const given = checkOptions("SGD()", options, Object.keys(defaults));
    super(params, { ...defaults, ...given }, checkSettings);
  }

  /** `param -= lr * (grad + weightDecay * param)`, or the same along the momentum. */
  protected override update(
    param: Tensor,
    grad: Float32Array,
    group: ParameterGroup<Required<SGDOptions>>,
  ): void {
    const { lr, momentum, dampening, weightDecay, nesterov } = group;
    const w = param.storage.values;
    if (momentum === 0) {
      for (let i = 0; i < w.length; i++) {
        w[i] -= lr * (grad[i] + weightDecay * w[i]);
      }
      return;
    }
    const earlier = this.#momentum.get(param);
    const velocity = earlier ?? new Float32Array(w.length);
    this.#momentum.set(param, velocity);
    const share = earlier ? 1 - dampening : 1; // the first gradient goes in whole
    for (let i = 0; i < w.length; i++) {
      const slope = grad[i] + weightDecay * w[i];
      velocity[i] = momentum * velocity[i] + share * slope;
      w[i] -= lr * (nesterov ? slope + momentum * velocity[i] : velocity[i]);
    }
  }
}

function checkSettings(call: string, options: Required<SGDOptions>): void {
  checkNonNegative(call, "lr", options.lr);
  checkNonNegative(call, "momentum", options.momentum);
  checkNumber(call, "dampening", options.dampening);
  checkNonNegative(call, "weightDecay", options.weightDecay);
  if (
    checkBoolean(call, "nesterov", options.nesterov) &&
    (options.momentum === 0 || options.dampening !== 0)
  ) {
    throw new RangeError(
      `${call} with nesterov expects a momentum above 0 and dampening 0 ` +
        `but got momentum ${options.momentum} and dampening ${options.dampening}`,
    );
  }
}
