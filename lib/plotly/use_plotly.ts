/**
 * How Plotly comes into the notebook.
 *
 * @module
 */

import { checkBoolean, checkOptions } from "../checks.ts";
import { setTextSize } from "./look.ts";
import { startSession } from "./session.ts";

/** What {@linkcode usePlotly} takes. */
export interface UsePlotlyOptions {
  /** Whether figures have large text, for a projector. */
  largeText?: boolean;
}

/**
 * Brings Plotly into the notebook, in the place of `%matplotlib inline`: the cell's output carries
 * it into the page, and into the saved notebook. From then on ■ ends a training and not the kernel,
 * and an error that no cell catches is shown instead of hanging it. Calling it again does no harm.
 * In a program of its own it only says that nothing will be drawn.
 *
 * @param options How figures look from now on.
 * @throws {TypeError} If an option is unknown.
 *
 * @example In a notebook's first cell
 * ```ts
 * import { usePlotly } from "d2l";
 *
 * await usePlotly({ largeText: true });
 * ```
 */
export async function usePlotly(options: UsePlotlyOptions = {}): Promise<void> {
  checkOptions("usePlotly()", options, ["largeText"]);
  const largeText = checkBoolean("usePlotly()", "largeText", options.largeText ?? false);
  setTextSize(largeText ? "large" : "normal");
  const host = startSession();
  if (host) return await host.bringPlotly();
  console.warn(
    "usePlotly() draws in a notebook, and this is a program of its own: " +
      "figures and progress bars are left out, everything else works",
  );
}
