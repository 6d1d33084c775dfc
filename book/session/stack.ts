/**
 * The way of an error through the cells, out of its stack.
 *
 * @module
 */

import type { Frame } from "./protocol.ts";

/** The name of a cell's code in stacks. */
export const sourceName = (cell: string) => `cell:${encodeURIComponent(cell)}`;

/** A line of a stack: `at f (address:1:2)`. */
const LINE = /^at (?:async )?(?:new )?(?:(.*?) )?\(?([^\s()]*|.*<anonymous>):(\d+):\d+\)?$/;

// Firefox makes stacks when they are asked for, of other lines: `f@address:1:2`.
const { get: getStack } = Object.getOwnPropertyDescriptor(Error.prototype, "stack") ?? {};
if (getStack) {
  Object.defineProperty(Error.prototype, "stack", {
    get() {
      const lines = String(getStack.call(this)).trim().replace(/^(.*?)@(.*)$/gm, "    at $1 ($2)");
      return `${this.name}: ${this.message}\n${lines}`;
    },
  });
}

/** A line of a stack as a place in a cell; undefined where it is none. */
function readLine(text: string): Frame | undefined {
  const [, name = "", address, line] = text.trim().match(LINE) ?? [];
  const cell = address?.match(/cell:([^\s():,]+)/)?.[1];
  return cell === undefined ? undefined : {
    // Engines call the code outside every function so.
    name: name.replace(/^(eval|anonymous|async\*)$|^async\*|^\$\$_/, ""),
    cell: decodeURIComponent(cell),
    line: Number(line),
  };
}

/** The places in cells that an error came through, the innermost first. */
export function findFrames(stack: string): Frame[] {
  return stack.split("\n").flatMap((text) => readLine(text) ?? []);
}

/** A place as a line of a stack. */
export function writeFrame({ name, cell, line }: Frame): string {
  return `    at ${name ? `${name} (${cell}:${line})` : `${cell}:${line}`}`;
}

/** A text with the stacks in it reduced to their way through cells. */
export function cleanStacks(text: string): string {
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    const [, indent, place, rest = ""] = line.match(/^( *)(.*?)( \{)?$/)!;
    const frame = readLine(place);
    if (frame) lines.push(indent.slice(4) + writeFrame(frame) + rest);
    else if (!LINE.test(place) && !place.endsWith(" matching cause stack trace ...")) {
      lines.push(line);
    } // What else the error holds goes on where its stack ends.
    else if (rest) lines.push(lines.pop() + rest);
  }
  return lines.join("\n");
}
