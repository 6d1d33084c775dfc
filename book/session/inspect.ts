/**
 * Values as text, as Deno's kernel writes them.
 *
 * @module
 */

import { inspect as inspectAsNode } from "node-inspect-extracted";
import { cleanStacks } from "./stack.ts";

const ofNode = Symbol.for("nodejs.util.inspect.custom");
const ofDeno = Symbol.for("Deno.customInspect");

/** Begins each line that an object says of itself: Node indents these lines, Deno does not. */
const LINE = "\u0001";

// An object that says how it looks says so to Deno; the library asks as Node does.
Object.defineProperty(Object.prototype, ofNode, {
  configurable: true,
  get() {
    const say = this[ofDeno];
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
  const quotes = ['"', "'", "`"].find((quote) => !inside.includes(quote)) ?? '"';
  return quotes + inside.replaceAll(quotes, `\\${quotes}`) + quotes;
}

/**
 * A value as text.
 *
 * @param value Anything.
 */
export function inspect(value: unknown): string {
  const stylize = (text: string, style: string) => style === "string" ? quote(text) : text;
  const raw: string = inspectAsNode(value, { depth: 4, stylize } as never);
  const text = cleanStacks(raw.replaceAll(new RegExp(`\n *${LINE}`, "g"), "\n"));
  return isModule(value)
    ? text.replace("[Object: null prototype]", "[Module: null prototype]")
    : text;
}

function isModule(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object Module]";
}

/** The value of a cell as text: a promise with what it has become. */
export async function inspectValue(value: unknown): Promise<string> {
  if (!(value instanceof Promise)) return inspect(value);
  const indent = (text: string) => text.replaceAll("\n", "\n  ");
  const pending = Symbol();
  const state = await Promise.race([value, pending]).then(
    (value) => value === pending ? "<pending>" : inspect(value),
    (error) => `<rejected> ${inspect(error)}`,
  );
  return state.includes("\n") ? `Promise {\n  ${indent(state)}\n}` : `Promise { ${state} }`;
}

/** The arguments of `console.log()` as one text. */
export function format(values: readonly unknown[]): string {
  let [first, ...rest] = values;
  if (typeof first === "string" && rest.length > 0) {
    first = first.replace(/%([sdifjoOc%])/g, (whole, kind) => {
      if (kind === "%") return "%";
      return rest.length > 0 ? fill(kind, rest.shift()) : whole;
    });
    return [first, ...rest.map(show)].join(" ");
  }
  return values.map(show).join(" ");
}

function fill(kind: string, value: unknown): string {
  switch (kind) {
    case "s":
      return String(value);
    case "d":
    case "i":
      return typeof value === "bigint" ? `${value}n` : String(parseInt(String(value)));
    case "f":
      return String(parseFloat(String(value)));
    case "j":
      return JSON.stringify(value);
    case "c":
      return "";
    default:
      return inspect(value);
  }
}

function show(value: unknown): string {
  return typeof value === "string" ? value : inspect(value);
}
