/**
 * Sizes: how many elements a shape has, which shapes broadcast, and which element goes where when
 * they do.
 *
 * @module
 */

import { checkInteger, numberError, show, showShape } from "../checks.ts";

/** The sizes of a tensor's dimensions, outermost first. A scalar has none: `[]`. */
export type Shape = readonly number[];

/** How many elements a tensor of this shape has: 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let d = 0; d < shape.length; d++) size *= shape[d];
  return size;
}

/** Whether two shapes have the same sizes in the same order. */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let d = 0; d < a.length; d++) if (a[d] !== b[d]) return false;
  return true;
}

/**
 * Returns `shape` if it is one.
 *
 * @throws {TypeError | RangeError} If it is not an array of sizes.
 */
export function checkShape(call: string, shape: unknown): Shape {
  if (!Array.isArray(shape)) {
    throw new TypeError(`${call} expects a shape such as [2, 3] but got ${show(shape)}`);
  }
  for (const size of shape) {
    checkInteger(call, "every size of the shape", size, 0);
  }
  return shape;
}

/**
 * A dimension counted from the front: -1 means the last one. A scalar takes 0 and -1, as in
 * PyTorch.
 *
 * @throws {RangeError} If a tensor of `rank` dimensions has no such dimension.
 */
export function checkDim(call: string, dim: unknown, rank: number): number {
  const count = Math.max(rank, 1);
  if (Number.isInteger(dim) && dim as number >= -count && dim as number < count) {
    return dim as number < 0 ? dim as number + count : dim as number;
  }
  const wanted = `an integer from ${-count} to ${count - 1}`;
  throw numberError(dim, `${call} expects dim to be ${wanted} but got ${show(dim)}`);
}

/**
 * The shape two tensors have together. Counted from the last dimension, two sizes fit if they are
 * equal or one of them is 1 (or missing), which is then repeated.
 *
 * @throws {RangeError} If the shapes do not fit.
 */
export function broadcastShapes(call: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b) || b.length === 0) return a;
  if (a.length === 0) return b;
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let d = 0; d < rank; d++) {
    const sizeA = d < rank - a.length ? 1 : a[d - rank + a.length];
    const sizeB = d < rank - b.length ? 1 : b[d - rank + b.length];
    if (sizeA !== sizeB && sizeA !== 1 && sizeB !== 1) {
      throw new RangeError(
        `${call} cannot broadcast shapes ${showShape(a)} and ${showShape(b)}: ` +
          `counted from the right, sizes must be equal or 1, and ${sizeA} meets ${sizeB}`,
      );
    }
    shape.push(sizeA === 1 ? sizeB : sizeA);
  }
  return shape;
}

/**
 * For each element of a tensor of shape `to`, the place of the element of shape `from` that
 * broadcasting puts there. Read forwards it expands; read backwards (add to that place) it sums the
 * repeated dimensions away, which is the gradient of expanding.
 *
 * `from` must broadcast to `to`.
 */
export function broadcastIndex(from: Shape, to: Shape): Int32Array {
  const strides = new Array<number>(to.length).fill(0); // 0: stay on the same element
  let stride = 1;
  for (let d = from.length - 1; d >= 0; d--) {
    if (from[d] !== 1) strides[d + to.length - from.length] = stride;
    stride *= from[d];
  }
  let index = new Int32Array(1);
  for (let d = 0; d < to.length; d++) {
    const longer = new Int32Array(index.length * to[d]);
    for (let i = 0, k = 0; i < index.length; i++) {
      for (let j = 0; j < to[d]; j++) longer[k++] = index[i] + j * strides[d];
    }
    index = longer;
  }
  return index;
}
