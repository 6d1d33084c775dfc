/**
 * Notebooks as they are committed: what readers see who do not run them.
 *
 * @module
 */
import { sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type Cell, cellName, joinLines, type Notebook, type Output } from "./notebook.ts";

/** The MIME type of a Plotly figure's JSON. */
export const PLOTLY = "application/vnd.plotly.v1+json";

const FIGURE = /<script type="application\/vnd\.plotly\.v1\+json"[^>]*>([^]*?)<\/script>/;

/**
 * The notebook with figures as Plotly's JSON and not as scripts, without the loader, and without
 * the path of the checkout, which differs from machine to machine. Pictures are added later.
 */
export function stillNotebook(notebook: Notebook, root: string): Notebook {
  const cells = notebook.cells.map((cell) => {
    if (!cell.outputs) return cell;
    const kept = cell.outputs.filter((output) => !isLoader(output));
    return { ...cell, outputs: joinStreams(kept).map(still) };
  });
  const here = [pathToFileURL(root).href + "/", JSON.stringify(root + sep).slice(1, -1)];
  const text = JSON.stringify({ ...notebook, cells });
  return JSON.parse(here.reduce((text, path) => text.replaceAll(path, ""), text));
}

/** The JSON of the figure in an output, or undefined if it shows none. */
export function figureOf(output: Output): unknown {
  if (!("data" in output)) return undefined;
  const [, json] = joinLines(output.data["text/html"]).match(FIGURE) ?? [];
  return output.data[PLOTLY] ?? (json && JSON.parse(json));
}

function isLoader(output: Output): boolean {
  return "data" in output && joinLines(output.data["text/html"]).includes("data-d2l-loader");
}

/** How a stream is cut into messages depends on time alone. */
function joinStreams(outputs: Output[]): Output[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    const more = output.output_type === "stream" && last?.output_type === "stream" &&
      output.name === last.name;
    if (more) last.text = (joinLines(last.text) + joinLines(output.text)).match(/.*\n|.+$/g) ?? [];
    else joined.push({ ...output });
  }
  return joined;
}

function still(output: Output): Output {
  if (!("data" in output)) return output;
  const { d2l: _, ...metadata } = output.metadata;
  const figure = sorted(figureOf(output));
  const data = figure ? { [PLOTLY]: figure, "text/plain": output.data["text/plain"] } : output.data;
  return { ...output, data, metadata };
}

/** A value as Jupyter saves it: with the names in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(entries.map(([name, item]) => [name, sorted(item)]));
}

/** A cell's or an output's text without its pictures, which depend on the Chromium that drew them. */
export function textOf(part: Cell | Output): string {
  return JSON.stringify(part, (name, value) => name === "image/png" ? undefined : value, 1);
}

/**
 * Says in which cells a committed notebook is not what its code gives, one sentence each. Pictures
 * are not compared, but each figure must have one.
 */
export function differences(committed: Notebook, fresh: Notebook): string[] {
  const found: string[] = [];
  const compare = (where: string, before: unknown, now: unknown) => {
    const [old, lines] = [before, now].map((part) => textOf(part as Cell).split("\n"));
    const at = Math.max(old.length, lines.length);
    const first = Array.from({ length: at }, (_, i) => i).find((i) => old[i] !== lines[i]);
    if (first === undefined) return;
    const [a, b] = [old, lines].map((text) => (text[first] ?? "nothing").trim().slice(0, 80));
    found.push(`${where}: committed ${a} but its code gives ${b}`);
  };
  const length = Math.max(committed.cells.length, fresh.cells.length);
  for (let i = 0; i < length; i++) {
    const [before, now] = [committed.cells[i], fresh.cells[i]];
    compare(cellName(now ? fresh : committed, i), before ?? "no cell", now ?? "no cell");
    for (const output of before?.outputs ?? []) {
      if ("data" in output && PLOTLY in output.data && !output.data["image/png"]) {
        found.push(`${cellName(committed, i)}: a figure has no picture`);
      }
    }
  }
  compare("metadata", committed.metadata, fresh.metadata);
  return found;
}
