/**
 * Figures that stay as they are.
 *
 * @module
 */

import { checkOptions, show } from "../checks.ts";
import { look } from "./look.ts";
import { toNumbers } from "./numbers.ts";
import { type MimeBundle, nextOutputId, showOutput } from "./output.ts";
import { type Picture, toBundle } from "./picture.ts";
import type { Frame, Layout, Trace } from "./types.ts";

const display = Symbol.for("Jupyter.display");

/**
 * From this length on a still figure's numbers travel packed: it stays in the notebook's file,
 * where each number would take a line of its own.
 */
const PACKED_LENGTH = 10;

/** A still figure: shows itself where it is a cell's last value. */
export class Figure {
  readonly #id = nextOutputId();
  readonly #picture: Picture;

  /**
   * Keeps the picture; nothing is drawn before the figure is shown.
   *
   * @param picture What the figure shows.
   */
  constructor(picture: Picture) {
    this.#picture = picture;
  }

  /** What the notebook's page gets to see, by MIME type. */
  [display](): MimeBundle {
    return toBundle(this.#picture, this.#id);
  }

  /** Shows the figure now, in the middle of a cell. */
  async show(): Promise<void> {
    await showOutput(this[display]());
  }
}

/** What {@linkcode figure} takes. */
export interface FigureOptions {
  /** What to draw: Plotly's traces. */
  data: Trace[];
  /** Axes, titles, size and all else: Plotly's layout. */
  layout?: Layout;
  /** States to move between, for sliders that work without a kernel. */
  frames?: Frame[];
  /** What the figure shows, in a sentence, for those who do not see it. */
  words?: string;
}

function nameTraces(data: Trace[]): string {
  const names = data.map((trace, i) => trace.name ?? `trace ${i + 1}`);
  return `Figure with ${names.join(", ")}`;
}

function isLong(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length >= PACKED_LENGTH &&
    value.every((item) => typeof item === "number");
}

/** The trace with its long lists of numbers packed. */
function pack<T extends Partial<Trace>>(trace: T): T {
  const entries = Object.entries(trace).map(([name, value]) => {
    const packs = ["x", "y"].includes(name) && isLong(value);
    return [name, packs ? toNumbers(value, PACKED_LENGTH) : value];
  });
  return Object.fromEntries(entries);
}

/**
 * Any figure Plotly can draw, in this project's look. The figure shows itself as a cell's last
 * value, or by `await figure({ ... }).show()`. A sentence under it tells of attributes that Plotly
 * does not know.
 *
 * @param options The traces, and what else the figure has.
 * @returns A figure that a notebook can display.
 * @throws {TypeError} If `data` is not an array or an option is unknown.
 *
 * @example A bar for each weight
 * ```ts
 * import { figure } from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * const bars = figure({
 *   data: [{ type: "bar", x: ["w1", "w2"], y: [0.3, -0.1] }],
 *   layout: { yaxis: { title: "weight" } },
 * });
 * assertEquals(typeof bars.show, "function");
 * ```
 */
export function figure(options: FigureOptions): Figure {
  checkOptions("figure()", options, ["data", "layout", "frames", "words"]);
  const { data, layout = {}, frames, words } = options;
  if (!Array.isArray(data)) {
    throw new TypeError(`figure() expects data to be an array of traces but got ${show(data)}`);
  }
  return new Figure({
    data: data.map(pack),
    layout: { ...look(), ...layout },
    frames: frames?.map((frame) => ({ ...frame, data: frame.data.map(pack) })),
    words: words ?? nameTraces(data),
    check: true,
  });
}
