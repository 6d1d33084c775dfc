/**
 * Numbers on their way into the page: as few as are seen, in as few bytes as hold them.
 *
 * @module
 */

/** Numbers as a trace takes them; null is a gap. Plotly's types leave its packed arrays out. */
export type Numbers = (number | null)[];

/** From this length on numbers are packed on their way into the page: a quarter of the bytes. */
export const MANY_SENT = 1000;

/**
 * From this length on they are packed in a figure that stays as it is: the notebook's file keeps
 * it, where each number would take a line of its own.
 */
export const MANY_KEPT = 10;

/** Whether float32 holds a value to its seven digits. */
function isSingle(value: number): boolean {
  const size = Math.abs(value);
  return value === 0 || Number.isNaN(value) || size > 1e-37 && size < 1e38;
}

function pack(dtype: "i4" | "f4" | "f8", array: Int32Array | Float32Array | Float64Array): Numbers {
  const packed = { dtype, bdata: new Uint8Array(array.buffer).toBase64() };
  return packed as unknown as Numbers;
}

/**
 * Numbers as they go into a figure's JSON: as they are, or, where there are many, as Plotly's
 * packed arrays, in float32 as the tensors they came from if that holds them. NaN and infinities
 * become gaps.
 *
 * @param values The numbers.
 * @param many From how many on they are packed.
 */
export function toNumbers(values: readonly number[], many = MANY_SENT): Numbers {
  if (values.length < many) {
    return values.map((value) => Number.isFinite(value) ? value : null);
  }
  if (values.every((value) => (value | 0) === value)) {
    return pack("i4", Int32Array.from(values));
  }
  return values.every(isSingle)
    ? pack("f4", Float32Array.from(values))
    : pack("f8", Float64Array.from(values));
}

/**
 * Which points a picture needs so that a line through many looks as it would through all of them:
 * the lowest and the highest of every stretch, and both ends.
 *
 * @param y The values.
 * @param stretches Into how many stretches to cut them.
 * @returns Indices, in order.
 */
export function thin(y: readonly number[], stretches: number): number[] {
  if (y.length <= 2 * stretches) return Array.from(y.keys());
  const kept = [0];
  const keep = (i: number) => {
    if (i > kept[kept.length - 1]) kept.push(i);
  };
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor(stretch * y.length / stretches);
    const to = Math.floor((stretch + 1) * y.length / stretches);
    let low = from;
    let high = from;
    for (let i = from + 1; i < to; i++) {
      if (y[i] < y[low]) low = i;
      if (y[i] > y[high]) high = i;
    }
    keep(Math.min(low, high));
    keep(Math.max(low, high));
  }
  keep(y.length - 1);
  return kept;
}
