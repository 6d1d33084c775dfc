/**
 * An error that ended a cell, told to its reader.
 *
 * @module
 */

import { inspect } from "./inspect.ts";
import type { Fault, Frame } from "./protocol.ts";
import { findFrames, writeFrame } from "./stack.ts";
import { CellSyntaxError } from "./syntax.ts";

/** What a page has: told to who asks for something else. */
export const OFFER = "这个网页里能用torch、d2l和@std/assert，以及浏览器后台线程里有的东西";

/** Whose a name is that a worker does not know. */
const ELSEWHERE = {
  Deno: /^Deno$/,
  Node: /^(process|require|Buffer|module|exports|__dirname|__filename|setImmediate)$/,
  网页: /^(document|window|localStorage|alert|confirm|prompt)$/,
};

/**
 * An error as a cell's output. Only its way through cells is told: of the library's inside a reader
 * sees nothing.
 *
 * @param error What was thrown: anything.
 * @param cell The cell that it ended.
 */
export function toFault(error: unknown, cell: string): Fault {
  const isError = error instanceof Error;
  const frames: Frame[] = error instanceof CellSyntaxError
    ? [{ name: "", cell, line: error.line }]
    : findFrames(isError ? String(error.stack) : "");
  const ename = isError ? error.name : "Error";
  const evalue = isError ? error.message + explain(error) : tryInspect(error);
  const cause = isError && error.cause !== undefined ? [`由${tryInspect(error.cause)}引起`] : [];
  const first = evalue ? `${ename}: ${evalue}` : ename;
  const traceback = [first, ...frames.map(writeFrame), ...cause];
  return { output_type: "error", ename, evalue, traceback, frames };
}

/** What was thrown as text; its own words for itself may be what failed. */
function tryInspect(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    return inspect(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/** What there is to say about a name that the page does not have. */
function explain({ name, message }: Error): string {
  const missing = name === "ReferenceError" && message.match(/^(\w+) is not defined$/)?.[1] || "";
  const [whose] = Object.entries(ELSEWHERE).find(([, names]) => names.test(missing)) ?? [];
  return whose ? `：${missing}是${whose}里的名字，${OFFER}` : "";
}
