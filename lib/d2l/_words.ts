/**
 * What a figure shows, in words.
 *
 * @module
 */

import { type Annotation, light } from "../plotly/mod.ts";
import { type Axes, nameOf, type Scale, type Series } from "./_axes.ts";

/** A value that an axis cannot show. */
export interface Trouble {
  x: number;
  y: number;
}

/** A number as it is said: four digits, no more. */
function say(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Where a curve goes beyond its ends: its lowest and its highest value. */
function turns(y: readonly number[]): string {
  let low = 0;
  let high = 0;
  y.forEach((value, i) => {
    if (value < y[low]) low = i;
    if (value > y[high]) high = i;
  });
  const last = y.length - 1;
  const parts: string[] = [];
  if (y[low] < Math.min(y[0], y[last])) parts.push(`as low as ${say(y[low])}`);
  if (y[high] > Math.max(y[0], y[last])) {
    parts.push(`as high as ${say(y[high])}`);
  }
  return parts.length ? `, ${parts.join(" and ")} on the way` : "";
}

/**
 * What the curves do, in words: for readers who do not see them, and for places that show no
 * pictures.
 */
export function describe(axes: Axes, all: readonly Series[]): string {
  const across = axes.xlabel ?? "x";
  const curves = all.map(({ x, y }, i) => {
    const name = nameOf(axes, i);
    const last = y.length - 1;
    if (last < 0) return `${name} has no points`;
    const ends = `${say(y[0])} at ${say(x[0])}`;
    if (last === 0) return `${name} is ${ends}`;
    return `${name} goes from ${ends} to ${say(y[last])} at ${say(x[last])}` +
      turns(y);
  });
  const scale = axes.yscale === "log" ? ", on a logarithmic scale" : "";
  return `${axes.ylabel ?? "y"} over ${across}${scale}: ${curves.join("; ")}`;
}

/**
 * What stands under and in a figure whose curves end early: a sentence, and a mark where the curve
 * ends.
 *
 * @param axes The figure's axes.
 * @param all The curves.
 * @param troubles For each curve the first value that could not be shown.
 */
export function tellTrouble(
  axes: Axes,
  all: readonly Series[],
  troubles: readonly (Trouble | undefined)[],
): { notes: string[]; marks: Annotation[] } {
  const across = axes.xlabel ?? "x";
  const diverged: string[] = [];
  const hidden: string[] = [];
  const marks: Annotation[] = [];
  troubles.forEach((trouble, i) => {
    if (!trouble) return;
    const { x, y } = trouble;
    const name = nameOf(axes, i);
    const where = `${Number.isFinite(y) ? say(y) : y} at ${across} = ${say(x)}`;
    (Number.isFinite(y) ? hidden : diverged).push(`${name} is ${where}`);
    const last = all[i].x.findLastIndex((value) => value < x);
    if (last < 0 || axes.yscale === "log" && all[i].y[last] <= 0) return;
    marks.push({
      text: `${name}: ${Number.isFinite(y) ? say(y) : y}`,
      x: place(all[i].x[last], axes.xscale),
      y: place(all[i].y[last], axes.yscale),
      showarrow: true,
      arrowhead: 6,
      arrowcolor: light.muted,
      ax: 0,
      ay: -28,
    });
  });
  const notes: string[] = [];
  if (diverged.length) {
    notes.push(
      `${diverged.join(" and ")}: the training diverged, usually because the ` +
        `learning rate, or learning rate times lambda, is too large`,
    );
  }
  if (hidden.length) {
    notes.push(`${hidden.join(" and ")}: a logarithmic axis shows positive values only`);
  }
  return { notes, marks };
}

/** Where Plotly puts an annotation: on a logarithmic axis by the exponent. */
function place(value: number, scale: Scale): number {
  return scale === "log" ? Math.log10(value) : value;
}
