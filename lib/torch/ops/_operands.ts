/**
 * Broadcasting, which stands outside the operations on two tensors: what is repeated is written out
 * before their loops run, and summed up again after their gradient rules, by the rule of
 * {@linkcode expand}.
 *
 * @module
 */

import { checkNumber, checkOptions, show } from "../../checks.ts";
import { record } from "../autograd.ts";
import { allocate, Storage } from "../memory.ts";
import type { AlphaOptions } from "../methods.ts";
import { broadcastIndex, broadcastShapes, sameShape, type Shape, sizeOf } from "../shape.ts";
import { Tensor } from "../tensor.ts";

/** The second operand: a tensor, or a number that goes with every element. */
export type Operand = Tensor | number;

/**
 * Both operands in the shape they have together, ready to be looped over.
 *
 * @throws {TypeError} If one is neither a tensor nor a number.
 * @throws {RangeError} If the shapes do not broadcast.
 */
export function broadcast(call: string, left: Operand, right: Operand): [a: Tensor, b: Tensor] {
  const a = beside(call, left, right), b = beside(call, right, left);
  if (sameShape(a.sizes, b.sizes)) return [a, b];
  const shape = broadcastShapes(call, a.sizes, b.sizes);
  return [expand(a, shape), expand(b, shape)];
}

/**
 * An operand as a tensor: a number in the shape of the other, which costs less than expanding it.
 */
function beside(call: string, operand: Operand, other: Operand): Tensor {
  if (typeof operand !== "number" || !(other instanceof Tensor)) return toTensor(call, operand);
  const values = allocate(other.numel());
  for (let i = 0; i < values.length; i++) values[i] = operand;
  return new Tensor(new Storage(values), other.sizes);
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

/**
 * A tensor repeated to the larger shape it broadcasts to. Each copy adds to the gradient of the
 * element it came from, so the gradient is a sum over the repeated dimensions: what HIPS autograd
 * calls `unbroadcast`.
 */
export function expand(input: Tensor, shape: Shape): Tensor {
  if (sameShape(input.sizes, shape)) return input;
  const result = input.numel() === 1 ? expandOne(input, shape) : expandMany(input, shape);
  result.storage.original = input.storage.original;
  return result;
}

function expandOne(input: Tensor, shape: Shape): Tensor {
  const out = allocate(sizeOf(shape)).fill(input.storage.values[0]);
  return record("expand", out, shape, [input], [], (g, gx) => {
    let total = 0;
    for (let i = 0; i < g.length; i++) total += g[i];
    gx[0] += total;
  });
}

function expandMany(input: Tensor, shape: Shape): Tensor {
  const x = input.storage.values;
  const out = allocate(sizeOf(shape));
  const index = broadcastIndex(input.sizes, shape);
  for (let i = 0; i < out.length; i++) out[i] = x[index[i]];
  return record("expand", out, shape, [input], [], (g, gx) => {
    const totals = new Float64Array(gx.length); // a sum in float32 loses digits
    for (let i = 0; i < g.length; i++) totals[index[i]] += g[i];
    for (let i = 0; i < gx.length; i++) gx[i] += totals[i];
  });
}

/** The factor before the second operand. @throws {TypeError} If the options hold something else. */
export function alphaOf(call: string, options?: AlphaOptions): number {
  const { alpha = 1 } = checkOptions(call, options, ["alpha"]);
  return checkNumber(call, "alpha", alpha);
}
