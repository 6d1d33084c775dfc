/**
 * Tensors put together: end to end, or as the slices of a new dimension. Their gradients are cut
 * apart again.
 *
 * @module
 */

import { show, showShape } from "../../checks.ts";
import { record } from "../autograd.ts";
import { allocate } from "../memory.ts";
import { checkDim, sameShape, sizeOf } from "../shape.ts";
import { checkTensor, type Tensor } from "../tensor.ts";
import { clone } from "./copy.ts";
import { reshape } from "./view.ts";

/** The tensors, if there are any. @throws {TypeError | RangeError} Otherwise. */
function checkTensors(call: string, tensors: unknown): Tensor[] {
  if (!Array.isArray(tensors)) {
    throw new TypeError(`${call} expects an array of Tensors but got ${show(tensors)}`);
  }
  if (tensors.length === 0) {
    throw new RangeError(`${call} expects at least one Tensor but got an empty array`);
  }
  return tensors.map((tensor) => checkTensor(call, "each entry", tensor));
}

/**
 * Tensors one after the other along a dimension, like `torch.cat`. In all other dimensions they
 * have the same sizes; one of shape [0] is passed over, as PyTorch does.
 *
 * @param dim The dimension that grows; the first by default.
 * @throws {RangeError} If the shapes do not fit, or there is no such dimension.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const [a, b] = [torch.tensor([[1, 2]]), torch.tensor([[3, 4]])];
 * assertEquals(torch.cat([a, b]).toArray(), [[1, 2], [3, 4]]);
 * assertEquals(torch.cat([a, b], 1).toArray(), [[1, 2, 3, 4]]);
 * ```
 */
export function cat(tensors: readonly Tensor[], dim?: number): Tensor {
  const given = checkTensors("cat()", tensors);
  for (const tensor of given) {
    if (tensor.dim() === 0) {
      throw new RangeError("cat() expects tensors with a dimension but got a scalar: use stack()");
    }
  }
  const parts = given.filter(({ sizes }) => !sameShape(sizes, [0]));
  if (parts.length === 0) parts.push(given[0]);
  const [{ sizes }] = parts;
  const at = checkDim("cat()", dim === undefined ? 0 : dim, sizes.length);
  for (const part of parts) {
    const fits = part.dim() === sizes.length &&
      part.sizes.every((size, d) => d === at || size === sizes[d]);
    if (fits) continue;
    throw new RangeError(
      `cat() expects shapes that differ in dim ${at} only but got ${showShape(sizes)} and ` +
        showShape(part.sizes),
    );
  }
  return joinAll(parts, at);
}

/**
 * Joined in halves, so that each number is copied once for each halving and not for each tensor.
 */
function joinAll(parts: Tensor[], dim: number): Tensor {
  if (parts.length === 1) return clone(parts[0]);
  const half = parts.length >> 1;
  const [left, right] = [parts.slice(0, half), parts.slice(half)];
  const [a, b] = [left, right].map((side) => side.length === 1 ? side[0] : joinAll(side, dim));
  return joinTwo(a, b, dim);
}

/** Both, end to end along a dimension: seen from there, each is blocks of numbers side by side. */
function joinTwo(a: Tensor, b: Tensor, dim: number): Tensor {
  const x = a.storage.values, y = b.storage.values;
  const blocks = sizeOf(a.sizes.slice(0, dim));
  const [wide, narrow] = [a, b].map(({ sizes }) => sizeOf(sizes.slice(dim)));
  const step = wide + narrow;
  const out = allocate(x.length + y.length);
  for (let i = 0; i < blocks; i++) {
    out.set(x.subarray(i * wide, (i + 1) * wide), i * step);
    out.set(y.subarray(i * narrow, (i + 1) * narrow), i * step + wide);
  }
  const shape = a.sizes.map((size, d) => d === dim ? size + b.sizes[d] : size);
  return record("cat", out, shape, [a, b], [], (g, ga, gb) => {
    for (let i = 0; i < blocks; i++) {
      if (ga) { for (let j = 0; j < wide; j++) ga[i * wide + j] += g[i * step + j]; }
      if (gb) { for (let j = 0; j < narrow; j++) gb[i * narrow + j] += g[i * step + wide + j]; }
    }
  });
}

/**
 * Tensors of one shape as the slices of a new dimension, like `torch.stack`.
 *
 * @param dim Where the new dimension stands; the first by default.
 * @throws {RangeError} If the shapes differ, or there is no such place.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const [a, b] = [torch.tensor([1, 2]), torch.tensor([3, 4])];
 * assertEquals(torch.stack([a, b]).toArray(), [[1, 2], [3, 4]]);
 * assertEquals(torch.stack([a, b], 1).toArray(), [[1, 3], [2, 4]]);
 * ```
 */
export function stack(tensors: readonly Tensor[], dim?: number): Tensor {
  const given = checkTensors("stack()", tensors);
  const { sizes } = given[0];
  for (const tensor of given) {
    if (sameShape(tensor.sizes, sizes)) continue;
    throw new RangeError(
      `stack() expects Tensors of one shape but got ${showShape(sizes)} and ` +
        showShape(tensor.sizes),
    );
  }
  const at = checkDim("stack()", dim === undefined ? 0 : dim, sizes.length + 1);
  return cat(given.map((tensor) => reshape(tensor, sizes.toSpliced(at, 0, 1))), at);
}
