/**
 * The loops behind the matrix product. All matrices are dense and row-major; each function adds a
 * product to what `c` holds. {@linkcode addProductNaive} is the definition, against which the tests
 * hold the others.
 *
 * What makes those fast: the inner loop runs along rows, where the numbers lie side by side, and
 * does four products a turn, so that a number of `c` is loaded and stored once for four of them. A
 * vector is a row and a column at once, and takes whichever loop runs along it.
 *
 * @module
 */

/** `c += a b`, where `a` is m x k and `b` is k x n, as a textbook has it. */
export function addProductNaive(
  c: Float32Array,
  a: Float32Array,
  b: Float32Array,
  m: number,
  k: number,
  n: number,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      for (let p = 0; p < k; p++) c[i * n + j] += a[i * k + p] * b[p * n + j];
    }
  }
}

/** `c += a b` in five to twelve times less time than {@linkcode addProductNaive} takes. */
export function addProduct(
  c: Float32Array,
  a: Float32Array,
  b: Float32Array,
  m: number,
  k: number,
  n: number,
): void {
  if (n === 1) return addProductTransposedRight(c, a, b, m, k, 1);
  let i = 0;
  for (; i + 2 <= m; i += 2) addTwoRows(c, i * n, n, a, i * k, k, 1, b, k);
  if (i < m) addRow(c, i * n, n, a, i * k, 1, b, k);
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
  let i = 0;
  for (; i + 2 <= m; i += 2) addTwoRows(c, i * n, n, a, i, 1, m, b, k);
  if (i < m) addRow(c, i * n, n, a, i, m, b, k);
}

/**
 * Adds to a row of `c` the rows of `b`, each times its coefficient: the coefficients stand in `a`
 * from `at` on, `stride` apart.
 */
function addRow(
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
    const at1 = at + stride, at2 = at1 + stride, at3 = at2 + stride;
    const a0 = a[at], a1 = a[at1], a2 = a[at2], a3 = a[at3];
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

/**
 * {@linkcode addRow} for two rows of `c` at once, the coefficients of the second `next` places
 * after those of the first. Each number of `b` is loaded once for both, which takes two thirds of
 * the time.
 */
function addTwoRows(
  c: Float32Array,
  row: number,
  n: number,
  a: Float32Array,
  at: number,
  next: number,
  stride: number,
  b: Float32Array,
  count: number,
): void {
  const below = row + n;
  let p = 0;
  for (; p + 4 <= count; p += 4, at += 4 * stride) {
    const at1 = at + stride, at2 = at1 + stride, at3 = at2 + stride;
    const a0 = a[at], a1 = a[at1], a2 = a[at2], a3 = a[at3];
    const d0 = a[at + next], d1 = a[at1 + next], d2 = a[at2 + next], d3 = a[at3 + next];
    const b0 = p * n, b1 = b0 + n, b2 = b1 + n, b3 = b2 + n;
    for (let j = 0; j < n; j++) {
      const x0 = b[b0 + j], x1 = b[b1 + j], x2 = b[b2 + j], x3 = b[b3 + j];
      c[row + j] += a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3;
      c[below + j] += d0 * x0 + d1 * x1 + d2 * x2 + d3 * x3;
    }
  }
  for (; p < count; p++, at += stride) {
    const factor = a[at], factorBelow = a[at + next];
    for (let j = 0; j < n; j++) {
      c[row + j] += factor * b[p * n + j];
      c[below + j] += factorBelow * b[p * n + j];
    }
  }
}

/**
 * `c += a bᵀ`, where `a` is m x k and `b` is n x k: every number is the dot product of two rows.
 */
export function addProductTransposedRight(
  c: Float32Array,
  a: Float32Array,
  b: Float32Array,
  m: number,
  k: number,
  n: number,
): void {
  if (k === 1 && n > 1) return addProduct(c, a, b, m, 1, n);
  if (n === 1 && m > 1) return addProductTransposedRight(c, b, a, 1, k, m); // the column as a row
  for (let i = 0; i < m; i++) {
    let j = 0;
    for (; j + 4 <= n; j += 4) addFourDots(c, i * n + j, a, i * k, b, j * k, k);
    for (; j < n; j++) c[i * n + j] += dot(a, i * k, b, j * k, k);
  }
}

/**
 * Adds to four numbers of `c` the dot products of one row of `a` with four rows of `b`. Each number
 * of `a` is loaded once for all four, which takes 0.6 of the time of four times {@linkcode dot}.
 */
function addFourDots(
  c: Float32Array,
  at: number,
  a: Float32Array,
  atA: number,
  b: Float32Array,
  b0: number,
  size: number,
): void {
  const b1 = b0 + size, b2 = b1 + size, b3 = b2 + size;
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  for (let i = 0; i < size; i++) {
    const factor = a[atA + i];
    s0 += factor * b[b0 + i];
    s1 += factor * b[b1 + i];
    s2 += factor * b[b2 + i];
    s3 += factor * b[b3 + i];
  }
  c[at] += s0;
  c[at + 1] += s1;
  c[at + 2] += s2;
  c[at + 3] += s3;
}

/**
 * The dot product of `size` numbers of `a` and `b`; four sums at once need not wait for each other.
 */
function dot(a: Float32Array, atA: number, b: Float32Array, atB: number, size: number): number {
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
