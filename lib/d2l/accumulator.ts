/**
 * Sums over many batches.
 *
 * @module
 */

import { Tensor } from "../torch/mod.ts";
import { checkInteger, checkNumber } from "../checks.ts";

/**
 * Adds up several numbers side by side, like `d2l.Accumulator`: `metric[0]` is the first sum.
 *
 * @example The mean over batches of different sizes
 * ```ts
 * import * as d2l from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * const metric = new d2l.Accumulator(2);
 * metric.add(10, 5);
 * metric.add(2, 1);
 * assertEquals(metric[0] / metric[1], 2);
 * ```
 */
export class Accumulator {
  /** The sums. */
  [index: number]: number;

  /**
   * Starts with all sums at 0.
   *
   * @param n How many sums there are.
   * @throws {RangeError} If `n` is not a positive integer.
   */
  constructor(n: number) {
    checkInteger("Accumulator()", "n", n, 1);
    for (let i = 0; i < n; i++) this[i] = 0;
  }

  /** The sums in an array of their own. */
  get data(): number[] {
    return Object.values(this);
  }

  /**
   * Adds a number, or a tensor of one element, to each sum.
   *
   * @throws {TypeError} If one of them is something else.
   * @throws {RangeError} If there are fewer or more of them than sums.
   */
  add(...amounts: (number | Tensor)[]): void {
    const count = this.data.length;
    if (amounts.length !== count) {
      throw new RangeError(`Accumulator.add() expects ${count} values but got ${amounts.length}`);
    }
    const numbers = amounts.map((amount) =>
      amount instanceof Tensor
        ? amount.item()
        : checkNumber("Accumulator.add()", "every amount", amount)
    );
    numbers.forEach((number, i) => this[i] += number);
  }

  /** Makes all sums 0 again. */
  reset(): void {
    for (const i of this.data.keys()) this[i] = 0;
  }
}
