/**
 * Figures as SVG, drawn at build time: readable before anything runs, without JavaScript and on
 * paper, in colours that follow the page's.
 *
 * @module
 */

import type { Spec } from "../../lib/plotly/host.ts";
import { drawSvg } from "../../lib/plotly/still/svg.ts";
import { dark, light } from "../../lib/plotly/theme.ts";

/** A Plotly figure, as a notebook's output has it. */
export type PlotlyFigure = Spec;

/** Draws a figure. */
export async function drawFigure(figure: PlotlyFigure): Promise<string> {
  return followTheme(await drawSvg(figure));
}

const variables = new Map<string, string>();
const declarations: string[] = [];

/** A variable for each colour of the two themes, which have the same parts. */
function nameColors(ofLight: object, ofDark: object, prefix: string): void {
  for (const [name, value] of Object.entries(ofLight)) {
    const other = ofDark[name as keyof typeof ofDark];
    if (typeof value === "object") nameColors(value, other, `${prefix}-${name}`);
    if (!/^#\w{6}$/.test(value)) continue;
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(value.slice(at, at + 2), 16));
    variables.set(`rgb(${r},${g},${b})`, `var(${prefix}-${name})`);
    declarations.push(`${prefix}-${name}:light-dark(${value},${other})`);
  }
}
nameColors(light, dark, "--fig");

/** The figures' colours for the style sheet, as {@linkcode drawFigure} refers to them. */
export const figureColors = `:root{${declarations.join(";")}}`;

function followTheme(svg: string): string {
  return svg.replace(
    /rgb\(([^)]*)\)/g,
    (color) => variables.get(color.replaceAll(" ", "")) ?? color,
  );
}
