/**
 * The layout every figure starts from.
 *
 * @module
 */

import { light, template, textSizes } from "./theme.ts";
import type { Layout } from "./types.ts";

let textSize: keyof typeof textSizes = "normal";

/** Has all figures from now on use this size of text. */
export function setTextSize(size: keyof typeof textSizes): void {
  textSize = size;
}

/** CSS pixels for one of matplotlib's inches: d2l's 3.5 x 2.5 suit a cell. */
export const PIXELS_PER_INCH = 170;

/**
 * The layout every figure starts from: complete, so that its JSON looks the same wherever Plotly
 * draws it. Pages swap the template when they are dark.
 *
 * @param isDrawing Whether its parts fit each other at one size of text only.
 */
export function look(isDrawing = false): Layout {
  return {
    template: template(light, textSizes[isDrawing ? "normal" : textSize]),
    width: Math.round(3.5 * PIXELS_PER_INCH),
    height: Math.round(2.5 * PIXELS_PER_INCH),
  };
}

/** How much larger than at first a drawing may be shown, where there is room. */
export function drawingScale(): number {
  return textSizes[textSize].font / textSizes.normal.font;
}
