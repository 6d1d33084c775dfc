/**
 * What a figure of Plotly's gets besides what its author wrote.
 *
 * @module
 */

import { light } from "./theme.ts";
import type { Axis, Layout } from "./types.ts";

type Attributes = Record<string, unknown>;

/** Text in a curve's colour takes that colour's darker tone. */
const inks = new Map<unknown, string>(
  Object.entries(light.colors).map(([letter, color]) => [
    color,
    light.inks[letter as keyof typeof light.inks],
  ]),
);

/** What is nobody's business but the author's. */
const untouched = new Set(["template", "meta", "customdata"]);

/**
 * The attributes as Plotly wants them and as they can be read: a title that is a text becomes the
 * object Plotly knows, a tensor or a typed array an array, and coloured text gets enough contrast.
 *
 * @param value A trace, a layout, or a part of one.
 * @param name What that part is called.
 */
export function dress<T>(value: T, name = ""): T {
  if (name === "title" && typeof value === "string") return { text: value } as T;
  if (Array.isArray(value)) {
    return typeof value[0] === "object" ? value.map((item) => dress(item, name)) as T : value;
  }
  if (value === null || typeof value !== "object" || untouched.has(name)) return value;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as Float32Array) as T;
  if ("toArray" in value && typeof value.toArray === "function") return value.toArray();
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, dress(part, key)]);
  const dressed: Attributes = Object.fromEntries(entries);
  if (name.endsWith("font") && inks.has(dressed.color)) dressed.color = inks.get(dressed.color);
  return dressed as T;
}

/** The layout's axes, by their names. */
function axesOf(layout: Layout): [string, Axis][] {
  return Object.entries(layout as Record<string, Axis>)
    .filter(([name]) => /^[xy]axis\d*$/.test(name));
}

/**
 * Whether a figure is a drawing whose parts fit each other at one size only: panels side by side,
 * or texts that stand beside the curves. Where there is little room such a one is made smaller as a
 * whole, where others become narrower.
 */
export function isDrawing(layout: Layout): boolean {
  return axesOf(layout).length > 2 || (layout.annotations?.length ?? 0) > 0;
}

/** The layout, in which the box that tells the values at a place names that place. */
export function nameHover(layout: Layout): Layout {
  const named = axesOf(layout)
    .filter(([name, { title }]) => name[0] === "x" && title?.text)
    .map(([name, axis]): [string, Axis] => [
      name,
      { unifiedhovertitle: { text: `${axis.title!.text} = %{x}` }, ...axis },
    ]);
  return { ...layout, ...Object.fromEntries(named) };
}
