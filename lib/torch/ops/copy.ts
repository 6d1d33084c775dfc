/**
 * Operations that copy numbers: all of them, in another order, or some. Their gradients go back the
 * same way.
 *
 * @module
 */

import { numberError, show, showShape } from "../../checks.ts";
import { needsGrad, record } from "../autograd.ts";
import { allocate, Storage } from "../memory.ts";
import { checkDim, sizeOf } from "../shape.ts";
import { checkTensor, Tensor } from "../tensor.ts";

/**
 * A copy with numbers of its own, through which gradients flow, like `torch.clone`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const x = torch.ones([2]);
 * const y = torch.clone(x);
 * x.fill_(7);
 * assertEquals(y.toArray(), [1, 1]);
 * ```
 */
export function clone(input: Tensor): Tensor {
  const out = checkTensor("clone()", "input", input).storage.values.slice();
  return record("clone", out, input.sizes, [input], [], (g, gx) => {
    for (let i = 0; i < g.length; i++) gx[i] += g[i];
  });
}

/**
 * The transpose of a matrix, like `torch.t`; a vector or scalar stays as it is. Here the result is
 * a copy, where PyTorch gives a view.
 *
 * @throws {RangeError} If the tensor has more than two dimensions.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.t(torch.tensor([[1, 2], [3, 4]])).toArray(), [[1, 3], [2, 4]]);
 * ```
 */
export function t(input: Tensor): Tensor {
  const x = checkTensor("t()", "input", input).storage.values;
  if (input.dim() > 2) {
    throw new RangeError(
      `t() expects at most 2 dimensions but got shape ${showShape(input.sizes)}`,
    );
  }
  const [rows, columns] = input.dim() === 2 ? input.sizes : [1, x.length];
  const out = allocate(x.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out[j * rows + i] = x[i * columns + j];
  }
  return record("t", out, [...input.sizes].reverse(), [input], [], (g, gx) => {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        gx[i * columns + j] += g[j * rows + i];
      }
    }
  });
}

/**
 * The slices of a tensor at the given places along a dimension, in that order, like
 * `torch.index_select`. A place may occur several times.
 *
 * @param dim The dimension; negative ones count from the last.
 * @param index The places along it, from 0.
 * @throws {RangeError} If there is no such dimension or place.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const X = torch.tensor([[1, 2], [3, 4], [5, 6]]);
 * assertEquals(X.indexSelect(0, [2, 0]).toArray(), [[5, 6], [1, 2]]);
 * ```
 */
export function indexSelect(input: Tensor, dim: number, index: readonly number[]): Tensor {
  const x = checkTensor("indexSelect()", "input", input).storage.values;
  const along = checkDim("indexSelect()", dim, input.dim());
  if (!Array.isArray(index)) {
    throw new TypeError(`indexSelect() expects an array of places but got ${show(index)}`);
  }
  const length = input.dim() === 0 ? 1 : input.sizes[along]; // a scalar has one place
  if (input.dim() === 0 && index.length !== 1) {
    throw new RangeError(`indexSelect() of a scalar expects one place but got ${show(index)}`);
  }
  // Seen from the dimension, the tensor is `outer` blocks of `length` runs of `inner` numbers.
  let outer = 1, inner = 1;
  for (let d = 0; d < along; d++) outer *= input.sizes[d];
  for (let d = along + 1; d < input.dim(); d++) inner *= input.sizes[d];
  const starts: number[] = []; // where each run of the result begins in the input
  for (let i = 0; i < index.length; i++) checkPlace(index[i], dim, length);
  for (let block = 0; block < outer; block++) {
    for (let i = 0; i < index.length; i++) starts.push((block * length + index[i]) * inner);
  }
  const out = allocate(starts.length * inner);
  for (let r = 0; r < starts.length; r++) {
    if (inner === 1) out[r] = x[starts[r]];
    else out.set(x.subarray(starts[r], starts[r] + inner), r * inner); // half the time of a loop
  }
  const shape = input.sizes.map((size, d) => d === along ? index.length : size);
  // As in PyTorch the rule reads the places, which one backward() frees.
  const saved = needsGrad(input)
    ? [new Tensor(new Storage(Float32Array.from(index)), [index.length])]
    : [];
  return record("indexSelect", out, shape, [input], saved, (g, gx) => {
    for (let r = 0; r < starts.length; r++) {
      for (let i = 0; i < inner; i++) gx[starts[r] + i] += g[r * inner + i];
    }
  });
}

/**
 * A stretch of a tensor along a dimension, like `torch.narrow`: `length` slices from `start` on.
 * For PyTorch's `x[1:3]` write `x.narrow(0, 1, 2)`. Here the result is a copy, where PyTorch gives
 * a view.
 *
 * @param dim The dimension; negative ones count from the last.
 * @param start The first slice; a negative one counts from the end.
 * @param length How many slices.
 * @throws {RangeError} If there is no such dimension, or the stretch leaves it.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const X = torch.tensor([[1, 2, 3], [4, 5, 6]]);
 * assertEquals(X.narrow(1, 1, 2).toArray(), [[2, 3], [5, 6]]);
 * ```
 */
export function narrow(input: Tensor, dim: number, start: number, length: number): Tensor {
  const x = checkTensor("narrow()", "input", input).storage.values;
  if (input.dim() === 0) throw new RangeError("narrow() expects a dimension but got a scalar");
  const at = checkDim("narrow()", dim, input.dim());
  const size = input.sizes[at];
  const first = start < 0 ? start + size : start;
  const fits = Number.isInteger(first) && Number.isInteger(length) && first >= 0 && length >= 0 &&
    first + length <= size;
  if (!fits) {
    throw numberError(
      [start, length].find((value) => !Number.isInteger(value)) ?? start,
      `narrow() expects a stretch of dim ${dim}, of size ${size}, but got start ${
        show(start)
      } and ` +
        `length ${show(length)}`,
    );
  }
  const run = sizeOf(input.sizes.slice(at + 1));
  const blocks = sizeOf(input.sizes.slice(0, at));
  const [from, to] = [size * run, length * run]; // the numbers of a block, before and after
  const out = allocate(blocks * to);
  for (let i = 0; i < blocks; i++) {
    const begin = i * from + first * run;
    out.set(x.subarray(begin, begin + to), i * to);
  }
  const shape = input.sizes.map((old, d) => d === at ? length : old);
  return record("narrow", out, shape, [input], [], (g, gx) => {
    for (let i = 0; i < blocks; i++) {
      for (let j = 0; j < to; j++) gx[i * from + first * run + j] += g[i * to + j];
    }
  });
}

function checkPlace(place: unknown, dim: number, length: number): void {
  if (Number.isInteger(place) && place as number >= 0 && place as number < length) return;
  throw numberError(
    place,
    `indexSelect() expects places from 0 up to but not including ${length}, the size of dim ${dim}, ` +
      `but got ${show(place)}`,
  );
}
