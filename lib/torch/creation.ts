/**
 * Functions that make tensors: from numbers the user has, filled with one value, or counted.
 *
 * @module
 */

import { checkNumber, checkOptions, show } from "../checks.ts";
import { allocateOwn, Storage } from "./memory.ts";
import { checkShape, type Shape, sizeOf } from "./shape.ts";
import { checkTensor, type NestedArray, Tensor } from "./tensor.ts";

/** Options of all functions that make a tensor. */
export interface TensorOptions {
  /** Whether `backward()` is to compute a gradient for the tensor; `false` by default. */
  requiresGrad?: boolean;
}

/** A new leaf; its values get a buffer of their own, so that keeping it keeps no slab alive. */
export function create(
  call: string,
  shape: Shape,
  options: TensorOptions | undefined,
  fill: (values: Float32Array) => void,
): Tensor {
  checkShape(call, shape);
  const { requiresGrad = false } = checkOptions(call, options, ["requiresGrad"]);
  const values = allocateOwn(sizeOf(shape), call);
  fill(values);
  const result = new Tensor(new Storage(values), [...shape]);
  result.requiresGrad = requiresGrad;
  return result;
}

/** An array in more than these is taken for one that holds itself. */
const MOST_DIMENSIONS = 64;

/**
 * A tensor with the given numbers, like `torch.tensor`.
 *
 * @param data A number, or arrays nested as deep as the tensor has dimensions; also a typed array.
 * @throws {TypeError} If something in it is not a number.
 * @throws {RangeError} If arrays beside each other differ in length.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.tensor([[1, 2, 3], [4, 5, 6]]).shape, [2, 3]);
 * assertEquals(torch.tensor(7).shape, []);
 * ```
 */
export function tensor(
  data: NestedArray | Float32Array | Float64Array,
  options?: TensorOptions,
): Tensor {
  const shape: number[] = [];
  for (let level: unknown = data; isArray(level); level = level[0]) {
    shape.push(level.length);
    if (shape.length > MOST_DIMENSIONS) {
      throw new RangeError(
        `tensor() expects at most ${MOST_DIMENSIONS} arrays within each other but got more: ` +
          "does one hold itself?",
      );
    }
  }
  const numbers: number[] = [];
  const collect = (value: unknown, d: number): void => {
    if (!isArray(value)) {
      if (d < shape.length) {
        throw new RangeError(
          `tensor() expects arrays of equal depth but got ${show(value)} beside an array`,
        );
      }
      if (typeof value !== "number") {
        throw new TypeError(`tensor() expects numbers in nested arrays but got ${show(value)}`);
      }
      numbers.push(value);
      return;
    }
    if (d === shape.length) {
      throw new RangeError(
        `tensor() expects arrays of equal depth but got ${show(value)} beside a number`,
      );
    }
    if (value.length !== shape[d]) {
      throw new RangeError(
        "tensor() expects arrays beside each other to have equal length but got " +
          `lengths ${shape[d]} and ${value.length} in dim ${d}`,
      );
    }
    for (let i = 0; i < value.length; i++) collect(value[i], d + 1);
  };
  collect(data, 0);
  return create("tensor()", shape, options, (values) => values.set(numbers));
}

function isArray(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || value instanceof Float32Array ||
    value instanceof Float64Array;
}

/**
 * A tensor of zeros, like `torch.zeros`.
 *
 * @param shape The sizes of its dimensions.
 * @throws {RangeError} If a size is not a whole number of at least 0.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.zeros([2, 2]).toArray(), [[0, 0], [0, 0]]);
 * ```
 */
export function zeros(shape: Shape, options?: TensorOptions): Tensor {
  return create("zeros()", shape, options, () => {});
}

/**
 * A tensor of ones, like `torch.ones`.
 *
 * @param shape The sizes of its dimensions.
 * @throws {RangeError} If a size is not a whole number of at least 0.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.ones([2, 1]).toArray(), [[1], [1]]);
 * ```
 */
export function ones(shape: Shape, options?: TensorOptions): Tensor {
  return create("ones()", shape, options, (values) => values.fill(1));
}

/**
 * A tensor of zeros in the shape of another, like `torch.zeros_like`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.zerosLike(torch.rand([2, 1])).toArray(), [[0], [0]]);
 * ```
 */
export function zerosLike(input: Tensor, options?: TensorOptions): Tensor {
  const { sizes } = checkTensor("zerosLike()", "input", input);
  return create("zerosLike()", sizes, options, () => {});
}

/**
 * A tensor of ones in the shape of another, like `torch.ones_like`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.onesLike(torch.rand([2, 1])).toArray(), [[1], [1]]);
 * ```
 */
export function onesLike(input: Tensor, options?: TensorOptions): Tensor {
  const { sizes } = checkTensor("onesLike()", "input", input);
  return create("onesLike()", sizes, options, (values) => values.fill(1));
}

/**
 * A tensor whose elements all have one value, like `torch.full`.
 *
 * @param shape The sizes of its dimensions.
 * @throws {RangeError} If a size is not a whole number of at least 0.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.full([2], 7).toArray(), [7, 7]);
 * ```
 */
export function full(shape: Shape, value: number, options?: TensorOptions): Tensor {
  checkNumber("full()", "value", value);
  return create("full()", shape, options, (values) => values.fill(value));
}

/**
 * The numbers from `start` up to but not including `end`, like `torch.arange`. The options come
 * last, behind as many numbers as are given.
 *
 * @param start The first number; 0 if `end` stands alone.
 * @param end Where to stop.
 * @param step The distance from one to the next, 1 by default.
 * @throws {RangeError} If `step` is 0 or leads away from `end`, or a bound is not finite.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.arange(3).toArray(), [0, 1, 2]);
 * assertEquals(torch.arange(1, 2, 0.5).toArray(), [1, 1.5]);
 * assertEquals(torch.arange(2, { requiresGrad: true }).requiresGrad, true);
 * ```
 */
export function arange(end: number, options?: TensorOptions): Tensor;
/** The numbers from `start` up to but not including `end`, one apart. */
export function arange(start: number, end: number, options?: TensorOptions): Tensor;
/** The numbers from `start` up to but not including `end`, `step` apart. */
export function arange(start: number, end: number, step: number, options?: TensorOptions): Tensor;
export function arange(...given: (number | TensorOptions | undefined)[]): Tensor {
  const last = typeof given.at(-1) === "object" ? given.pop() : undefined;
  const options = (given.length > 3 ? given[3] : last) as TensorOptions | undefined;
  if (given.length === 1) given.unshift(0);
  const start = checkNumber("arange()", "start", given[0]);
  const end = checkNumber("arange()", "end", given[1]);
  const step = given.length > 2 ? checkNumber("arange()", "step", given[2]) : 1;
  const steps = (end - start) / step;
  if (!Number.isFinite(steps) || steps < 0) {
    throw new RangeError(
      `arange() expects a step that leads from start to end but got start ${start}, ` +
        `end ${end}, step ${step}`,
    );
  }
  const length = Math.ceil(Math.abs(steps)); // of 0 / -1 too the length is 0, not -0
  return create("arange()", [length], options, (values) => {
    for (let i = 0; i < length; i++) values[i] = start + i * step;
  });
}
