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
import { allocate } from "../memory.ts";
import type { AlphaOptions } from "../methods.ts";
import { sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { alphaOf, isSingle, type Operand, operands } from "./_operands.ts";

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
