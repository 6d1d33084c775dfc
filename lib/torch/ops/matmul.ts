/**
 * The matrix product.
 *
 * The product `C = A B` and both its gradients, `dA = dC Bᵀ` and `dB = Aᵀ dC`, are products too;
 * they differ in which factor is read transposed. The loops for the three stand in `_products.ts`.
 *
 * @module
 */

import { record, savedByEachOther } from "../autograd.ts";
import { showShape } from "../../checks.ts";
import { allocate } from "../memory.ts";
import { checkTensor, type Tensor } from "../tensor.ts";
import { addProduct, addProductTransposedLeft, addProductTransposedRight } from "./_products.ts";

/**
 * The matrix product, like `torch.matmul` for vectors and matrices: (m, k) with (k, n) gives (m,
 * n). A vector on the left counts as a row, on the right as a column, and its dimension is missing
 * in the result.
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
      `matmul() cannot multiply shapes ${showShape(a.sizes)} and ${showShape(b.sizes)}: ${why}`,
    );
  };
  if (a.dim() < 1 || a.dim() > 2 || b.dim() < 1 || b.dim() > 2) {
    refuse("each must have one or two dimensions");
  }
  const [m, k] = a.dim() === 2 ? a.sizes : [1, a.sizes[0]];
  const [rows, n] = b.dim() === 2 ? b.sizes : [b.sizes[0], 1];
  if (k !== rows) {
    const fits = a.dim() === 2 && m === rows
      ? ", as they are for a.t()"
      : b.dim() === 2 && n === k
      ? ", as they are for b.t()"
      : "";
    refuse(`the inner sizes ${k} and ${rows} must be equal${fits}`);
  }
  const shape = [...a.sizes.slice(0, -1), ...b.sizes.slice(1)];
  return { m, k, n, shape };
}
