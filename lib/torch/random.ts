/**
 * PyTorch's random numbers: the same seed gives the same draws as `torch` on the CPU.
 *
 * @module
 */

import { numberError, show } from "../checks.ts";

/** The Mersenne Twister's state: this many 32-bit words. */
const WORDS = 624;
/** How far apart the words are that make a new one. */
const OFFSET = 397;
/** From this size on PyTorch draws normal numbers in blocks. */
const BLOCK = 16;
/** The full angle in single precision, as PyTorch multiplies by it. */
const TWO_PI = Math.fround(2 * Math.PI);

/**
 * A source of random numbers, like `torch.Generator` on the CPU: the Mersenne Twister mt19937 of
 * Matsumoto and Nishimura (1998), turned into floats, normal numbers and permutations as PyTorch
 * does it.
 *
 * @example Two generators with one seed draw the same
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const a = new torch.Generator().manualSeed(1);
 * const b = new torch.Generator().manualSeed(1);
 * assertEquals(torch.randperm(5, { generator: a }), torch.randperm(5, { generator: b }));
 * ```
 */
export class Generator {
  readonly #words = new Uint32Array(WORDS);
  #next = WORDS;
  /** The second number of the last pair of normal ones, kept for the next call. */
  #spareNormal: number | null = null;

  /** As in PyTorch, a new generator has the seed 67280421310721 until it is given one. */
  constructor() {
    this.manualSeed(67280421310721);
  }

  /**
   * Starts again from a seed, like `Generator.manual_seed`.
   *
   * @param seed A whole number from -2⁶³ to 2⁶⁴ - 1; beyond 2⁵³ as a bigint. Only its lowest 32
   * bits count.
   * @returns This generator.
   * @throws {RangeError} If `seed` is not such a number.
   */
  manualSeed(seed: number | bigint): this {
    const isWhole = typeof seed === "bigint" || Number.isSafeInteger(seed);
    if (!isWhole || seed < -(2n ** 63n) || seed >= 2n ** 64n) {
      const wanted = "a whole number from -2**63 to 2**64 - 1 (beyond 2**53 a bigint)";
      throw numberError(seed, `manualSeed() expects ${wanted} but got ${show(seed)}`);
    }
    const words = this.#words;
    let word = Number(BigInt.asUintN(32, BigInt(seed)));
    words[0] = word;
    for (let i = 1; i < WORDS; i++) {
      word = Math.imul(1812433253, word ^ (word >>> 30)) + i | 0;
      words[i] = word;
    }
    this.#next = WORDS;
    this.#spareNormal = null;
    return this;
  }

  /** The next 32 random bits, as a whole number from 0 to 2³² - 1. */
  random32(): number {
    if (this.#next === WORDS) this.#twist();
    let y = this.#words[this.#next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** Makes the next 624 words of the sequence from the present ones. */
  #twist(): void {
    const words = this.#words;
    // Three stretches: with indices modulo 624 it takes twice as long.
    for (let i = 0; i < WORDS - OFFSET; i++) {
      words[i] = words[i + OFFSET] ^ twisted(words[i], words[i + 1]);
    }
    for (let i = WORDS - OFFSET; i < WORDS - 1; i++) {
      words[i] = words[i + OFFSET - WORDS] ^ twisted(words[i], words[i + 1]);
    }
    words[WORDS - 1] = words[OFFSET - 1] ^ twisted(words[WORDS - 1], words[0]);
    this.#next = 0;
  }

  /** A whole number from 0 to 2⁶³ - 1, like `torch.empty((), dtype=torch.int64).random_()`. */
  random63(): bigint {
    const high = BigInt(this.random32());
    return BigInt.asUintN(63, high << 32n | BigInt(this.random32()));
  }

  /** A float32 from 0 up to 1, in steps of 2⁻²⁴. */
  uniform(): number {
    return (this.random32() & 0xffffff) / 2 ** 24;
  }

  /** A double from 0 up to 1, in steps of 2⁻⁵³. */
  #uniformDouble(): number {
    const high = this.random32() & 0x1fffff;
    return (high * 2 ** 32 + this.random32()) / 2 ** 53;
  }

  /** Fills an array with float32 numbers from `from` up to `to`, like `Tensor.uniform_`. */
  fillUniform(out: Float32Array, from: number, to: number): void {
    const low = Math.fround(from);
    const width = Math.fround(Math.fround(to) - low); // then doubles, as in PyTorch
    for (let i = 0; i < out.length; i++) out[i] = this.uniform() * width + low;
  }

  /**
   * Fills an array with normal numbers, like `Tensor.normal_`: below 16 one by one in double
   * precision, from 16 on in blocks of 16 in single precision.
   */
  fillNormal(out: Float32Array, mean: number, std: number): void {
    if (out.length < BLOCK) {
      for (let i = 0; i < out.length; i++) out[i] = this.#normal() * std + mean;
      return;
    }
    this.fillUniform(out, 0, 1);
    for (let start = 0; start + BLOCK <= out.length; start += BLOCK) {
      normalBlock(out, start, mean, std);
    }
    if (out.length % BLOCK !== 0) {
      // What is left over is part of one more block, newly drawn, which reaches back to 16 from the
      // end.
      const start = out.length - BLOCK;
      this.fillUniform(out.subarray(start), 0, 1);
      normalBlock(out, start, mean, std);
    }
  }

  /** One normal number in double precision, by the method of Box and Muller (1958). */
  #normal(): number {
    const spare = this.#spareNormal;
    if (spare !== null) {
      this.#spareNormal = null;
      return spare;
    }
    const angle = 2 * Math.PI * this.#uniformDouble();
    const radius = Math.sqrt(-2 * Math.log1p(-this.#uniformDouble()));
    this.#spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** The numbers from 0 to n - 1 in random order, like `torch.randperm`. */
  permutation(n: number): number[] {
    const order: number[] = [];
    for (let i = 0; i < n; i++) order.push(i);
    for (let i = 0; i < n - 1; i++) {
      const j = i + this.random32() % (n - i);
      const other = order[j];
      order[j] = order[i];
      order[i] = other;
    }
    return order;
  }
}

/** The highest bit of one word and the other bits of the next, times the twister's matrix. */
function twisted(word: number, next: number): number {
  const y = (word & 0x80000000) | (next & 0x7fffffff);
  return (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
}

/** Turns 16 uniform numbers into normal ones: number j and number j + 8 make a pair. */
function normalBlock(out: Float32Array, start: number, mean: number, std: number): void {
  for (let j = start; j < start + BLOCK / 2; j++) {
    const radius = Math.fround(Math.sqrt(-2 * Math.log(1 - out[j])));
    const angle = Math.fround(TWO_PI * out[j + BLOCK / 2]);
    out[j] = radius * Math.cos(angle) * std + mean;
    out[j + BLOCK / 2] = radius * Math.sin(angle) * std + mean;
  }
}

/** The generator of every draw that names no other; its first seed is random. */
export const defaultGenerator: Generator = new Generator().manualSeed(
  crypto.getRandomValues(new Uint32Array(1))[0],
);

/** The option of everything that draws at random. */
export interface GeneratorOptions {
  /** Where the random numbers come from; the default generator if it is not given. */
  generator?: Generator;
}

/** The generator to draw from. @throws {TypeError} If it is something else. */
export function checkGenerator(call: string, generator: Generator = defaultGenerator): Generator {
  if (generator instanceof Generator) return generator;
  throw new TypeError(`${call} expects generator to be a Generator but got ${show(generator)}`);
}

/**
 * Seeds the default generator, like `torch.manual_seed`: from here on all draws are PyTorch's.
 *
 * @param seed A whole number from -2⁶³ to 2⁶⁴ - 1; beyond 2⁵³ as a bigint.
 * @returns The default generator.
 * @throws {RangeError} If `seed` is not such a number.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * torch.manualSeed(42);
 * const first = torch.rand([3]).toArray();
 * torch.manualSeed(42);
 * assertEquals(torch.rand([3]).toArray(), first);
 * ```
 */
export function manualSeed(seed: number | bigint): Generator {
  return defaultGenerator.manualSeed(seed);
}
