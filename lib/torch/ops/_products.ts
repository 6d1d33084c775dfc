/**
 * The loops behind the matrix product. All matrices are dense and row-major; each function adds a
 * product to what `c` holds.
 *
 * What makes them fast: the inner loop runs along rows, where the numbers lie side by side, and does
 * four products a turn, so that a number of `c` is loaded and stored once for four of them. A vector is
 * a row and a column at once, and takes whichever loop runs along it.
 *
 * @module
 */

/** `c += a b`, where `a` is m x k and `b` is k x n. */
export function addProduct(
  c: Float32Array,
  a: Float32Array,
  b: Float32Array,
  m: number,
  k: number,
  n: number,
): void {
  if (n === 1) return addProductTransposedRight(c, a, b, m, k, 1);
  for (let i = 0; i < m; i++) addRows(c, i * n, n, a, i * k, 1, b, k);
}

/** `c += aᵀ b`, where `a` is k x m and `b` is k x n. */
export function addProductTransposedLeft(
  c: Float32Array,
  a: Float32Array,
  b: Float32Array,
  m: number,
  k: number,
  n: number,
): void {
  if (n === 1) return addProduct(c, b, a, 1, k, m);
  for (let i = 0; i < m; i++) addRows(c, i * n, n, a, i, m, b, k);
}

/**
 * Adds to a row of `c` the rows of `b`, each times its coefficient: the coefficients stand in `a` from
 * `at` on, `stride` apart.
 */
function addRows(
  c: Float32Array,
  row: number,
  n: number,
  a: Float32Array,
  at: number,
  stride: number,
  b: Float32Array,
  count: number,
): void {
  let p = 0;
  for (; p + 4 <= count; p += 4, at += 4 * stride) {
    const a0 = a[at],
      a1 = a[at + stride],
      a2 = a[at + 2 * stride],
      a3 = a[at + 3 * stride];
    const b0 = p * n, b1 = b0 + n, b2 = b1 + n, b3 = b2 + n;
    for (let j = 0; j < n; j++) {
      c[row + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + a2 * b[b2 + j] +
        a3 * b[b3 + j];
    }
  }
  for (; p < count; p++, at += stride) {
    const factor = a[at];
    for (let j = 0; j < n; j++) c[row + j] += factor * b[p * n + j];
  }
}

/** `c += a bᵀ`, where `a` is m x k and `b` is n x k: every number is the dot product of two rows. */
export function addProductTransposedRight(
  c: Float32Array,
  a: Float32Array,
  b: Float32Array,
  m: number,
  k: number,
  n: number,
): void {
  if (k === 1 && n > 1) return addProduct(c, a, b, m, 1, n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) c[i * n + j] += dot(a, i * k, b, j * k, k);
  }
}

/** The dot product of `size` numbers of `a` and `b`; four sums at once need not wait for each other. */
function dot(
  a: Float32Array,
  atA: number,
  b: Float32Array,
  atB: number,
  size: number,
): number {
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  let i = 0;
  for (; i + 4 <= size; i += 4) {
    s0 += a[atA + i] * b[atB + i];
    s1 += a[atA + i + 1] * b[atB + i + 1];
    s2 += a[atA + i + 2] * b[atB + i + 2];
    s3 += a[atA + i + 3] * b[atB + i + 3];
  }
  for (; i < size; i++) s0 += a[atA + i] * b[atB + i];
  return (s0 + s1) + (s2 + s3);
}
