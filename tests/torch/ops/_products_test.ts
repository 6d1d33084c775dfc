import { assertEquals } from "@std/assert";
import {
  addProduct,
  addProductNaive,
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

// Sizes around the four that the loops take at once, and 0 and 1, which take other loops.
const SIZES = [0, 1, 2, 3, 4, 5, 7, 8, 13];

Deno.test("addProductNaive() is the product as it is done by hand", () => {
  const c = Float32Array.of(1, 0, 0, 0);
  addProductNaive(c, Float32Array.of(1, 2, 3, 4, 5, 6), Float32Array.of(1, 0, 0, 1, 2, 3), 2, 3, 2);
  assertEquals([...c], [8, 11, 16, 23]);
});

Deno.test("the products add to c what the definition gives, for all sizes and both transposes", () => {
  for (const m of SIZES) {
    for (const k of SIZES) {
      for (const n of SIZES) {
        const a = matrix(m, k), b = matrix(k, n);
        const ones = () => new Float32Array(m * n).fill(1);
        const c = ones(), plain = ones(), left = ones(), right = ones();
        addProductNaive(c, a, b, m, k, n);
        addProduct(plain, a, b, m, k, n);
        addProductTransposedLeft(left, transpose(a, m, k), b, m, k, n);
        addProductTransposedRight(right, a, transpose(b, k, n), m, k, n);
        assertEquals({ plain, left, right }, { plain: c, left: c, right: c }, `${m} ${k} ${n}`);
      }
    }
  }
});
