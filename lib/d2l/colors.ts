/**
 * The colours of figures.
 *
 * @module
 */

import { type ColorName, light } from "../plotly/mod.ts";

/**
 * The colours of figures by matplotlib's letter: blue, magenta, green, red, cyan, yellow, black and
 * white, of a kind that colour-blind readers can tell apart. A figure that uses them follows the
 * page's theme: on a dark page each gives way to its lighter twin, black to the text's colour.
 *
 * @example One colour for the same thing in two figures
 * ```ts
 * import { colors, figure } from "d2l";
 * import { assertNotEquals } from "@std/assert";
 *
 * const decay = { color: colors.g };
 * figure({ data: [{ y: [1, 0.5, 0.25], line: decay }] });
 * figure({ data: [{ type: "bar", y: [0.25], marker: decay }] });
 * assertNotEquals(colors.g, colors.r);
 * ```
 */
export const colors: Readonly<Record<ColorName, string>> = Object.freeze({ ...light.colors });
