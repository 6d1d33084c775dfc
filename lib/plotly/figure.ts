/**
 * Figures that stay as they are.
 *
 * @module
 */

import { checkOptions, show } from "../checks.ts";
import { dress, isDrawing, nameHover } from "./dress.ts";
import { findHost, type Host } from "./host.ts";
import { say } from "./language.ts";
import { look } from "./look.ts";
import { MANY_KEPT, type Numbers, toNumbers } from "./numbers.ts";
import { type MimeBundle, nextOutputId, showOutput } from "./output.ts";
import { type Picture, toBundle, toSpec } from "./picture.ts";
import type { Frame, Layout, Trace } from "./types.ts";

const display = Symbol.for("Jupyter.display");

/** Milliseconds that a figure waits for the picture that its file will hold. */
const PATIENCE = 5000;

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
  [display](): MimeBundle | Promise<MimeBundle> {
    const host = findHost();
    return host?.drawStill ? this.#withStill(host) : toBundle(this.#picture, this.#id);
  }

  async #withStill(host: Host): Promise<MimeBundle> {
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));
    const still = await Promise.race([host.drawStill?.(toSpec(this.#picture)), late]);
    return toBundle({ ...this.#picture, still }, this.#id);
  }

  /**
   * Shows the figure now. In the middle of a cell it is not seen without this call: a notebook
   * shows a cell's last value alone.
   */
  async show(): Promise<void> {
    await showOutput(await this[display]());
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
  // What Plotly calls a trace without a name.
  const names = data.map(({ name }, i) => name ?? `trace ${i}`);
  return say({ en: `Figure with ${names.join(", ")}`, zh: `图：${names.join("、")}` });
}

/** The trace with its long lists of numbers packed. */
function packTrace(trace: Trace): Trace {
  const entries = Object.entries(trace).map(([name, value]) => {
    const isLong = ["x", "y"].includes(name) && Array.isArray(value) &&
      value.length >= MANY_KEPT && value.every((item) => typeof item === "number");
    return [name, isLong ? toNumbers(value as Numbers as number[], MANY_KEPT) : value];
  });
  return Object.fromEntries(entries);
}

/**
 * Any figure Plotly can draw, in this project's look. The figure shows itself as a cell's last
 * value; in the middle of a cell write `await figure({ ... }).show()`. Sentences under it tell of
 * what Plotly refuses.
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
 *   layout: { yaxis: { title: { text: "weight" } } },
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
  const drawing = isDrawing(layout);
  return new Figure({
    data: dress(data).map(packTrace),
    layout: { ...look(drawing), ...nameHover(dress(layout)) },
    frames: frames?.map((frame) => ({ ...frame, data: dress(frame.data)?.map(packTrace) })),
    words: words ?? nameTraces(data),
    isDrawing: drawing,
    check: true,
  });
}
