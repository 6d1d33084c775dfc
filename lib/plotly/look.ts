/**
 * The layout every figure starts from.
 *
 * @module
 */

import { light, type Template, template, textSizes } from "./theme.ts";
import type { Layout } from "./types.ts";

/** The sizes of text there are. */
export type TextSizeName = keyof typeof textSizes;

let textSize: TextSizeName = "normal";

/** Has all figures from now on use this size of text. */
export function setTextSize(size: TextSizeName): void {
  textSize = size;
}

/** CSS pixels for one of matplotlib's inches: d2l's 3.5 x 2.5 suit a cell. */
export const PIXELS_PER_INCH = 170;

/**
 * The layout every figure starts from: complete, so that its JSON looks the same wherever Plotly
 * draws it. Pages swap the template when they are dark.
 */
export function look(): Layout & { template: Template } {
  return {
    template: template(light, textSizes[textSize]),
    width: Math.round(3.5 * PIXELS_PER_INCH),
    height: Math.round(2.5 * PIXELS_PER_INCH),
  };
}
