/**
 * The axes that d2l's figures have in common: their options, checked, and as Plotly takes them.
 *
 * @module
 */

import {
  type Axis,
  type Layout,
  look,
  MANY_SENT,
  PIXELS_PER_INCH,
  type Scatter,
  thin,
  toNumbers,
} from "../plotly/mod.ts";
import { checkOptions, show } from "../checks.ts";
import { defaultFmts, type LineStyle, parseFmt } from "./_line_style.ts";

/** How an axis counts. */
export type Scale = "linear" | "log";

/** What d2l's figures take, with d2l's names and meaning. */
export interface AxesOptions {
  /** Title of the horizontal axis. */
  xlabel?: string;
  /** Title of the vertical axis. */
  ylabel?: string;
  /** The names of the series, in order. */
  legend?: readonly string[];
  /** The horizontal axis' ends; by default the data's. */
  xlim?: readonly [number, number];
  /** The vertical axis' ends; by default the data's. */
  ylim?: readonly [number, number];
  /** The horizontal axis' scale; "linear" by default. */
  xscale?: Scale;
  /** The vertical axis' scale; "linear" by default. */
  yscale?: Scale;
  /** Line styles as matplotlib has them, in turn; `-`, `m--`, `g-.`, `r:`. */
  fmts?: readonly string[];
  /** Width and height in inches, for the text's size of a page; 3.5 x 2.5. */
  figsize?: readonly [number, number];
}

/** Axes' options with d2l's defaults filled in. */
export interface Axes extends AxesOptions {
  legend: readonly string[];
  xscale: Scale;
  yscale: Scale;
  fmts: readonly string[];
  figsize: readonly [number, number];
}

const defaults: Axes = {
  legend: [],
  xscale: "linear",
  yscale: "linear",
  fmts: defaultFmts,
  figsize: [3.5, 2.5],
};

const names: readonly (keyof AxesOptions)[] = [
  "xlabel",
  "ylabel",
  "legend",
  "xlim",
  "ylim",
  "xscale",
  "yscale",
  "fmts",
  "figsize",
];

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 &&
    value.every((end) => Number.isFinite(end));
}

/**
 * Checks the options of an Animator or a plot and fills in the defaults.
 *
 * @param call The call they were given to, for the errors.
 * @param options The options.
 * @throws {TypeError} If an option is unknown or of the wrong type.
 * @throws {RangeError} If an option's value makes no axis.
 */
export function checkAxes(call: string, options: AxesOptions): Axes {
  checkOptions(call, options, names);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value != null));
  const axes: Axes = { ...defaults, ...given };
  for (const name of ["xlabel", "ylabel"] as const) {
    if (axes[name] !== undefined && typeof axes[name] !== "string") {
      throw new TypeError(`${call} expects ${name} to be a string but got ${show(axes[name])}`);
    }
  }
  for (const name of ["legend", "fmts"] as const) {
    const list: unknown = axes[name];
    if (!Array.isArray(list) || list.some((v) => typeof v !== "string")) {
      throw new TypeError(
        `${call} expects ${name} to be an array of strings but got ${show(list)}`,
      );
    }
  }
  if (axes.fmts.length === 0) {
    throw new RangeError(`${call} expects fmts to hold a format but got []`);
  }
  axes.fmts.forEach((fmt, i) => parseFmt(call, fmt, i));
  for (const name of ["xscale", "yscale"] as const) {
    if (axes[name] !== "linear" && axes[name] !== "log") {
      throw new RangeError(
        `${call} expects ${name} to be "linear" or "log" but got ${show(axes[name])}`,
      );
    }
  }
  for (const name of ["xlim", "ylim", "figsize"] as const) {
    const pair = axes[name];
    if (pair !== undefined && !isPair(pair)) {
      throw new TypeError(`${call} expects ${name} to be two numbers but got ${show(pair)}`);
    }
  }
  for (
    const [lim, scale] of [["xlim", "xscale"], ["ylim", "yscale"]] as const
  ) {
    if (axes[scale] === "log" && axes[lim]?.some((end) => end <= 0)) {
      throw new RangeError(
        `${call} expects ${lim} to be positive on a logarithmic axis but got ${show(axes[lim])}`,
      );
    }
  }
  if (axes.figsize.some((inches) => inches <= 0)) {
    throw new RangeError(`${call} expects figsize to be positive but got ${show(axes.figsize)}`);
  }
  return axes;
}

/** How many powers of ten there are from the least to the greatest of the values. */
function decades(lists: readonly (readonly number[])[]): number {
  let [low, high] = [Infinity, 0];
  for (const values of lists) {
    for (const value of values) {
      if (value > 0 && value < low) low = value;
      if (value > high) high = value;
    }
  }
  return Math.log10(high / low);
}

/** One axis as Plotly takes it; `lists` are the curves' values along it. */
function toAxis(
  title: string | undefined,
  scale: Scale,
  lim: readonly [number, number] | undefined,
  lists: readonly (readonly number[])[],
): Axis {
  const axis: Axis = { type: scale };
  if (title !== undefined) axis.title = { text: title };
  if (lim) {
    axis.range = scale === "log" ? [Math.log10(lim[0]), Math.log10(lim[1])] : [...lim];
  }
  if (scale === "log") {
    axis.minor = { showgrid: true };
    // Plotly prints powers a quarter larger than other numbers, and what is between them smaller.
    const { tickfont } = look().template.layout.yaxis;
    axis.tickfont = { size: Math.round(tickfont.size * 0.85) };
    // Of one or two powers Plotly would name each multiple, too close for 8 and 9.
    const powers = decades(lim ? [lim] : lists);
    if (powers > 0.9 && powers < 2) axis.nticks = 3;
  }
  // Nothing to be seen, nothing to be counted.
  if (!lim && lists.every((values) => values.length === 0)) axis.showticklabels = false;
  return axis;
}

/**
 * Plotly's layout for these axes.
 *
 * @param axes The axes.
 * @param all The curves that stand in them.
 */
export function toLayout(axes: Axes, all: readonly Series[]): Layout {
  const [width, height] = axes.figsize;
  return {
    ...look(),
    width: Math.round(width * PIXELS_PER_INCH),
    height: Math.round(height * PIXELS_PER_INCH),
    xaxis: {
      ...toAxis(axes.xlabel, axes.xscale, axes.xlim, all.map(({ x }) => x)),
      unifiedhovertitle: { text: `${axes.xlabel ?? "x"} = %{x}` },
    },
    yaxis: toAxis(axes.ylabel, axes.yscale, axes.ylim, all.map(({ y }) => y)),
    showlegend: axes.legend.length > 0,
  };
}

/** The points of one curve. */
export interface Series {
  /** Where they are on the horizontal axis. */
  x: number[];
  /** Their values. */
  y: number[];
}

/** What a curve is called: its place in the legend, or its number. */
export function nameOf(axes: Axes, index: number): string {
  return axes.legend[index] ?? `y${index + 1}`;
}

/** How a curve is drawn. */
function styleOf(axes: Axes, index: number): LineStyle {
  return parseFmt("fmts", axes.fmts[index % axes.fmts.length], index);
}

/** A curve's colour. */
export function colorOf(axes: Axes, index: number): string {
  return styleOf(axes, index).line.color;
}

/**
 * One curve as Plotly draws it.
 *
 * @param axes The axes it stands in.
 * @param index Which of the curves it is.
 * @param series Its points.
 * @param stretches Where given: how finely to thin it, see {@linkcode thin}.
 */
export function toTrace(axes: Axes, index: number, { x, y }: Series, stretches?: number): Scatter {
  const kept = stretches && y.length > 2 * stretches ? thin(y, stretches) : undefined;
  const shown = kept ? kept.map((i) => x[i]) : x;
  const [x0, dx] = [shown[0], shown[1] - shown[0]];
  // Many evenly spaced points are told by the first and the step.
  const even = shown.length >= MANY_SENT && Number.isInteger(dx) &&
    shown.every((value, i) => value === x0 + i * dx);
  return {
    type: "scatter",
    name: nameOf(axes, index),
    ...even ? { x0, dx } : { x: toNumbers(shown) },
    y: toNumbers(kept ? kept.map((i) => y[i]) : y),
    ...styleOf(axes, index),
  };
}
