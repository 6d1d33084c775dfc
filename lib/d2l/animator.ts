/**
 * A figure that grows while a model trains.
 *
 * @module
 */

import { LiveFigure, type Picture } from "../plotly/mod.ts";
import { show } from "../checks.ts";
import { type Axes, type AxesOptions, checkAxes, type Series, toLayout, toTrace } from "./_axes.ts";
import { describe, tellTrouble, type Trouble } from "./_words.ts";

/** What {@linkcode Animator} takes: d2l's options, with d2l's defaults. */
export type AnimatorOptions = AxesOptions;

/** A value to plot; null, undefined and what is not finite leave the point out. */
export type Value = number | null | undefined;

/** A frame's curves have at most twice as many points. */
const STRETCHES = 300;
/** So many points in all still make a picture of 1.6 MB, which arrives. */
const MOST_POINTS = 300_000;

function checkValue(value: unknown): void {
  if (typeof value === "number" || value === null || value === undefined) {
    return;
  }
  throw new TypeError(`animator.add() expects x and y to be numbers but got ${show(value)}`);
}

function isList(value: unknown): value is readonly Value[] {
  return Array.isArray(value);
}

/**
 * A plot that grows while the model trains: d2l's `Animator`. In a notebook it draws in place, at
 * most 30 times a second; elsewhere it draws nothing.
 *
 * @throws {TypeError} If an option is unknown or of the wrong type.
 * @throws {RangeError} If an option's value makes no axis.
 *
 * @example Training and test loss over the epochs
 * ```ts
 * import { Animator } from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * const animator = new Animator({
 *   xlabel: "epochs",
 *   ylabel: "loss",
 *   yscale: "log",
 *   xlim: [1, 3],
 *   legend: ["train", "test"],
 * });
 * for (let epoch = 1; epoch <= 3; epoch++) {
 *   await animator.add(epoch, [1 / epoch, 2 / epoch]);
 * }
 * assertEquals(animator.series[1], { x: [1, 2, 3], y: [2, 1, 2 / 3] });
 * ```
 */
export class Animator {
  readonly #axes: Axes;
  readonly #series: Series[] = [];
  readonly #troubles: (Trouble | undefined)[] = [];
  readonly #figure = new LiveFigure((whole) => this.#draw(whole));

  /**
   * Checks the options; the figure appears with the first point.
   *
   * @param options Axis titles, names, limits, scales, styles and size.
   */
  constructor(options: AnimatorOptions = {}) {
    this.#axes = checkAxes("Animator()", options);
  }

  /** The points of each curve so far. */
  get series(): readonly Readonly<Series>[] {
    return this.#series;
  }

  /**
   * Adds one point to each curve; the first call decides how many curves there are. To be awaited:
   * that is where frames are sent and ■ is noticed.
   *
   * @param x Where on the horizontal axis; an array gives each curve its own.
   * @param y One value, or an array with one value for each curve.
   * @throws {TypeError} If x or y is not made of numbers.
   * @throws {RangeError} If there are fewer or more values than before.
   * @throws {Interrupted} If the reader pressed ■.
   */
  async add(x: Value | readonly Value[], y: Value | readonly Value[]): Promise<void> {
    const ys = isList(y) ? y : [y];
    const xs = isList(x) ? x : undefined;
    try {
      this.#check(xs ?? x as Value, ys);
    } catch (error) {
      await this.#figure.finish();
      throw error;
    }
    for (let i = 0; i < ys.length; i++) {
      this.#addPoint(i, xs ? xs[i] : x as Value, ys[i]);
    }
    await this.#figure.change(() => this.#where(xs ? xs[0] : x as Value));
  }

  #check(x: Value | readonly Value[], ys: readonly Value[]): void {
    ys.forEach(checkValue);
    if (isList(x)) x.forEach(checkValue);
    else checkValue(x);
    const count = this.#series.length;
    if (ys.length === 0 || count > 0 && ys.length !== count) {
      throw new RangeError(
        count > 0
          ? `animator.add() expects ${count} values, as many as the first time, but got ${ys.length}`
          : "animator.add() expects at least one value but got none",
      );
    }
    if (isList(x) && x.length !== ys.length) {
      throw new RangeError(
        `animator.add() expects one x for each of ${ys.length} values but ` +
          `got ${x.length}`,
      );
    }
    while (this.#series.length < ys.length) this.#series.push({ x: [], y: [] });
  }

  #addPoint(i: number, x: Value, y: Value): void {
    if (x == null || y == null || Number.isNaN(x)) return;
    const shown = Number.isFinite(y);
    if (!shown || y <= 0 && this.#axes.yscale === "log") {
      this.#troubles[i] ??= { x, y };
    }
    if (!shown) return;
    this.#series[i].x.push(x);
    this.#series[i].y.push(y);
  }

  #where(x: Value): string {
    return `${this.#axes.xlabel ?? "x"} = ${x}`;
  }

  #draw(whole: boolean): Picture {
    const axes = this.#axes;
    const fine = Math.floor(MOST_POINTS / 2 / this.#series.length);
    const data = this.#series.map((series, i) =>
      toTrace(axes, i, series, whole ? fine : STRETCHES)
    );
    const trouble = tellTrouble(axes, this.#series, this.#troubles);
    return {
      data,
      layout: { ...toLayout(axes, this.#series), annotations: trouble.marks },
      words: describe(axes, this.#series),
      notes: trouble.notes,
      thinned: !whole && this.#series.some(({ y }) => y.length > 2 * STRETCHES),
    };
  }
}
