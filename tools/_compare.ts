import { cellName, type Notebook, type Output } from "./_notebook.ts";
import { notebookText } from "./_notebook_text.ts";
import { PLOTLY } from "./_still.ts";

/** The largest notebook that GitHub still shows comfortably, in bytes. */
export const LARGEST_NOTEBOOK = 400_000;

/**
 * Says in which cells a committed notebook differs from what its code gives, one sentence each.
 * Pictures are not compared, they depend on the Chromium that drew them; but each figure must have
 * one.
 */
export function differences(committed: Notebook, fresh: Notebook): string[] {
  const found: string[] = [];
  if (committed.cells.length !== fresh.cells.length) {
    return [
      `it has ${committed.cells.length} cells but ${fresh.cells.length} were run`,
    ];
  }
  fresh.cells.forEach((cell, index) => {
    const name = cellName(fresh, index);
    const old = committed.cells[index];
    if (cell.cell_type !== "code") return;
    const [before, now] = [old.outputs ?? [], cell.outputs ?? []];
    if (before.length !== now.length) {
      found.push(
        `${name} has ${before.length} outputs but its code gives ${now.length}`,
      );
      return;
    }
    now.forEach((output, i) => {
      const difference = outputDifference(before[i], output);
      if (difference) found.push(`${name}, output ${i + 1}: ${difference}`);
    });
    if (old.execution_count !== cell.execution_count) {
      found.push(
        `${name} is numbered ${old.execution_count} but is run as ${cell.execution_count}`,
      );
    }
  });
  // What is left: ids, metadata, the layout of the file.
  if (
    found.length === 0 &&
    textWithoutPictures(committed) !== textWithoutPictures(fresh)
  ) {
    found.push("its ids, metadata or layout are not as the task writes them");
  }
  return found;
}

/** The output with all but its picture. */
function withoutPicture(output: Output): Output {
  if (!("data" in output)) return output;
  const { "image/png": _, ...data } = output.data;
  const { "image/png": __, ...metadata } = output.metadata;
  return { ...output, data, metadata };
}

function outputDifference(before: Output, now: Output): string | undefined {
  if (
    "data" in before && PLOTLY in before.data && !("image/png" in before.data)
  ) {
    return "the figure has no picture";
  }
  const [old, fresh] = [before, now].map(textOf);
  if (old === fresh) return undefined;
  const [oldLines, freshLines] = [old, fresh].map((text) => text.split("\n"));
  const at = freshLines.findIndex((line, i) => line !== oldLines[i]);
  const [a, b] = [oldLines, freshLines].map((lines) => shorten(lines[at] ?? lines.at(-1)!));
  return `committed ${a} but its code gives ${b}`;
}

/** The output's text for comparing: all but the picture. */
export function textOf(output: Output): string {
  const cell = {
    cell_type: "code" as const,
    metadata: {},
    source: "",
    outputs: [withoutPicture(output)],
  };
  return notebookText({
    cells: [cell],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  });
}

function textWithoutPictures(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => {
    return cell.outputs ? { ...cell, outputs: cell.outputs.map(withoutPicture) } : cell;
  });
  return notebookText({ ...notebook, cells });
}

function shorten(line: string): string {
  const text = line.trim().replace(/,$/, "");
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
