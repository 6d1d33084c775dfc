/**
 * What operations on two tensors share: broadcasting.
 *
 * @module
 */

import { checkNumber, checkOptions, show } from "../../checks.ts";
import { needsGrad, record } from "../autograd.ts";
import { allocate, Storage } from "../memory.ts";
import type { AlphaOptions } from "../methods.ts";
import { broadcastIndex, broadcastShapes, sameShape, type Shape, sizeOf } from "../shape.ts";
import { Tensor } from "../tensor.ts";

/** The second operand: a tensor, or a number that goes with every element. */
export type Operand = Tensor | number;

/** Both operands, ready to be looped over together. */
export interface Operands {
  a: Tensor;
  b: Tensor;
  /** The operands before they were expanded: a change of these is what `backward()` must notice. */
  givenA: Tensor;
  givenB: Tensor;
  shape: Shape;
  /**
   * How far the index of `a` and of `b` moves from one element of the result to the next: 0 or 1.
   */
  stepA: number;
  stepB: number;
}

export function operands(
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
    throw new TypeError(`${call} expects Tensors or numbers but got ${show(operand)}`);
  }
  const values = allocate(1);
  values[0] = operand;
  return new Tensor(new Storage(values), []);
}

export function isSingle(operand: Tensor): boolean {
  return operand.numel() === 1;
}

function isConstant(operand: Tensor): boolean {
  return isSingle(operand) && !needsGrad(operand);
}

/**
 * A tensor repeated to the larger shape it broadcasts to. Each copy adds to the gradient of the
 * element it came from, so the gradient is a sum over the repeated dimensions.
 */
export function expand(input: Tensor, shape: Shape): Tensor {
  const x = input.storage.values;
  const out = allocate(sizeOf(shape));
  if (x.length === 1) {
    out.fill(x[0]);
    return record("expand", out, shape, [input], [], (g, gx) => {
      let total = 0;
      for (let i = 0; i < g.length; i++) total += g[i];
      gx[0] += total;
    });
  }
  const index = broadcastIndex(input.shape, shape);
  for (let i = 0; i < out.length; i++) out[i] = x[index[i]];
  return record("expand", out, shape, [input], [], (g, gx) => {
    const totals = new Float64Array(gx.length); // a sum in float32 loses digits
    for (let i = 0; i < g.length; i++) totals[index[i]] += g[i];
    for (let i = 0; i < gx.length; i++) gx[i] += totals[i];
  });
}

/** The factor before the second operand. @throws {TypeError} If the options hold something else. */
export function alphaOf(call: string, options?: AlphaOptions): number {
  if (options === undefined) return 1;
  checkOptions(call, options, ["alpha"]);
  return checkNumber(call, "alpha", options.alpha ?? 1);
}
