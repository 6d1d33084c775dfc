/**
 * Loss functions: how far predictions are from the labels.
 *
 * @module
 */

import { record } from "../autograd.ts";
import { checkOptions, show, showShape } from "../../checks.ts";
import { allocate } from "../memory.ts";
import { sub } from "../ops/arithmetic.ts";
import { abs } from "../ops/elementwise.ts";
import { mean, sum } from "../ops/reduce.ts";
import { logSoftmax } from "../ops/softmax.ts";
import { sameShape } from "../shape.ts";
import { checkTensor, type Tensor } from "../tensor.ts";
import { Module } from "./module.ts";

/** What becomes of the losses of the single elements. */
export type Reduction = "none" | "mean" | "sum";

/** The option of the losses. */
export interface LossOptions {
  /**
   * `"none"` keeps a loss for each element; `"mean"`, the default, and `"sum"` make them one
   * number.
   */
  reduction?: Reduction;
}

/**
 * What the losses share: called as `loss(yHat, y)`, they compare element by element and reduce.
 *
 * @example A loss of one's own
 * ```ts
 * import * as torch from "torch";
 * import { nn } from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * class HalfSquaredLoss extends nn.Loss {
 *   protected override elementwise(yHat: torch.Tensor, y: torch.Tensor) {
 *     return yHat.sub(y).pow(2).div(2);
 *   }
 * }
 *
 * const loss = new HalfSquaredLoss({ reduction: "sum" });
 * assertEquals(loss(torch.tensor([1, 4]), torch.tensor([1, 2])).item(), 2);
 * ```
 */
export abstract class Loss extends Module<[input: Tensor, target: Tensor]> {
  /** What becomes of the losses of the single elements. */
  readonly reduction: Reduction;

  /**
   * Keeps the reduction.
   *
   * @throws {TypeError} If it is not one of the three.
   */
  constructor(options?: LossOptions) {
    super();
    const name = `${new.target.name}()`;
    const { reduction = "mean" } = checkOptions(name, options, ["reduction"]);
    this.reduction = reduction;
    if (!["none", "mean", "sum"].includes(this.reduction)) {
      throw new TypeError(
        `${name} expects reduction to be "none", "mean" or "sum" but got ${show(this.reduction)}`,
      );
    }
  }

  /** The losses of the single elements. */
  protected abstract elementwise(input: Tensor, target: Tensor): Tensor;

  /**
   * Compares predictions with labels.
   *
   * @param input The predictions.
   * @param target The labels, in the same shape.
   * @returns Of that shape if the reduction is `"none"`, otherwise a scalar.
   * @throws {RangeError} If the shapes differ. PyTorch warns and broadcasts them, which is never
   * meant: (5, 1) against (5) would compare every prediction with every label.
   */
  override forward(input: Tensor, target: Tensor): Tensor {
    const name = `${this.constructor.name}()`;
    checkTensor(name, "input", input);
    checkTensor(name, "target", target);
    if (!sameShape(input.sizes, target.sizes)) {
      const [x, y] = [input, target].map(({ shape }) => showShape(shape));
      const hint = input.numel() === target.numel() ? `: target.reshape(${x}) would fit` : "";
      throw new RangeError(
        `${name} expects input and target of one shape but got ${x} and ${y}${hint}`,
      );
    }
    return this.reduce(this.elementwise(input, target));
  }

  /** The losses as the reduction wants them. */
  protected reduce(losses: Tensor): Tensor {
    if (this.reduction === "none") return losses;
    return this.reduction === "mean" ? mean(losses) : sum(losses);
  }
}

/**
 * The squared error `(yHat - y)²`, like `torch.nn.MSELoss`: without the factor 1/2 of d2l's
 * `squaredLoss`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { nn } from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const loss = new nn.MSELoss();
 * assertEquals(loss(torch.tensor([1, 4]), torch.tensor([1, 1])).item(), 4.5);
 * ```
 */
export class MSELoss extends Loss {
  /** One recorded operation in place of two: the loss is taken in every training step. */
  protected override elementwise(input: Tensor, target: Tensor): Tensor {
    const x = input.storage.values, y = target.storage.values;
    const out = allocate(x.length);
    for (let i = 0; i < out.length; i++) out[i] = (x[i] - y[i]) ** 2;
    return record(
      "MSELoss",
      out,
      input.sizes,
      [input, target],
      [input, target],
      (g, gx, gy) => {
        if (gx) { for (let i = 0; i < g.length; i++) gx[i] += 2 * g[i] * (x[i] - y[i]); }
        if (gy) { for (let i = 0; i < g.length; i++) gy[i] -= 2 * g[i] * (x[i] - y[i]); }
      },
    );
  }
}

/**
 * The absolute error `|yHat - y|`, like `torch.nn.L1Loss`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { nn } from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const loss = new nn.L1Loss({ reduction: "sum" });
 * assertEquals(loss(torch.tensor([1, 4]), torch.tensor([2, 1])).item(), 4);
 * ```
 */
export class L1Loss extends Loss {
  /** `|input - target|`, from the operations for it. */
  protected override elementwise(input: Tensor, target: Tensor): Tensor {
    return abs(sub(input, target));
  }
}

/**
 * How little probability the scores give to the right class, `-log softmax(input)[target]`, like
 * `torch.nn.CrossEntropyLoss` with class indices: the loss of classification.
 *
 * The input holds a score for each of C classes, of shape (N, C), or (C) for one example; the
 * target the right class of each, a whole number from 0 to C - 1, of shape (N), or () for one
 * example.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { nn } from "torch";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const scores = torch.tensor([[2, 0, 0], [0, 0, 0]]);
 * const loss = new nn.CrossEntropyLoss({ reduction: "none" })(scores, torch.tensor([0, 2]));
 * assertAlmostEquals(loss.toArray()[0], Math.log(1 + 2 * Math.exp(-2)), 1e-6);
 * assertAlmostEquals(loss.toArray()[1], Math.log(3), 1e-6);
 * ```
 */
export class CrossEntropyLoss extends Loss {
  /**
   * Compares scores with the right classes.
   *
   * @param input The scores, of shape (N, C) or (C).
   * @param target The right classes, of shape (N) or ().
   * @returns Of the target's shape if the reduction is `"none"`, otherwise a scalar.
   * @throws {RangeError} If the shapes do not fit, or a target is no class.
   */
  override forward(input: Tensor, target: Tensor): Tensor {
    const name = "CrossEntropyLoss()";
    checkTensor(name, "input", input);
    checkTensor(name, "target", target);
    if (![1, 2].includes(input.dim()) || !sameShape(input.sizes.slice(0, -1), target.sizes)) {
      throw new RangeError(
        `${name} expects input of shape [N, C] and target of shape [N], or [C] and [], but got ` +
          `${showShape(input.sizes)} and ${showShape(target.sizes)}`,
      );
    }
    const classes = input.sizes[input.dim() - 1];
    for (const label of target.storage.values) {
      if (Number.isInteger(label) && label >= 0 && label < classes) continue;
      throw new RangeError(
        `${name} expects every target to be a class, a whole number from 0 to ${classes - 1}, ` +
          `but got ${label}`,
      );
    }
    return this.reduce(this.elementwise(input, target));
  }

  /** From each row of logarithms, the one of the right class, with the sign turned. */
  protected override elementwise(input: Tensor, target: Tensor): Tensor {
    const logs = logSoftmax(input, -1);
    const x = logs.storage.values, labels = target.storage.values;
    const classes = input.sizes[input.dim() - 1];
    const out = allocate(labels.length);
    for (let i = 0; i < out.length; i++) out[i] = -x[i * classes + labels[i]];
    return record("CrossEntropyLoss", out, target.sizes, [logs], [target], (g, gx) => {
      for (let i = 0; i < g.length; i++) gx[i * classes + labels[i]] -= g[i];
    });
  }
}
