/**
 * Operations that change a tensor's numbers where they are; their names end in `_`, as in PyTorch.
 *
 * Where gradients are recorded, the ordinary operation computes the new numbers from the old ones,
 * and the tensor takes over its numbers and its history: so each gradient rule stands only once.
 * The storage's version grows, which tells `backward()` that what was saved before is gone.
 *
 * @module
 */

import { attach, needsGrad } from "../autograd.ts";
import { checkNonNegative, checkNumber, checkOptions, showShape } from "../../checks.ts";
import type { AlphaOptions } from "../methods.ts";
import { checkGenerator, type GeneratorOptions } from "../random.ts";
import { broadcastShapes, sameShape } from "../shape.ts";
import { checkTensor, type Tensor } from "../tensor.ts";
import { alphaOf, expand, type Operand, toTensor } from "./_operands.ts";
import { add, mul, sub } from "./arithmetic.ts";
import { clone } from "./copy.ts";

/**
 * `target += alpha * other`, like `Tensor.add_`.
 *
 * @throws {Error} If the target is a leaf that requires gradients, outside `noGrad()`.
 * @throws {RangeError} If `other` does not broadcast to the target's shape.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.ones([2]).add_(torch.tensor([1, 2]), { alpha: 10 }).toArray(), [11, 21]);
 * ```
 */
export function add_(target: Tensor, other: Operand, options?: AlphaOptions): Tensor {
  const operand = operandFor("add_()", target, other);
  if (needsGrad(target) || needsGrad(operand)) {
    return takeOver(target, add(target, operand, options));
  }
  return addScaled(target, operand, alphaOf("add_()", options));
}

/**
 * `target -= alpha * other`, like `Tensor.sub_`. With `alpha` as learning rate and a gradient as
 * `other` it is a step of gradient descent that makes no new tensor.
 *
 * @throws {Error} If the target is a leaf that requires gradients, outside `noGrad()`.
 * @throws {RangeError} If `other` does not broadcast to the target's shape.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.ones([2]).sub_(torch.tensor([1, 2]), { alpha: 0.5 }).toArray(), [0.5, 0]);
 * ```
 */
export function sub_(target: Tensor, other: Operand, options?: AlphaOptions): Tensor {
  const operand = operandFor("sub_()", target, other);
  if (needsGrad(target) || needsGrad(operand)) {
    return takeOver(target, sub(target, operand, options));
  }
  return addScaled(target, operand, -alphaOf("sub_()", options));
}

function addScaled(target: Tensor, operand: Tensor, alpha: number): Tensor {
  const x = target.storage.values, y = operand.storage.values;
  const step = y.length === 1 ? 0 : 1;
  for (let i = 0; i < x.length; i++) x[i] += alpha * y[i * step];
  target.storage.version++;
  return target;
}

/**
 * `target *= other`, like `Tensor.mul_`.
 *
 * @throws {Error} If the target is a leaf that requires gradients, outside `noGrad()`.
 * @throws {RangeError} If `other` does not broadcast to the target's shape.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.tensor([1, 2]).mul_(3).toArray(), [3, 6]);
 * ```
 */
export function mul_(target: Tensor, other: Operand): Tensor {
  const operand = operandFor("mul_()", target, other);
  if (needsGrad(target) || needsGrad(operand)) {
    // The gradient of `other` reads the old numbers, so they are kept in a clone.
    return takeOver(target, mul(needsGrad(operand) ? clone(target) : target, operand));
  }
  const x = target.storage.values, y = operand.storage.values;
  const step = y.length === 1 ? 0 : 1;
  for (let i = 0; i < x.length; i++) x[i] *= y[i * step];
  target.storage.version++;
  return target;
}

/**
 * Makes every element 0, like `Tensor.zero_`.
 *
 * @throws {Error} If the target is a leaf that requires gradients, outside `noGrad()`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.ones([2]).zero_().toArray(), [0, 0]);
 * ```
 */
export function zero_(target: Tensor): Tensor {
  return overwrite("zero_", target, (x) => x.fill(0));
}

/**
 * Makes every element `value`, like `Tensor.fill_`.
 *
 * @throws {Error} If the target is a leaf that requires gradients, outside `noGrad()`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.zeros([2]).fill_(7).toArray(), [7, 7]);
 * ```
 */
export function fill_(target: Tensor, value: number): Tensor {
  checkNumber("fill_()", "value", value);
  return overwrite("fill_", target, (x) => x.fill(value));
}

/**
 * Draws every element from a normal distribution, like `Tensor.normal_`.
 *
 * @param mean The mean, 0 by default.
 * @param std The standard deviation, 1 by default.
 * @throws {Error} If the target is a leaf that requires gradients, outside `noGrad()`.
 * @throws {RangeError} If `std` is negative.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.zeros([3]).normal_(5, 0).toArray(), [5, 5, 5]);
 * ```
 */
export function normal_(
  target: Tensor,
  mean?: number,
  std?: number,
  options?: GeneratorOptions,
): Tensor {
  const center = mean === undefined ? 0 : checkNumber("normal_()", "mean", mean);
  const spread = std === undefined ? 1 : checkNonNegative("normal_()", "std", std);
  const { generator } = checkOptions("normal_()", options, ["generator"]);
  const source = checkGenerator("normal_()", generator);
  return overwrite("normal_", target, (x) => source.fillNormal(x, center, spread));
}

/**
 * Takes over the numbers of another tensor, like `Tensor.copy_`. Gradients flow to the source.
 *
 * @throws {Error} If the target is a leaf that requires gradients, outside `noGrad()`.
 * @throws {RangeError} If the source does not broadcast to the target's shape.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.zeros([2, 2]).copy_(torch.tensor([1, 2])).toArray(), [[1, 2], [1, 2]]);
 * ```
 */
export function copy_(target: Tensor, source: Tensor): Tensor {
  checkTensor("copy_()", "source", source);
  const operand = operandFor("copy_()", target, source);
  const full = operand.numel() === target.numel() ? operand : expand(operand, target.sizes);
  target.storage.values.set(full.storage.values);
  target.storage.version++;
  if (!needsGrad(target) && !needsGrad(full)) return target;
  return attach(target, "copy_", [target, full], [], (g, _, gy) => {
    if (gy) { for (let i = 0; i < g.length; i++) gy[i] += g[i]; }
  });
}

/** Changes numbers without looking at what they were, so that their gradient is 0. */
function overwrite(name: string, target: Tensor, change: (values: Float32Array) => void): Tensor {
  checkTarget(`${name}()`, target, needsGrad(target));
  change(target.storage.values);
  target.storage.version++;
  return needsGrad(target) ? attach(target, name, [target], [], () => {}) : target;
}

/** Gives the target the numbers and the history of a recorded result. */
function takeOver(target: Tensor, result: Tensor): Tensor {
  target.storage.values.set(result.storage.values);
  target.storage.version++;
  target.gradFn = result.gradFn;
  return target;
}

/** The second operand in the target's shape, or a single element. @throws If it cannot be one. */
function operandFor(call: string, target: Tensor, other: Operand): Tensor {
  const operand = toTensor(call, other);
  checkTarget(call, target, needsGrad(target) || needsGrad(operand));
  if (sameShape(target.sizes, operand.sizes)) return operand;
  if (!sameShape(broadcastShapes(call, target.sizes, operand.sizes), target.sizes)) {
    throw new RangeError(
      `${call} cannot broadcast shape ${showShape(operand.sizes)} to ${showShape(target.sizes)}, ` +
        "the shape of the tensor it changes",
    );
  }
  return operand.numel() === 1 ? operand : expand(operand, target.sizes);
}

/** @throws {Error} If autograd would not notice the change, or lose its way over it. */
function checkTarget(call: string, target: Tensor, isRecorded: boolean): void {
  checkTensor(call, "the tensor it changes", target);
  if (target.isLeaf && needsGrad(target)) {
    throw new Error(
      `${call} cannot change a leaf that requires gradients while they are recorded: ` +
        "call it inside noGrad(), or on the leaf's .data",
    );
  }
  if (target.base !== null && needsGrad(target.base)) {
    throw new Error(
      `${call} cannot change the numbers of a tensor that requires gradients, which reshape() ` +
        "shares, while they are recorded: call it inside noGrad(), or change a clone()",
    );
  }
  if (isRecorded && target.storage.hasView) {
    throw new Error(
      `${call} cannot record a change of numbers that reshape() shares with another tensor: ` +
        "change a clone()",
    );
  }
}
