/**
 * How Plotly comes into the notebook.
 *
 * @module
 */

import { checkBoolean, checkOptions, show } from "../checks.ts";
import { type Language, languages, setLanguage } from "./language.ts";
import { setTextSize } from "./look.ts";
import { startSession } from "./session.ts";

/** What {@linkcode usePlotly} takes. */
export interface UsePlotlyOptions {
  /** Whether figures have large text, for a projector. */
  largeText?: boolean;
  /** The language in which figures and progress bars speak; English by default. */
  lang?: Language;
}

/**
 * Brings Plotly into the notebook, in the place of `%matplotlib inline`: the cell's output carries
 * it into the page, and into the saved notebook. From then on ■ ends a training and not the kernel,
 * and an error that no cell catches is shown instead of hanging it. Calling it again does no harm.
 * In a program of its own it only says that nothing will be drawn.
 *
 * @param options How figures look from now on.
 * @throws {TypeError} If an option is unknown or of the wrong type.
 * @throws {RangeError} If `lang` is no language that figures speak.
 *
 * @example In the first cell of a Chinese notebook, for a lecture hall
 * ```ts
 * import { plot, usePlotly } from "d2l";
 * import { assertEquals } from "@std/assert";
 *
 * await usePlotly({ lang: "zh", largeText: true });
 * assertEquals(typeof plot([1, 2, 3]).show, "function");
 * ```
 */
export async function usePlotly(options?: UsePlotlyOptions): Promise<void> {
  const { largeText = false, lang = "en" } = checkOptions("usePlotly()", options, [
    "largeText",
    "lang",
  ]);
  checkBoolean("usePlotly()", "largeText", largeText);
  if (!languages.includes(lang)) {
    throw new RangeError(
      `usePlotly() expects lang to be ${languages.map(show).join(" or ")} but got ${show(lang)}`,
    );
  }
  setLanguage(lang);
  setTextSize(largeText ? "large" : "normal");
  const host = startSession();
  if (host) return await host.bringPlotly();
  console.warn(
    "usePlotly() draws in a notebook, and this is a program of its own: " +
      "figures and progress bars are left out, everything else works",
  );
}
