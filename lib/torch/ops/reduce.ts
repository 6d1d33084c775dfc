/**
 * Operations that make many elements one: sums, means and the norm. Sums are added up in double
 * precision and rounded once.
 *
 * @module
 */

import { record } from "../autograd.ts";
import { checkBoolean, checkOptions, numberError, show } from "../../checks.ts";
import { allocate } from "../memory.ts";
import type { NormOptions, ReduceOptions } from "../methods.ts";
import { broadcastIndex, checkDim, type Shape, sizeOf } from "../shape.ts";
import { checkTensor, type Tensor } from "../tensor.ts";

/** What a reduction does to a shape. */
interface Reduction {
  /** The result's shape. */
  shape: Shape;
  /**
   * For each element of the input, the element of the result it goes into; `null` if all are one.
   */
  index: Int32Array | null;
}

function reduction(call: string, input: Tensor, options?: ReduceOptions): Reduction {
  checkTensor(call, "input", input);
  if (options === undefined) return { shape: [], index: null };
  const { dim = [], keepdim = false } = checkOptions(call, options, ["dim", "keepdim"]);
  checkBoolean(call, "keepdim", keepdim);
  const rank = input.dim();
  const dims = (Array.isArray(dim) ? dim : [dim]).map((d) => checkDim(call, d, rank));
  if (new Set(dims).size < dims.length) {
    throw new RangeError(`${call} expects each dim once but got ${show(dim)}`);
  }
  const isReduced = (d: number) => dims.length === 0 || dims.includes(d);
  const kept = input.sizes.map((size, d) => isReduced(d) ? 1 : size);
  return {
    shape: keepdim ? kept : input.sizes.filter((_, d) => !isReduced(d)),
    index: dims.length === 0 ? null : broadcastIndex(kept, input.sizes),
  };
}

/**
 * The sum of all elements, or along dimensions, like `torch.sum`.
 *
 * @throws {RangeError} If there is no such dimension, or one is named twice.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const X = torch.tensor([[1, 2], [3, 4]]);
 * assertEquals(X.sum().item(), 10);
 * assertEquals(X.sum({ dim: 0 }).toArray(), [4, 6]);
 * assertEquals(X.sum({ dim: 1, keepdim: true }).toArray(), [[3], [7]]);
 * ```
 */
export function sum(input: Tensor, options?: ReduceOptions): Tensor {
  return dividedSum("sum", input, reduction("sum()", input, options), 1);
}

/**
 * The mean of all elements, or along dimensions, like `torch.mean`. The mean of no elements is NaN.
 *
 * @throws {RangeError} If there is no such dimension, or one is named twice.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const X = torch.tensor([[1, 2], [3, 4]]);
 * assertEquals(X.mean().item(), 2.5);
 * assertEquals(X.mean({ dim: -1 }).toArray(), [1.5, 3.5]);
 * ```
 */
export function mean(input: Tensor, options?: ReduceOptions): Tensor {
  const into = reduction("mean()", input, options);
  return dividedSum("mean", input, into, input.numel() / sizeOf(into.shape));
}

function dividedSum(name: string, input: Tensor, into: Reduction, divisor: number): Tensor {
  const x = input.storage.values;
  const { shape, index } = into;
  const out = allocate(sizeOf(shape));
  if (index === null) {
    let total = 0;
    for (let i = 0; i < x.length; i++) total += x[i];
    out[0] = total / divisor;
  } else {
    const totals = new Float64Array(out.length);
    for (let i = 0; i < x.length; i++) totals[index[i]] += x[i];
    for (let i = 0; i < out.length; i++) out[i] = totals[i] / divisor;
  }
  return record(name, out, shape, [input], [], (g, gx) => {
    if (index === null) {
      const share = g[0] / divisor;
      for (let i = 0; i < gx.length; i++) gx[i] += share;
    } else {
      for (let i = 0; i < gx.length; i++) gx[i] += g[index[i]] / divisor;
    }
  });
}

/**
 * The p-norm (Σ|x|ᵖ)^(1/p) of all elements, or along dimensions, like `torch.norm`: the Euclidean
 * norm √Σx² by default. Its gradient at the zero vector is 0.
 *
 * @param order The p, which may also stand among the options: `norm(x, 1)` is `norm(x, { p: 1 })`.
 * @throws {TypeError | RangeError} If p is not a positive number, or there is no such dimension.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const w = torch.tensor([[3, 5], [-4, 12]]);
 * assertEquals(torch.norm(w, { dim: 0 }).toArray(), [5, 13]);
 * assertEquals(torch.norm(w, 1).item(), 24);
 * ```
 */
export function norm(input: Tensor, order?: number | NormOptions, options?: ReduceOptions): Tensor {
  if (typeof order === "object" && order !== null) {
    checkOptions("norm()", order, ["p", "dim", "keepdim"]);
    ({ p: order, ...options } = order);
  }
  const p = order === undefined ? 2 : order;
  if (!Number.isFinite(p) || p <= 0) {
    throw numberError(p, `norm() expects p to be a positive finite number but got ${show(p)}`);
  }
  const { shape, index } = reduction("norm()", input, options);
  const x = input.storage.values;
  const into = (i: number) => index === null ? 0 : index[i];
  const totals = new Float64Array(sizeOf(shape));
  for (let i = 0; i < x.length; i++) totals[into(i)] += p === 2 ? x[i] * x[i] : Math.abs(x[i]) ** p;
  const out = allocate(totals.length);
  for (let j = 0; j < out.length; j++) {
    out[j] = p === 2 ? Math.sqrt(totals[j]) : totals[j] ** (1 / p);
  }
  return record("norm", out, shape, [input], "inputs and result", (g, gx) => {
    for (let i = 0; i < x.length; i++) {
      const j = into(i);
      if (x[i] === 0 || out[j] === 0) continue; // as PyTorch has it, where there is no derivative
      const ratio = Math.abs(x[i]) / out[j];
      gx[i] += g[j] * Math.sign(x[i]) * ratio ** (p - 1);
    }
  });
}
