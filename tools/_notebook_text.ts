import type { Cell, Notebook, Output } from "./_notebook.ts";
import { joinLines } from "./_notebook.ts";

/**
 * A notebook as text, laid out as Jupyter itself saves it: keys sorted, one blank of indentation,
 * texts as lists of their lines. So a notebook that is saved in JupyterLab differs only where it
 * was changed.
 */
export function notebookText(notebook: Notebook): string {
  const cells = notebook.cells.map((cell): Cell => ({
    ...cell,
    source: splitLines(cell.source),
    ...(cell.outputs ? { outputs: cell.outputs.map(splitOutput) } : {}),
  }));
  return JSON.stringify(sorted({ ...notebook, cells }), null, 1) + "\n";
}

function splitOutput(output: Output): Output {
  if (output.output_type === "stream") {
    return { ...output, text: splitLines(output.text) };
  }
  if (output.output_type === "error") return output;
  const data = Object.entries(output.data).map(([type, value]) => {
    return [type, type.startsWith("text/") ? splitLines(value) : value];
  });
  return { ...output, data: Object.fromEntries(data) };
}

function splitLines(text: unknown): string[] {
  return joinLines(text).match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
  return Object.fromEntries(
    entries.map(([name, item]) => [name, sorted(item)]),
  );
}
