/**
 * matplotlib's line styles, as Plotly takes them.
 *
 * @module
 */

import { type ColorName, cycle, light, type Scatter } from "../plotly/mod.ts";

/** d2l's line styles: solid, dashed, dash-dotted, dotted. */
export const defaultFmts: readonly string[] = ["-", "m--", "g-.", "r:"];

const dashes: Record<string, "solid" | "dash" | "dashdot" | "dot"> = {
  "--": "dash",
  "-.": "dashdot",
  "-": "solid",
  ":": "dot",
};

const symbols = {
  o: "circle",
  ".": "circle",
  s: "square",
  D: "diamond",
  d: "diamond-tall",
  "^": "triangle-up",
  v: "triangle-down",
  "<": "triangle-left",
  ">": "triangle-right",
  "*": "star",
  "+": "cross-thin-open",
  x: "x-thin-open",
} as const;

/** How a curve is drawn, as Plotly takes it. */
export type LineStyle = Pick<Scatter, "mode" | "marker"> & {
  line: { color: string; dash: "solid" | "dash" | "dashdot" | "dot" };
};

/**
 * What one of matplotlib's format strings says: "r--", "bo", "g-.". Colours keep their letter's
 * meaning, in shades everybody can tell apart.
 *
 * @param call The call that was given the format, for the error.
 * @param fmt The format string.
 * @param index Which series it is for: gives the colour where fmt names none.
 * @throws {RangeError} If it is not a format string.
 */
export function parseFmt(call: string, fmt: string, index: number): LineStyle {
  let rest = fmt;
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest)?.[0];
    if (found) rest = rest.replace(found, "");
    return found;
  };
  const dash = take(/--|-\.|-|:/);
  const letter = take(/[bgrcmykw]/) as ColorName | undefined;
  const symbol = take(/[o.sDd^v<>*+x]/) as keyof typeof symbols | undefined;
  if (rest !== "" || fmt === "") {
    throw new RangeError(
      `${call} expects fmts like "-", "m--" or "ro" but got ${JSON.stringify(fmt)}`,
    );
  }
  const color = light.colors[letter ?? cycle[index % cycle.length]];
  const lines = dash !== undefined || symbol === undefined;
  return {
    mode: lines ? (symbol ? "lines+markers" : "lines") : "markers",
    line: { color, dash: dashes[dash ?? "-"] },
    ...symbol &&
      {
        marker: {
          color,
          symbol: symbols[symbol],
          size: symbol === "." ? 4 : 7,
        },
      },
  };
}
