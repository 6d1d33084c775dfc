/**
 * An error that ended a cell, told to its reader.
 *
 * @module
 */

import type { Fault, Frame } from "./protocol.ts";
import { inspect } from "./inspect.ts";
import { writeFrame } from "./stack.ts";

/** What a page has: told to who asks for something else. */
export const OFFER = "这个网页里能用torch、d2l和@std/assert，以及浏览器后台线程里有的东西";

/** What programs for Deno, Node or a page's document know and a worker does not. */
const ELSEWHERE: Record<string, string> = {
  Deno: "Deno",
  process: "Node",
  require: "Node",
  Buffer: "Node",
  module: "Node",
  exports: "Node",
  __dirname: "Node",
  __filename: "Node",
  setImmediate: "Node",
  document: "网页",
  window: "网页",
  localStorage: "网页",
  alert: "网页",
  confirm: "网页",
  prompt: "网页",
};

/**
 * An error as a cell's output. Only its way through cells is told: of the library's inside a reader
 * sees nothing.
 *
 * @param error What was thrown: anything.
 * @param frames Where it came through.
 */
export function toFault(error: unknown, frames: Frame[]): Fault {
  if (!(error instanceof Error)) {
    const text = typeof error === "string" ? error : tryInspect(error);
    return { output_type: "error", ename: "Error", evalue: text, traceback: [text], frames };
  }
  const evalue = String(error.message) + explain(error);
  const traceback = [
    evalue ? `${error.name}: ${evalue}` : error.name,
    ...frames.map(writeFrame),
    ...error.cause === undefined ? [] : [`Caused by ${tryInspect(error.cause)}`],
  ];
  return { output_type: "error", ename: error.name, evalue, traceback, frames };
}

/** A value whose own words for itself may be what failed. */
function tryInspect(value: unknown): string {
  try {
    return inspect(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/** What there is to say about a name that the page does not have. */
function explain(error: Error): string {
  const name = error.name === "ReferenceError" &&
    error.message.match(/^(\w+) is not defined$/)?.[1];
  if (!name || !Object.hasOwn(ELSEWHERE, name)) return "";
  return `：${name}是${ELSEWHERE[name]}里的名字，${OFFER}`;
}
