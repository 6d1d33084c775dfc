/**
 * The matrix product, and the linear layer built on it.
 *
 * The product `C = A B` and both its gradients, `dA = dC Bᵀ` and `dB = Aᵀ dC`, are products too; they
 * differ in which factor is read transposed. The loops for the three stand in `_products.ts`.
 *
 * @module
 */

import { record, savedByEachOther } from "../autograd.ts";
import { checkTensor, showShape } from "../errors.ts";
import { allocate } from "../memory.ts";
import { sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { addProduct, addProductTransposedLeft, addProductTransposedRight } from "./_products.ts";

/**
 * The matrix product, like `torch.matmul` for vectors and matrices: (m, k) with (k, n) gives (m, n). A
 * vector on the left counts as a row, on the right as a column, and its dimension is missing in the
 * result.
 *
 * @throws {RangeError} If a tensor has no or more than two dimensions, or the inner sizes differ.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const X = torch.tensor([[1, 2], [3, 4]]);
 * assertEquals(X.matmul(torch.tensor([[1], [10]])).toArray(), [[21], [43]]);
 * assertEquals(torch.matmul(X, torch.tensor([1, 10])).toArray(), [21, 43]);
 * ```
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  checkTensor("matmul()", "a", a);
  checkTensor("matmul()", "b", b);
  const { m, k, n, shape } = productSizes(a, b);
  const x = a.storage.values, y = b.storage.values;
  const out = allocate(m * n);
  addProduct(out, x, y, m, k, n);
  return record(
    "matmul",
    out,
    shape,
    [a, b],
    savedByEachOther(a, b),
    (g, ga, gb) => {
      if (ga) addProductTransposedRight(ga, g, y, m, n, k);
      if (gb) addProductTransposedLeft(gb, x, g, k, m, n);
    },
  );
}

function productSizes(a: Tensor, b: Tensor) {
  const refuse = (why: string): never => {
    throw new RangeError(
      `matmul() cannot multiply shapes ${showShape(a.shape)} and ${showShape(b.shape)}: ${why}`,
    );
  };
  if (a.dim() < 1 || a.dim() > 2 || b.dim() < 1 || b.dim() > 2) {
    refuse("each must have one or two dimensions");
  }
  const [m, k] = a.dim() === 2 ? a.shape : [1, a.shape[0]];
  const [rows, n] = b.dim() === 2 ? b.shape : [b.shape[0], 1];
  if (k !== rows) {
    const fits = a.dim() === 2 && m === rows
      ? ", as they are for a.t()"
      : b.dim() === 2 && n === k
      ? ", as they are for b.t()"
      : "";
    refuse(`the inner sizes ${k} and ${rows} must be equal${fits}`);
  }
  const shape = [...a.shape.slice(0, -1), ...b.shape.slice(1)];
  return { m, k, n, shape };
}

/**
 * `input weightᵀ + bias` in one operation, like `torch.nn.functional.linear`: what `nn.Linear`
 * computes. One recorded operation in place of three makes a training step about twice as fast.
 *
 * The caller has checked the shapes.
 *
 * @param input Of shape (..., inFeatures).
 * @param weight Of shape (outFeatures, inFeatures).
 * @param bias Of shape (outFeatures), or `null`.
 * @returns Of shape (..., outFeatures).
 */
export function linear(input: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  const [outFeatures, inFeatures] = weight.shape;
  const leading = input.shape.slice(0, -1);
  const rows = sizeOf(leading);
  const x = input.storage.values, w = weight.storage.values;
  const out = allocate(rows * outFeatures);
  if (bias !== null) {
    const b = bias.storage.values;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < outFeatures; j++) out[i * outFeatures + j] = b[j];
    }
  }
  addProductTransposedRight(out, x, w, rows, inFeatures, outFeatures);
  const inputs = bias === null ? [input, weight] : [input, weight, bias];
  return record(
    "linear",
    out,
    [...leading, outFeatures],
    inputs,
    savedByEachOther(input, weight),
    (g, gx, gw, gb) => {
      if (gx) addProduct(gx, g, w, rows, outFeatures, inFeatures);
      if (gw) addProductTransposedLeft(gw, g, x, outFeatures, rows, inFeatures);
      if (gb) {
        for (let j = 0; j < outFeatures; j++) {
          let total = 0;
          for (let i = j; i < g.length; i += outFeatures) total += g[i];
          gb[j] += total;
        }
      }
    },
  );
}
