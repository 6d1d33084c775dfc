/**
 * Type-checks the notebooks: the cells of each, one after the other, are one module.
 *
 * @module
 */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cellName, joinLines, type Notebook, readNotebook } from "./notebook.ts";
import { listNotebooks } from "./notebooks.ts";
import { runTask, say } from "./process.ts";
import { ROOT } from "./environment.ts";

/** A notebook to check, under the name that its errors are told with. */
export interface Checked {
  path: string;
  notebook: Notebook;
}

/** The type errors of notebooks, told by cell and line; an empty text if there are none. */
export async function typeErrors(notebooks: Checked[]): Promise<string> {
  const folder = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "cells-" }));
  try {
    const files = notebooks.map((_, i) => join(folder, `${i}.ts`));
    const places = notebooks.map((checked, i) => {
      const { text, lines } = toModule(checked);
      writeFileSync(files[i], text);
      return lines;
    });
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["check", "--quiet", "--config", join(ROOT, "deno.json"), ...files],
      env: { NO_COLOR: "1" },
    }).output();
    if (success) return "";
    return new TextDecoder().decode(stderr).replace(
      new RegExp(`${pathToFileURL(folder).href}/(\\d+)\\.ts:(\\d+)`, "g"),
      (_, index, line) => places[index][line - 1],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The notebook's code as one module, and for each of its lines where it comes from. */
function toModule({ path, notebook }: Checked): { text: string; lines: string[] } {
  const folder = pathToFileURL(join(ROOT, "notebooks")).href;
  // The kernel has all of Deno.
  const code = ['/// <reference lib="deno.unstable" /> export {};'];
  const lines = [path];
  notebook.cells.forEach((cell, index) => {
    if (cell.cell_type !== "code") return;
    const source = joinLines(cell.source).replaceAll(/(from\s+["'])\.\//g, `$1${folder}/`);
    source.split("\n").forEach((line, i) => {
      code.push(line);
      lines.push(`${path}, ${cellName(notebook, index)}, line ${i + 1}`);
    });
  });
  return { text: code.join("\n"), lines };
}

if (import.meta.main) {
  await runTask(async () => {
    const notebooks = listNotebooks().map((path) => {
      return { path, notebook: readNotebook(join(ROOT, path)) };
    });
    const errors = await typeErrors(notebooks);
    if (errors) say(errors);
    return errors ? 1 : 0;
  });
}
