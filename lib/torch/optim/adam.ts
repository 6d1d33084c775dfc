/**
 * Adam, and Adam with decoupled weight decay.
 *
 * @module
 */

import { checkNonNegative, checkOptions, show } from "../../checks.ts";
import type { Tensor } from "../tensor.ts";
import { Optimizer, type ParameterGroup, type Parameters } from "./optimizer.ts";

/** Options of {@linkcode Adam} and {@linkcode AdamW}, each for all groups or for one. */
export interface AdamOptions {
  /** The learning rate, 0.001 by default. */
  lr?: number;
  /** How slowly the averages of the gradient and of its square move, [0.9, 0.999] by default. */
  betas?: readonly [number, number];
  /** Keeps the divisor above 0; 1e-8 by default. */
  eps?: number;
  /**
   * λ: for `Adam` added to the gradient as λ w, 0 by default; for `AdamW` w shrinks by lr λ, 0.01.
   */
  weightDecay?: number;
}

/** The averages Adam keeps of a parameter's gradients. */
interface Averages {
  steps: number;
  gradient: Float32Array;
  square: Float32Array;
}

/** What {@linkcode Adam} and {@linkcode AdamW} share: Kingma and Ba (2015), algorithm 1. */
export abstract class AdamBase extends Optimizer<Required<AdamOptions>> {
  readonly #averages = new Map<Tensor, Averages>();

  /** Takes charge of the parameters; `weightDecay` is the default. */
  constructor(
    params: Parameters<AdamOptions>,
    options: AdamOptions | undefined,
    weightDecay: number,
    private readonly isDecoupled: boolean,
  ) {
    const defaults = {
      lr: 0.001,
      betas: [0.9, 0.999] as const,
      eps: 1e-8,
      weightDecay,
    };
    const given = checkOptions(`${new.target.name}()`, options, Object.keys(defaults));
    super(params, { ...defaults, ...given }, checkSettings);
  }

  /** One step along the average gradient, divided by the root of the average square. */
  protected override update(
    param: Tensor,
    grad: Float32Array,
    group: ParameterGroup<Required<AdamOptions>>,
  ): void {
    const { lr, betas: [beta1, beta2], eps, weightDecay } = group;
    const w = param.storage.values;
    let averages = this.#averages.get(param);
    if (averages === undefined) {
      averages = {
        steps: 0,
        gradient: new Float32Array(w.length),
        square: new Float32Array(w.length),
      };
      this.#averages.set(param, averages);
    }
    const { gradient: m, square: v } = averages;
    averages.steps++;
    // Both averages start at 0; dividing by these makes up for that.
    const correction1 = 1 - beta1 ** averages.steps;
    const correction2 = 1 - beta2 ** averages.steps;
    const shrink = this.isDecoupled ? 1 - lr * weightDecay : 1;
    const penalty = this.isDecoupled ? 0 : weightDecay;
    for (let i = 0; i < w.length; i++) {
      const slope = grad[i] + penalty * w[i];
      m[i] += (1 - beta1) * (slope - m[i]);
      v[i] = beta2 * v[i] + (1 - beta2) * slope * slope;
      w[i] = shrink * w[i] -
        lr / correction1 * m[i] / (Math.sqrt(v[i] / correction2) + eps);
    }
  }
}

/**
 * Adam, like `torch.optim.Adam`. Its `weightDecay` is the gradient of λ/2 ||w||², which Adam then
 * divides like any gradient: weights with large gradients are shrunk less.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { optim } from "torch";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const w = torch.ones([1], { requiresGrad: true });
 * const trainer = new optim.Adam([w], { lr: 0.1 });
 * w.mul(5).sum().backward();
 * trainer.step();
 * assertAlmostEquals(w.item(), 0.9, 1e-6); // the first step has length lr, whatever the gradient
 * ```
 */
export class Adam extends AdamBase {
  /**
   * Takes charge of the parameters.
   *
   * @param params The parameters, or groups of them.
   * @param options The options of groups that do not name their own.
   * @throws {TypeError | RangeError} If there is no parameter, one is given twice or is not a leaf,
   * or an option is unknown or out of range.
   */
  constructor(params: Parameters<AdamOptions>, options?: AdamOptions) {
    super(params, options, 0, false);
  }
}

/**
 * Adam with decoupled weight decay, like `torch.optim.AdamW`: every weight shrinks by the factor 1
 * - lr λ, whatever its gradient (Loshchilov and Hutter, 2019).
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { optim } from "torch";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const w = torch.ones([1], { requiresGrad: true });
 * const trainer = new optim.AdamW([w], { lr: 0.1, weightDecay: 1 });
 * w.mul(0).sum().backward();
 * trainer.step();
 * assertAlmostEquals(w.item(), 0.9, 1e-6);
 * ```
 */
export class AdamW extends AdamBase {
  /**
   * Takes charge of the parameters.
   *
   * @param params The parameters, or groups of them.
   * @param options The options of groups that do not name their own.
   * @throws {TypeError | RangeError} If there is no parameter, one is given twice or is not a leaf,
   * or an option is unknown or out of range.
   */
  constructor(params: Parameters<AdamOptions>, options?: AdamOptions) {
    super(params, options, 0.01, true);
  }
}

function checkSettings(call: string, options: Required<AdamOptions>): void {
  checkNonNegative(call, "lr", options.lr);
  checkNonNegative(call, "eps", options.eps);
  checkNonNegative(call, "weightDecay", options.weightDecay);
  const { betas } = options;
  const isFraction = (beta: unknown) => typeof beta === "number" && beta >= 0 && beta < 1;
  if (!Array.isArray(betas) || betas.length !== 2 || !betas.every(isFraction)) {
    const Wrong = Array.isArray(betas) ? RangeError : TypeError;
    throw new Wrong(
      `${call} expects betas to be two numbers from 0 up to 1 but got ${show(betas)}`,
    );
  }
}
