/**
 * The axes that d2l's figures have in common: their options, checked, and as Plotly takes them.
 *
 * @module
 */

import {
  type Axis,
  type Layout,
  look,
  PACKED_LENGTH,
  PIXELS_PER_INCH,
  type Scatter,
  thin,
  toNumbers,
} from "../plotly/mod.ts";
import { checkOptions, show } from "../checks.ts";
import { defaultFmts, parseFmt } from "./_line_style.ts";

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

function toAxis(
  title: string | undefined,
  scale: Scale,
  lim: readonly [number, number] | undefined,
): Axis {
  const axis: Axis = { type: scale };
  if (title !== undefined) axis.title = { text: title };
  if (lim) {
    axis.range = scale === "log" ? [Math.log10(lim[0]), Math.log10(lim[1])] : lim;
  }
  if (scale === "log") {
    axis.minor = { showgrid: true };
    // Plotly prints powers a quarter larger than other numbers, and what is between them smaller.
    const { tickfont } = look().template.layout.yaxis;
    axis.tickfont = { size: Math.round(tickfont.size * 0.85) };
  }
  return axis;
}

/** Plotly's layout for these axes. */
export function toLayout(axes: Axes): Layout {
  const [width, height] = axes.figsize;
  return {
    ...look(),
    width: Math.round(width * PIXELS_PER_INCH),
    height: Math.round(height * PIXELS_PER_INCH),
    xaxis: {
      ...toAxis(axes.xlabel, axes.xscale, axes.xlim),
      unifiedhovertitle: { text: `${axes.xlabel ?? "x"} = %{x}` },
    },
    yaxis: toAxis(axes.ylabel, axes.yscale, axes.ylim),
    showlegend: axes.legend.length > 0,
    // What the reader zoomed to stays while frames go on arriving.
    uirevision: true,
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
  const even = shown.length >= PACKED_LENGTH && Number.isInteger(dx) &&
    shown.every((value, i) => value === x0 + i * dx);
  return {
    type: "scatter",
    name: nameOf(axes, index),
    ...even ? { x0, dx } : { x: toNumbers(shown) },
    y: toNumbers(kept ? kept.map((i) => y[i]) : y),
    ...parseFmt("toTrace()", axes.fmts[index % axes.fmts.length], index),
  };
}
