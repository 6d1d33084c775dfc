/**
 * Operations on two tensors, element by element: each is the forward loop and, right below it, its
 * gradient rule.
 *
 * Shapes that differ are made equal first, by {@linkcode expand}, so that the loops need not know
 * about broadcasting. A number, or a tensor of one element that needs no gradient, is not expanded:
 * its loop index advances in steps of 0. In sums and differences this holds for any one element.
 *
 * @module
 */

import { needsGrad, record, savedByEachOther } from "../autograd.ts";
import { checkNumber, checkOptions, show } from "../errors.ts";
import { allocate } from "../memory.ts";
import { broadcastShapes, sameShape, type Shape, sizeOf } from "../shape.ts";
import { Storage, Tensor } from "../tensor.ts";
import { expand } from "./view.ts";

/** The second operand: a tensor, or a number that goes with every element. */
export type Operand = Tensor | number;

/** The option of {@linkcode add} and {@linkcode sub}. */
export interface AlphaOptions {
  /** What `other` is multiplied by before it is added or subtracted; 1 by default. */
  alpha?: number;
}

/** Both operands, ready to be looped over together. */
interface Operands {
  a: Tensor;
  b: Tensor;
  /** The operands before they were expanded: a change of these is what `backward()` must notice. */
  givenA: Tensor;
  givenB: Tensor;
  shape: Shape;
  /** How far the index of `a` and of `b` moves from one element of the result to the next: 0 or 1. */
  stepA: number;
  stepB: number;
}

function operands(
  call: string,
  left: Operand,
  right: Operand,
  isRepeated: (operand: Tensor) => boolean = isConstant,
): Operands {
  const a = toTensor(call, left);
  const b = toTensor(call, right);
  if (sameShape(a.shape, b.shape)) {
    return { a, b, givenA: a, givenB: b, shape: a.shape, stepA: 1, stepB: 1 };
  }
  const shape = broadcastShapes(call, a.shape, b.shape);
  const stepA = isRepeated(a) ? 0 : 1;
  const stepB = isRepeated(b) ? 0 : 1;
  return {
    a: stepA === 0 || sameShape(a.shape, shape) ? a : expand(a, shape),
    b: stepB === 0 || sameShape(b.shape, shape) ? b : expand(b, shape),
    givenA: a,
    givenB: b,
    shape,
    stepA,
    stepB,
  };
}

/** An operand as a tensor: a number becomes a scalar. @throws {TypeError} If it is neither. */
export function toTensor(call: string, operand: Operand): Tensor {
  if (operand instanceof Tensor) return operand;
  if (typeof operand !== "number") {
    throw new TypeError(
      `${call} expects Tensors or numbers but got ${show(operand)}`,
    );
  }
  const values = allocate(1);
  values[0] = operand;
  return new Tensor(new Storage(values), []);
}

function isSingle(operand: Tensor): boolean {
  return operand.numel() === 1;
}

function isConstant(operand: Tensor): boolean {
  return isSingle(operand) && !needsGrad(operand);
}

/**
 * `a + alpha * b`, like `torch.add`. The shapes broadcast.
 *
 * @throws {RangeError} If the shapes do not broadcast.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const X = torch.tensor([[1, 2], [3, 4]]);
 * assertEquals(X.add(torch.tensor([10, 20])).toArray(), [[11, 22], [13, 24]]);
 * assertEquals(torch.add(X, 1).toArray(), [[2, 3], [4, 5]]);
 * ```
 */
export function add(left: Operand, right: Operand, options?: AlphaOptions): Tensor {
  return addScaled("add", left, right, alphaOf("add()", options));
}

/**
 * `a - alpha * b`, like `torch.sub`. The shapes broadcast.
 *
 * @throws {RangeError} If the shapes do not broadcast.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.sub(torch.tensor([5, 7]), 2).toArray(), [3, 5]);
 * ```
 */
export function sub(left: Operand, right: Operand, options?: AlphaOptions): Tensor {
  return addScaled("sub", left, right, -alphaOf("sub()", options));
}

/** The factor before the second operand. @throws {TypeError} If the options hold something else. */
export function alphaOf(call: string, options?: AlphaOptions): number {
  if (options === undefined) return 1;
  checkOptions(call, options, ["alpha"]);
  return checkNumber(call, "alpha", options.alpha ?? 1);
}

function addScaled(name: string, left: Operand, right: Operand, alpha: number): Tensor {
  // A sum's gradient is added up at once, so a bias or a penalty need not be expanded.
  const { a, b, shape, stepA, stepB } = operands(`${name}()`, left, right, isSingle);
  const x = a.storage.values, y = b.storage.values;
  const out = allocate(sizeOf(shape));
  for (let i = 0; i < out.length; i++) {
    out[i] = x[i * stepA] + alpha * y[i * stepB];
  }
  return record(name, out, shape, [a, b], [], (g, ga, gb) => {
    if (ga) addGradient(ga, g, 1, stepA);
    if (gb) addGradient(gb, g, alpha, stepB);
  });
}

function addGradient(to: Float32Array, grad: Float32Array, factor: number, step: number): void {
  if (step === 1) {
    for (let i = 0; i < grad.length; i++) to[i] += factor * grad[i];
  } else {
    let total = 0;
    for (let i = 0; i < grad.length; i++) total += grad[i];
    to[0] += factor * total;
  }
}

/**
 * `a * b`, element by element, like `torch.mul`. The shapes broadcast.
 *
 * @throws {RangeError} If the shapes do not broadcast.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const row = torch.tensor([[1, 2, 3]]);
 * const column = torch.tensor([[1], [10]]);
 * assertEquals(row.mul(column).toArray(), [[1, 2, 3], [10, 20, 30]]);
 * ```
 */
export function mul(left: Operand, right: Operand): Tensor {
  const { a, b, givenA, givenB, shape, stepA, stepB } = operands("mul()", left, right);
  const x = a.storage.values, y = b.storage.values;
  const out = allocate(sizeOf(shape));
  for (let i = 0; i < out.length; i++) out[i] = x[i * stepA] * y[i * stepB];
  const saved = savedByEachOther(givenA, givenB);
  return record("mul", out, shape, [a, b], saved, (g, ga, gb) => {
    if (ga) { for (let i = 0; i < g.length; i++) ga[i] += g[i] * y[i * stepB]; }
    if (gb) { for (let i = 0; i < g.length; i++) gb[i] += g[i] * x[i * stepA]; }
  });
}

/**
 * `a / b`, element by element, like `torch.div`. The shapes broadcast; division by 0 gives an
 * infinity or NaN.
 *
 * @throws {RangeError} If the shapes do not broadcast.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.tensor([1, 2, 3]).div(2).toArray(), [0.5, 1, 1.5]);
 * ```
 */
export function div(left: Operand, right: Operand): Tensor {
  const { a, b, givenA, givenB, shape, stepA, stepB } = operands("div()", left, right);
  const x = a.storage.values, y = b.storage.values;
  const out = allocate(sizeOf(shape));
  for (let i = 0; i < out.length; i++) out[i] = x[i * stepA] / y[i * stepB];
  const saved = needsGrad(givenB) ? [givenA, givenB] : [givenB];
  return record("div", out, shape, [a, b], saved, (g, ga, gb) => {
    if (ga) { for (let i = 0; i < g.length; i++) ga[i] += g[i] / y[i * stepB]; }
    if (gb) {
      for (let i = 0; i < g.length; i++) {
        const divisor = y[i * stepB];
        gb[i] -= g[i] * x[i * stepA] / (divisor * divisor);
      }
    }
  });
}
