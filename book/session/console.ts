/**
 * A cell's `console`: text into the cell's output.
 *
 * @module
 */

import { format, inspect } from "./inspect.ts";

/** Takes text that a cell printed. */
export type Print = (name: "stdout" | "stderr", text: string) => void;

/** Makes a console that prints as Deno's does. */
export function makeConsole(print: Print): Partial<Console> {
  const counts = new Map<string, number>();
  const times = new Map<string, number>();
  let indent = "";
  const write = (name: "stdout" | "stderr", text: string) =>
    print(name, indent + text.replaceAll("\n", `\n${indent}`) + "\n");
  const out = (...values: unknown[]) => write("stdout", format(values));
  const error = (...values: unknown[]) => write("stderr", format(values));
  const group = (...values: unknown[]) => {
    if (values.length > 0) out(...values);
    indent += "  ";
  };
  const tell = (label: string, ...values: unknown[]) => {
    const start = times.get(label);
    if (start === undefined) return error(`Timer '${label}' does not exist`);
    out(`${label}: ${Math.round(performance.now() - start)}ms`, ...values);
  };
  return {
    log: out,
    info: out,
    debug: out,
    warn: error,
    error,
    dir: (value) => out(inspect(value)),
    table: (data, columns) =>
      out(typeof data === "object" && data ? table(data, columns) : format([data])),
    assert(condition, ...values) {
      if (condition) return;
      const [first, ...rest] = values;
      if (typeof first === "string") error(`Assertion failed: ${first}`, ...rest);
      else error(...values.length > 0 ? ["Assertion failed:", ...values] : ["Assertion failed"]);
    },
    trace: (...values) => error(`Trace: ${format(values)}`),
    count(label = "default") {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      out(`${label}: ${counts.get(label)}`);
    },
    countReset(label = "default") {
      if (!counts.delete(label)) error(`Count for '${label}' does not exist`);
    },
    group,
    groupCollapsed: group,
    groupEnd() {
      indent = indent.slice(2);
    },
    time: (label = "default") => void times.set(label, performance.now()),
    timeLog: (label = "default", ...values) => tell(label, ...values),
    timeEnd(label = "default") {
      tell(label);
      times.delete(label);
    },
  };
}

const VALUES = "Values";

/** A table as text: a row for each entry, a column for each property of any. */
function table(data: object, wanted?: readonly string[]): string {
  const isList = data instanceof Map || data instanceof Set;
  const entries: [unknown, unknown][] = isList
    ? [...data.entries()].map((
      [key, value],
      i,
    ) => [i, data instanceof Map ? { key, value } : value])
    : Object.entries(data);
  const names = new Set<string>(data instanceof Map ? ["Key", VALUES] : wanted);
  const rows = entries.map(([index, value]): Record<string, string> => {
    const row: Record<string, string> = { index: String(index) };
    const isRow = typeof value === "object" && value !== null;
    const cells = data instanceof Map
      ? { Key: (value as { key: unknown }).key, [VALUES]: (value as { value: unknown }).value }
      : isRow
      ? value
      : { [VALUES]: value };
    for (const [name, cell] of Object.entries(cells)) {
      if (!wanted) names.add(name);
      row[`.${name}`] = inspect(cell);
    }
    return row;
  });
  // Values that have no properties come last.
  if (names.delete(VALUES)) names.add(VALUES);
  const columns = [
    [isList ? "(iter idx)" : "(idx)", ...rows.map((row) => row.index)],
    ...[...names].map((name) => [name, ...rows.map((row) => row[`.${name}`] ?? "")]),
  ];
  const widths = columns.map((cells) => Math.max(...cells.map(width)) + 2);
  const drawn = columns.map(([head, ...cells], i) => {
    const isRight = cells.every((cell) => Number.isInteger(Number(cell)));
    const pad = (cell: string) => " ".repeat(widths[i] - width(cell) - 2);
    return [
      ` ${head}${pad(head)} `,
      ...cells.map((cell) => {
        return isRight ? ` ${pad(cell)}${cell} ` : ` ${cell}${pad(cell)} `;
      }),
    ];
  });
  const line = (left: string, cross: string, right: string) =>
    left + widths.map((width) => "─".repeat(width)).join(cross) + right;
  const [head, ...body] = drawn[0].map((_, i) => `│${drawn.map((cells) => cells[i]).join("│")}│`);
  return [line("┌", "┬", "┐"), head, line("├", "┼", "┤"), ...body, line("└", "┴", "┘")].join("\n");
}

/** The columns that text takes: a Chinese character takes two. */
function width(text: string): number {
  return [...text].reduce(
    (sum, char) => sum + (/[\u1100-\u115f\u2e80-\uffe6]/u.test(char) ? 2 : 1),
    0,
  );
}
