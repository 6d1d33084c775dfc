/** A row: one cell a column, or a title and a text that runs over all of them. */
export type Row = string[];

/** Prints rows under a header, each column as wide as its widest cell. */
export function printTable(header: string[], rows: Row[]): void {
  const widths = header.map((_, column) =>
    Math.max(
      ...[header, ...rows.filter(({ length }) => length === header.length)]
        .map((row) => row[column].length),
    )
  );
  widths[0] = Math.max(widths[0], ...rows.map(([title]) => title.length));
  const line = (row: Row) =>
    row.map((cell, column) =>
      row.length === header.length && column > 0
        ? cell.padStart(widths[column])
        : cell.padEnd(widths[column])
    ).join("  ").trimEnd();
  console.log(line(header));
  console.log(widths.map((width) => "-".repeat(width)).join("  "));
  for (const row of rows) console.log(line(row));
}

/** Three figures are what a noisy machine can tell. */
export function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
