/**
 * The way of an error through the cells, out of its stack.
 *
 * @module
 */

import type { Frame } from "./protocol.ts";

/** The name of a cell's code in stacks. */
export const sourceName = (cell: string) => `cell:${encodeURIComponent(cell)}`;

/** Any line of a stack, as Chromium or as Firefox writes it: `at f (a:1:2)`, `f@a:1:2`. */
const LINE =
  /^ *(?:at (?:async )?(?:new )?(?:(.*?) )?\(?|(\S*?)@)([^\s()]*|.*<anonymous>):(\d+):(\d+)\)?$/;

/** A cell's name in such a line; Deno adds a comma. */
const CELL = /cell:([^\s():,]+)/;

/** What engines call the code of a cell that stands in no function. */
const TOP = /^(eval|anonymous)?$/;

/** A line of a stack as a place in a cell; undefined where it is none. */
function readLine(text: string): Frame | undefined {
  const match = text.trim().match(LINE);
  const cell = match?.[3].match(CELL)?.[1];
  if (!match || !cell) return undefined;
  const name = (match[1] ?? match[2] ?? "").replace(/^async\*|^\$\$_/, "");
  return {
    name: TOP.test(name) ? "" : name,
    cell: decodeURIComponent(cell),
    line: Number(match[4]),
  };
}

/** The places in cells that an error came through, the innermost first. */
export function findFrames(stack: string): Frame[] {
  return stack.split("\n").flatMap((text) => readLine(text) ?? []);
}

/** A place as a line of a stack. */
export function writeFrame({ name, cell, line }: Frame): string {
  const place = `${cell}:${line}`;
  return `    at ${name ? `${name} (${place})` : place}`;
}

/** A text with the stacks in it reduced to their way through cells. */
export function cleanStacks(text: string): string {
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    const [, indent, place, rest] = line.match(/^( *)(.*?)( \{)?$/)!;
    if (/^\.\.\. \d+ lines matching cause stack trace \.\.\.$/.test(place)) continue;
    const frame = readLine(place);
    if (frame) lines.push(indent.slice(4) + writeFrame(frame) + (rest ?? ""));
    else if (!LINE.test(place)) lines.push(line);
    // What else the error holds goes on where its stack ends.
    else if (rest) lines.push(lines.pop() + rest);
  }
  return lines.join("\n");
}
