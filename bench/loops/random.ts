import { Generator } from "../../lib/torch/random.ts";

/**
 * Random numbers as the plain loops and the peers want them, in arrays, from the engine's own
 * generator: all draw what PyTorch draws, which makes every competitor's result comparable to the
 * last digits.
 */
export class Random {
  readonly #generator = new Generator();
  readonly #shuffler = new Generator();

  constructor(seed: number) {
    this.#generator.manualSeed(seed);
  }

  /** `n` numbers from [from, to). */
  uniform(n: number, from = 0, to = 1): Float32Array<ArrayBuffer> {
    const out = new Float32Array(n);
    this.#generator.fillUniform(out, from, to);
    return out;
  }

  /** `n` normal numbers. */
  normal(n: number, std = 1): Float32Array<ArrayBuffer> {
    const out = new Float32Array(n);
    this.#generator.fillNormal(out, 0, std);
    return out;
  }

  /** A pass of PyTorch's DataLoader over `n` examples: the order it takes them in. */
  order(n: number, shuffle: boolean): number[] {
    this.#generator.random63(); // the base seed, drawn for every pass and not used
    if (!shuffle) return Array.from({ length: n }, (_, i) => i);
    return this.#shuffler.manualSeed(this.#generator.random63()).permutation(n);
  }
}
