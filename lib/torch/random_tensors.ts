/**
 * Functions that draw tensors at random, with PyTorch's numbers for the same seed.
 *
 * @module
 */

import { create, type TensorOptions } from "./creation.ts";
import { checkInteger, checkNonNegative, checkNumber, checkOptions } from "../checks.ts";
import { checkGenerator, type Generator, type GeneratorOptions } from "./random.ts";
import { checkShape, type Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/** Options of the functions that make a tensor of random numbers. */
export interface RandomOptions extends TensorOptions, GeneratorOptions {}

function draw(
  call: string,
  shape: Shape,
  options: RandomOptions | undefined,
  fill: (generator: Generator, values: Float32Array) => void,
): Tensor {
  checkShape(call, shape);
  const { requiresGrad, generator } = checkOptions(call, options, ["requiresGrad", "generator"]);
  const source = checkGenerator(call, generator);
  return create(call, shape, { requiresGrad }, (values) => fill(source, values));
}

/**
 * Numbers drawn uniformly from 0 up to 1, like `torch.rand`.
 *
 * @param shape The sizes of the tensor's dimensions.
 * @throws {RangeError} If a size is not a whole number of at least 0.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * torch.manualSeed(0);
 * assertAlmostEquals(torch.rand([1]).item(), 0.4962566, 1e-7);
 * ```
 */
export function rand(shape: Shape, options?: RandomOptions): Tensor {
  return draw("rand()", shape, options, (generator, values) => generator.fillUniform(values, 0, 1));
}

/**
 * Numbers drawn from the standard normal distribution, like `torch.randn`.
 *
 * @param shape The sizes of the tensor's dimensions.
 * @throws {RangeError} If a size is not a whole number of at least 0.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * torch.manualSeed(0);
 * assertAlmostEquals(torch.randn([1]).item(), 1.5409961, 1e-6);
 * ```
 */
export function randn(shape: Shape, options?: RandomOptions): Tensor {
  return draw("randn()", shape, options, (generator, values) => generator.fillNormal(values, 0, 1));
}

/**
 * Numbers drawn from a normal distribution, like `torch.normal`.
 *
 * @param mean The mean of the distribution.
 * @param std Its standard deviation.
 * @param size The sizes of the tensor's dimensions.
 * @throws {RangeError} If `std` is negative, or a size is not a whole number of at least 0.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const w = torch.normal(0, 1, [200, 1], { requiresGrad: true });
 * assertEquals([w.shape, w.requiresGrad], [[200, 1], true]);
 * ```
 */
export function normal(mean: number, std: number, size: Shape, options?: RandomOptions): Tensor {
  checkNumber("normal()", "mean", mean);
  checkNonNegative("normal()", "std", std);
  return draw(
    "normal()",
    size,
    options,
    (generator, values) => generator.fillNormal(values, mean, std),
  );
}

/** About as many numbers as an array can hold. */
const MOST_PLACES = 1e8;

/**
 * The whole numbers from 0 to n - 1 in random order, like `torch.randperm(n).tolist()`.
 *
 * @throws {RangeError} If `n` is not a whole number from 0 to 10⁸.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * torch.manualSeed(0);
 * assertEquals(torch.randperm(4), [0, 1, 3, 2]);
 * ```
 */
export function randperm(n: number, options?: GeneratorOptions): number[] {
  const { generator } = checkOptions("randperm()", options, ["generator"]);
  const source = checkGenerator("randperm()", generator);
  if (checkInteger("randperm()", "n", n, 0) > MOST_PLACES) {
    throw new RangeError(`randperm() expects n to be at most ${MOST_PLACES} but got ${n}`);
  }
  return source.permutation(n);
}
