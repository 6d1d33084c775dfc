/**
 * Loops that show how far they are.
 *
 * @module
 */

import { ProgressBar } from "../plotly/mod.ts";
import { checkInteger, show } from "../checks.ts";

/** How many items there are, where that can be known beforehand. */
function count(items: Iterable<unknown>): number | undefined {
  const { length, size } = items as { length?: unknown; size?: unknown };
  return [length, size].find((n) => typeof n === "number") as
    | number
    | undefined;
}

function* countTo(n: number): Generator<number, void, undefined> {
  for (let i = 0; i < n; i++) yield i;
}

async function* follow<T>(
  items: Iterable<T>,
  bar: ProgressBar,
): AsyncGenerator<T, void, undefined> {
  let done = 0;
  try {
    for (const item of items) {
      await bar.show(done);
      yield item;
      done++;
    }
  } finally {
    await bar.end(done);
  }
}

/**
 * Goes through a list, or counts from 0 to n - 1, and shows in a notebook how far it came and how
 * long the rest will take, as Python's `tqdm` does. When the loop ends, a line such as
 * `seeds 15/15` is what stays. Between two items ■ is noticed; elsewhere than in a notebook nothing
 * is shown.
 *
 * @param items What to go through, or how many numbers to count.
 * @param label What the loop does, in a few words.
 * @returns The items, one at a time, for `for await`.
 * @throws {TypeError} If items is neither a number nor iterable or label is not a string.
 * @throws {RangeError} If items is a number that counts nothing.
 * @throws {Interrupted} If the reader pressed ■.
 *
 * @example Over a list
 * ```ts
 * import { progress } from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * let sum = 0;
 * for await (const lambd of progress([0, 1, 3], "lambda")) sum += lambd;
 * assertEquals(sum, 4);
 * ```
 *
 * @example A number of times
 * ```ts
 * import { progress } from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * const epochs = [];
 * for await (const epoch of progress(3)) epochs.push(epoch);
 * assertEquals(epochs, [0, 1, 2]);
 * ```
 */
export function progress(items: number, label?: string): AsyncGenerator<number, void, undefined>;
/** Goes through `items`, one at a time. */
export function progress<T>(items: Iterable<T>, label?: string): AsyncGenerator<T, void, undefined>;
export function progress(
  items: number | Iterable<unknown>,
  label?: string,
): AsyncGenerator<unknown, void, undefined> {
  const name = label === undefined ? "" : label;
  if (typeof name !== "string") {
    throw new TypeError(`progress() expects label to be a string but got ${show(name)}`);
  }
  if (typeof items === "number") {
    checkInteger("progress()", "the number of rounds", items, 0);
    return follow(countTo(items), new ProgressBar(name, items));
  }
  if (typeof items?.[Symbol.iterator] !== "function") {
    throw new TypeError(
      `progress() expects something to iterate over or a number but got ${show(items)}`,
    );
  }
  return follow(items, new ProgressBar(name, count(items)));
}
