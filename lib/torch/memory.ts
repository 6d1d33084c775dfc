/**
 * Where the numbers of results live.
 *
 * Deno keeps no typed array on the V8 heap: a small `new Float32Array(n)` costs about ten times
 * what a piece of a larger buffer does (measured: 430-500 ns against 25-50 ns). A training step
 * makes some thirty small arrays, so they are cut, one after the other, from slabs.
 *
 * @module
 */

/**
 * Floats in a slab: 32 KB. A slab is freed when no piece of it is left, so one tensor that lives
 * long keeps all its neighbours. In 300 trainings of the notes at most 12 MB of slabs wait to be
 * freed at a time; with slabs eight times as large it is 57 MB, and no step is faster.
 */
const SLAB_SIZE = 1 << 13;

/** From here on an array of its own costs no more than its zeroing. */
const OWN_BUFFER_SIZE = 1 << 11;

let slab = new ArrayBuffer(SLAB_SIZE * Float32Array.BYTES_PER_ELEMENT);
let used = 0;

/**
 * An array of `size` zeros, for the values of a result or for a gradient.
 *
 * Small ones share a slab with their neighbours, so neither the array nor its `buffer` may be
 * handed to a user.
 */
export function allocate(size: number): Float32Array {
  if (size >= OWN_BUFFER_SIZE) return allocateOwn(size);
  if (used + size > SLAB_SIZE) {
    slab = new ArrayBuffer(SLAB_SIZE * Float32Array.BYTES_PER_ELEMENT);
    used = 0;
  }
  const array = new Float32Array(slab, used * Float32Array.BYTES_PER_ELEMENT, size);
  used += size;
  return array;
}

/**
 * An array of `size` zeros in a buffer of its own.
 *
 * @throws {RangeError} If there is not enough memory.
 */
export function allocateOwn(size: number, call = "an operation"): Float32Array {
  try {
    return new Float32Array(size);
  } catch {
    const gigabytes = Math.round(size * Float32Array.BYTES_PER_ELEMENT / 1e9);
    throw new RangeError(`${call} has no room for ${size} elements, which take ${gigabytes} GB`);
  }
}

/** The numbers of a tensor, and of every view of it. */
export class Storage {
  /** Grows with each in-place change, so that `backward()` notices values that have changed. */
  version = 0;
  /** Whether a tensor of another shape shares these numbers. */
  hasView = false;
  /** Whether the gradient rule of a recorded operation reads these numbers. */
  isSaved = false;
  /**
   * What these numbers were copied from by broadcasting: a change of that counts as one of these.
   */
  original: Storage = this;

  /** Takes over `values`. */
  constructor(readonly values: Float32Array) {}
}
