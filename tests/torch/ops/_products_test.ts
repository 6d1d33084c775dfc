import { assertEquals } from "@std/assert";
import {
  addProduct,
  addProductTransposedLeft,
  addProductTransposedRight,
} from "../../../lib/torch/ops/_products.ts";

/** Small whole numbers, so that every sum is exact and any order of adding gives the same. */
function matrix(rows: number, columns: number): Float32Array {
  return Float32Array.from({ length: rows * columns }, (_, i) => (i * 7 + 3) % 11 - 5);
}

function transpose(a: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(a.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j];
  }
  return out;
}

/** The definition of the product, added to ones. */
function expected(a: Float32Array, b: Float32Array, m: number, k: number, n: number) {
  const c = new Float32Array(m * n).fill(1);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      for (let p = 0; p < k; p++) c[i * n + j] += a[i * k + p] * b[p * n + j];
    }
  }
  return c;
}

// Sizes around the four that the loops take at once, and 0 and 1, which take other loops.
const SIZES = [0, 1, 2, 3, 4, 5, 7, 8, 13];

Deno.test("the products add to c what the definition gives, for all sizes and both transposes", () => {
  for (const m of SIZES) {
    for (const k of SIZES) {
      for (const n of SIZES) {
        const a = matrix(m, k), b = matrix(k, n);
        const c = expected(a, b, m, k, n);
        const ones = () => new Float32Array(m * n).fill(1);
        const plain = ones(), left = ones(), right = ones();
        addProduct(plain, a, b, m, k, n);
        addProductTransposedLeft(left, transpose(a, m, k), b, m, k, n);
        addProductTransposedRight(right, a, transpose(b, k, n), m, k, n);
        assertEquals({ plain, left, right }, { plain: c, left: c, right: c }, `${m} ${k} ${n}`);
      }
    }
  }
});
