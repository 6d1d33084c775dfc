/**
 * Mini-batches of a data set.
 *
 * @module
 */

import { checkBoolean, checkInteger, checkOptions, show } from "../../../checks.ts";
import { checkGenerator, defaultGenerator, Generator } from "../../random.ts";
import type { Tensor } from "../../tensor.ts";
import { TensorDataset } from "./dataset.ts";

/** Options of {@linkcode DataLoader}. */
export interface DataLoaderOptions {
  /** The number of examples in a batch, 1 by default. */
  batchSize?: number;
  /** Whether the examples come in a new random order each time, `false` by default. */
  shuffle?: boolean;
  /** Whether a last batch that is not full is left out, `false` by default. */
  dropLast?: boolean;
  /** Where the random order comes from; the default generator if it is not given. */
  generator?: Generator;
}

/**
 * Iterates over a data set in mini-batches, like `torch.utils.data.DataLoader`: each `for` loop
 * over it is one epoch.
 *
 * As in PyTorch every loop draws from the generator, even an unshuffled one: so the numbers that
 * come after it are PyTorch's.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const { DataLoader, TensorDataset } = torch.utils.data;
 * const dataset = new TensorDataset(torch.arange(5));
 * const batches = [];
 * for (const [X] of new DataLoader(dataset, { batchSize: 2 })) batches.push(X.toArray());
 * assertEquals(batches, [[0, 1], [2, 3], [4]]);
 * ```
 */
export class DataLoader implements Iterable<Tensor[]> {
  /** How many examples a batch has. */
  readonly batchSize: number;
  readonly #shuffle: boolean;
  readonly #dropLast: boolean;
  readonly #generator: Generator | undefined = undefined;
  /** Shuffles where the user gave no generator; with a new seed each epoch. */
  readonly #shuffler = new Generator();

  /**
   * Keeps the options; drawing starts with the first epoch.
   *
   * @param dataset The examples.
   * @throws {TypeError | RangeError} If an option is unknown, or the batch size not a positive
   * integer.
   */
  constructor(readonly dataset: TensorDataset, options?: DataLoaderOptions) {
    if (!(dataset instanceof TensorDataset)) {
      throw new TypeError(
        `DataLoader() expects a TensorDataset but got ${show(dataset)}: ` +
          "write new TensorDataset(X, y)",
      );
    }
    const known = ["batchSize", "shuffle", "dropLast", "generator"] as const;
    const given = checkOptions("DataLoader()", options, known);
    const { batchSize = 1, shuffle = false, dropLast = false, generator } = given;
    this.batchSize = checkInteger("DataLoader()", "batchSize", batchSize, 1);
    this.#shuffle = checkBoolean("DataLoader()", "shuffle", shuffle);
    this.#dropLast = checkBoolean("DataLoader()", "dropLast", dropLast);
    if (generator !== undefined) this.#generator = checkGenerator("DataLoader()", generator);
    if (shuffle && dataset.length === 0) {
      throw new RangeError("DataLoader() expects at least one example to shuffle but got none");
    }
  }

  /** The number of batches; `len(dataLoader)` in Python. */
  get length(): number {
    const batches = this.dataset.length / this.batchSize;
    return this.#dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  /** Starts an epoch. */
  [Symbol.iterator](): IterableIterator<Tensor[]> {
    // PyTorch draws a seed for its worker processes here; drawing it too keeps the streams
    // together.
    (this.#generator ?? defaultGenerator).random63();
    return this.#batches();
  }

  *#batches(): IterableIterator<Tensor[]> {
    const order = this.#order();
    for (let batch = 0; batch < this.length; batch++) {
      const start = batch * this.batchSize;
      const places = order.slice(start, start + this.batchSize);
      if (places.length < this.batchSize) this.#runOut();
      yield this.dataset.batch(places);
    }
    if (this.length * this.batchSize <= order.length) this.#runOut();
  }

  /**
   * When its places have run out, PyTorch's sampler asks a generator of the user's for one more
   * order, of which it takes nothing. A last batch that is not full runs out before it is given.
   */
  #runOut(): void {
    if (this.#shuffle) this.#generator?.permutation(this.dataset.length);
  }

  #order(): number[] {
    const examples = this.dataset.length;
    if (!this.#shuffle) return Array.from({ length: examples }, (_, i) => i);
    const generator = this.#generator ??
      this.#shuffler.manualSeed(defaultGenerator.random63());
    return generator.permutation(examples);
  }
}
