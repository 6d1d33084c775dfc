/**
 * Figures of curves that are known.
 *
 * @module
 */

import { Figure } from "../plotly/mod.ts";
import { show } from "../checks.ts";
import { type AxesOptions, checkAxes, type Series, toLayout, toTrace } from "./_axes.ts";
import { describe } from "./_words.ts";

/** Numbers along an axis: an array, a typed array, or a tensor. */
export type Points =
  | readonly number[]
  | Float32Array
  | Float64Array
  | Int32Array
  | { toArray(): unknown };

/** One list of points, or several. */
export type Curves = Points | readonly Points[];

function toList(points: unknown): unknown {
  if (ArrayBuffer.isView(points)) return Array.from(points as Float32Array);
  if (points !== null && typeof points === "object" && "toArray" in points) {
    return (points as { toArray(): unknown }).toArray();
  }
  return points;
}

/** One or several lists of points as several lists of numbers. */
function toCurves(name: string, value: Curves): number[][] {
  const list = toList(value);
  const curves = Array.isArray(list)
    ? list.length > 0 && list.every((item) => typeof item === "number") ? [list] : list.map(toList)
    : [list];
  for (const curve of curves) {
    if (!Array.isArray(curve) || curve.some((v) => typeof v !== "number")) {
      throw new TypeError(
        `plot() expects ${name} to be one or several lists of numbers but got ${show(curve)}`,
      );
    }
  }
  return curves as number[][];
}

/**
 * Draws curves: d2l's `plot`. With one argument it is the curves' values, at 0, 1, 2 and so on. The
 * figure shows itself as a cell's last value; in the middle of a cell it is not seen unless you
 * write `await plot(...).show()`.
 *
 * @param X The horizontal values: one list for all curves or one for each.
 * @param Y The vertical values: one list for each curve.
 * @param options Axis titles, names, limits, scales, styles and size.
 * @returns A figure that a notebook can display.
 * @throws {TypeError} If X or Y is not made of numbers or an option is unknown.
 * @throws {RangeError} If X and Y do not fit each other.
 *
 * @example A parabola and its tangent at 1
 * ```ts
 * import { plot } from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * const x = [0, 1, 2, 3];
 * const parabola = x.map((x) => x ** 2);
 * const tangent = x.map((x) => 2 * x - 1);
 * const figure = plot(x, [parabola, tangent], {
 *   xlabel: "x",
 *   ylabel: "f(x)",
 *   legend: ["f(x)", "tangent at x = 1"],
 * });
 * assertEquals(typeof figure.show, "function");
 * ```
 */
export function plot(X: Curves, Y?: Curves, options?: AxesOptions): Figure;
/** The same with the book's labels, one after the other: `plot(x, y, "x", "f(x)", ["f"])`. */
export function plot(
  X: Curves,
  Y: Curves | undefined,
  xlabel: string,
  ylabel?: string,
  legend?: readonly string[],
): Figure;
export function plot(
  X: Curves,
  Y?: Curves,
  labels?: AxesOptions | string,
  ylabel?: string,
  legend?: readonly string[],
): Figure {
  const options = typeof labels === "string" ? { xlabel: labels, ylabel, legend } : labels ?? {};
  const axes = checkAxes("plot()", options);
  const ys = toCurves(Y === undefined ? "X" : "Y", Y ?? X);
  const xs = Y === undefined ? ys.map((curve) => Array.from(curve.keys())) : toCurves("X", X);
  if (xs.length !== 1 && xs.length !== ys.length) {
    throw new RangeError(
      `plot() expects X to be one list, or one for each of the ${ys.length} ` +
        `lists of Y, but got ${xs.length}`,
    );
  }
  const series = ys.map((y, i): Series => {
    const x = xs[xs.length === 1 ? 0 : i];
    if (x.length !== y.length) {
      throw new RangeError(
        `plot() expects as many X as Y in each curve but got ${x.length} and ` +
          `${y.length}`,
      );
    }
    return { x, y };
  });
  return new Figure({
    data: series.map((curve, i) => toTrace(axes, i, curve)),
    layout: toLayout(axes, series),
    words: describe(axes, series),
  });
}
