import { type Annotation, light } from "../plotly/mod.ts";
import type { Axes, Series } from "./_axes.ts";

/** A value that an axis cannot show. */
export interface Trouble {
  x: number;
  y: number;
}

/** A number as it is said: four digits, no more. */
function say(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function nameOf(axes: Axes, index: number): string {
  return axes.legend[index] ?? `y${index + 1}`;
}

/**
 * What the curves do, in words: for readers who do not see them, and for
 * places that show no pictures.
 */
export function describe(axes: Axes, all: readonly Series[]): string {
  const across = axes.xlabel ?? "x";
  const curves = all.map(({ x, y }, i) => {
    const name = nameOf(axes, i);
    const last = y.length - 1;
    if (last < 0) return `${name} has no points`;
    if (last === 0) return `${name} is ${say(y[0])} at ${say(x[0])}`;
    const verb = y[last] < y[0]
      ? "falls"
      : y[last] > y[0]
      ? "rises"
      : "goes back";
    return `${name} ${verb} from ${say(y[0])} at ${say(x[0])} to ` +
      `${say(y[last])} at ${say(x[last])}`;
  });
  const scale = axes.yscale === "log" ? ", on a logarithmic scale" : "";
  return `${axes.ylabel ?? "y"} over ${across}${scale}: ${curves.join("; ")}`;
}

/**
 * What stands under and in a figure whose curves end early: a sentence, and a
 * mark where the curve ends.
 *
 * @param axes The figure's axes
 * @param all The curves
 * @param troubles For each curve the first value that could not be shown
 */
export function tellTrouble(
  axes: Axes,
  all: readonly Series[],
  troubles: readonly (Trouble | undefined)[],
): { notes: string[]; marks: Annotation[] } {
  const notes: string[] = [];
  const marks: Annotation[] = [];
  troubles.forEach((trouble, i) => {
    if (!trouble) return;
    const name = nameOf(axes, i);
    const at = `at ${axes.xlabel ?? "x"} = ${say(trouble.x)}`;
    if (Number.isFinite(trouble.y)) {
      notes.push(
        `${name} is ${say(trouble.y)} ${at}, which a logarithmic axis cannot ` +
          `show`,
      );
      return;
    }
    notes.push(
      `${name} became ${trouble.y} ${at}, so its curve ends before: the ` +
        `training diverged, usually because the learning rate, or learning ` +
        `rate times lambda, is too large`,
    );
    const { x, y } = all[i];
    const last = x.findLastIndex((value) => value <= trouble.x);
    if (last < 0) return;
    const place = (value: number, scale: string) =>
      scale === "log" ? Math.log10(value) : value;
    marks.push({
      text: `${name}: ${trouble.y}`,
      x: place(x[last], axes.xscale),
      y: place(y[last], axes.yscale),
      showarrow: true,
      arrowhead: 6,
      arrowcolor: light.muted,
      ax: 0,
      ay: -28,
    });
  });
  return { notes, marks };
}
