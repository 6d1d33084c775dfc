/**
 * Values as text, as Deno's kernel writes them.
 *
 * @module
 */

import { inspect as inspectAsNode } from "node-inspect-extracted";
import { cleanStacks } from "./stack.ts";

/** Begins each line that an object says of itself: Node indents these lines, Deno does not. */
const LINE = "\u0001";

// An object that says how it looks says so to Deno; the library asks as Node does.
Object.defineProperty(Object.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  configurable: true,
  get() {
    const say = this[Symbol.for("Deno.customInspect")];
    return say &&
      ((_depth: number, options: unknown, inspect: unknown) =>
        String(say.call(this, inspect, options)).replaceAll("\n", `\n${LINE}`));
  },
});

/** A string in the quotes that Deno prefers: ", then ', then `. */
function quote(text: string): string {
  const mark = text[0];
  if (!/["'`]/.test(mark)) return text;
  const inside = text.slice(1, -1).replaceAll(`\\${mark}`, mark);
  const best = ['"', "'", "`"].find((quote) => !inside.includes(quote)) ?? '"';
  return best + inside.replaceAll(best, `\\${best}`) + best;
}

/** A value as text. */
export function inspect(value: unknown): string {
  const stylize = (text: string, style: string) => style === "string" ? quote(text) : text;
  const raw: string = inspectAsNode(value, { depth: 4, stylize } as never);
  const text = cleanStacks(raw.replaceAll(new RegExp(`\n *${LINE}`, "g"), "\n"));
  const isModule = Object.prototype.toString.call(value) === "[object Module]";
  return isModule ? text.replace("[Object: null", "[Module: null") : text;
}

/** The value of a cell as text: a promise with what it has become. */
export async function inspectValue(value: unknown): Promise<string> {
  if (!(value instanceof Promise)) return inspect(value);
  const pending = Symbol();
  const state = await Promise.race([value, pending]).then(
    (value) => value === pending ? "<pending>" : inspect(value),
    (error) => `<rejected> ${inspect(error)}`,
  );
  if (!state.includes("\n")) return `Promise { ${state} }`;
  return `Promise {\n  ${state.replaceAll("\n", "\n  ")}\n}`;
}

/** The arguments of `console.log()` as one text. */
export function format([first, ...rest]: unknown[]): string {
  if (typeof first === "string" && rest.length > 0) {
    first = first.replace(/%([sdifjoOc%])/g, (whole, kind) => {
      return kind === "%" ? "%" : rest.length > 0 ? fill(kind, rest.shift()) : whole;
    });
  }
  return [first, ...rest].map((value) => typeof value === "string" ? value : inspect(value))
    .join(" ");
}

function fill(kind: string, value: unknown): string {
  if (kind === "s") return String(value);
  if (kind === "c") return "";
  if (kind === "j") return JSON.stringify(value);
  if (kind === "f") return String(parseFloat(String(value)));
  return /[di]/.test(kind) ? String(parseInt(String(value))) : inspect(value);
}
