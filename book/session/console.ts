/**
 * A cell's `console`: text into the cell's output.
 *
 * @module
 */

import { format, inspect } from "./inspect.ts";

/** Makes a console that prints as Deno's does. */
export function makeConsole(
  print: (name: "stdout" | "stderr", text: string) => void,
): Partial<Console> {
  const counts = new Map<string, number>();
  const starts = new Map<string, number>();
  let indent = "";
  const to = (name: "stdout" | "stderr") => (...values: unknown[]) => {
    const text = values.length > 0 ? format(values) : "";
    print(name, indent + text.replaceAll("\n", `\n${indent}`) + "\n");
  };
  const [log, error] = [to("stdout"), to("stderr")];
  const group = (...values: unknown[]) => {
    if (values.length > 0) log(...values);
    indent += "  ";
  };
  return {
    log,
    info: log,
    debug: log,
    warn: error,
    error,
    dir: (value) => log(inspect(value)),
    table: (data, columns) => log(data && typeof data === "object" ? table(data, columns) : data),
    assert(condition, ...values) {
      if (condition) return;
      const [first, ...rest] = values;
      const head = `Assertion failed${values.length > 0 ? ":" : ""}`;
      if (typeof first === "string") error(`${head} ${first}`, ...rest);
      else error(head, ...values);
    },
    trace: (...values) => error(`Trace: ${format(values)}`),
    count(label = "default") {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      log(`${label}: ${counts.get(label)}`);
    },
    group,
    groupCollapsed: group,
    groupEnd: () => void (indent = indent.slice(2)),
    time: (label = "default") => void starts.set(label, performance.now()),
    timeEnd(label = "default") {
      const start = starts.get(label);
      if (start === undefined) error(`Timer '${label}' does not exist`);
      else log(`${label}: ${Math.round(performance.now() - start)}ms`);
    },
  };
}

/** A table as text: a row for each entry, a column for each property of any. */
function table(data: object, wanted?: readonly string[]): string {
  const isList = data instanceof Map || data instanceof Set;
  const rows = isList
    ? [...data].map((
      value,
      i,
    ) => [i, data instanceof Map ? { Key: value[0], Values: value[1] } : value])
    : Object.entries(data);
  const cells = rows.map(([, value]) => {
    const row = value && typeof value === "object" ? value : { Values: value };
    return new Map(Object.entries(row).map(([name, cell]) => [name, inspect(cell)]));
  });
  const names = new Set(wanted ?? cells.flatMap((row) => [...row.keys()]));
  // What has no properties comes last.
  if (names.delete("Values")) names.add("Values");
  const columns = [
    [isList ? "(iter idx)" : "(idx)", ...rows.map(([index]) => String(index))],
    ...[...names].map((name) => [name, ...cells.map((row) => row.get(name) ?? "")]),
  ].map(([head, ...column]) => {
    const space = Math.max(...[head, ...column].map(width));
    const pad = (cell: string) => " ".repeat(space - width(cell));
    const isRight = column.every((cell) => Number.isInteger(Number(cell)));
    const drawn = column.map((cell) => isRight ? pad(cell) + cell : cell + pad(cell));
    return ["─".repeat(space), head + pad(head), ...drawn];
  });
  const line = (i: number, [left, fill, cross, right]: string) =>
    left + columns.map((column) => fill + column[i] + fill).join(cross) + right;
  return [
    line(0, "┌─┬┐"),
    line(1, "│ ││"),
    line(0, "├─┼┤"),
    ...rows.map((_, i) => line(i + 2, "│ ││")),
    line(0, "└─┴┘"),
  ].join("\n");
}

/** The columns that text takes: a Chinese character takes two. */
function width(text: string): number {
  return [...text].length + (text.match(/[\u1100-\u115f\u2e80-\uffe6]/gu)?.length ?? 0);
}
