import { rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { cellName, type Notebook, readNotebook } from "./notebook.ts";
import { Problem, run, tied } from "./process.ts";
import { ensureSetUp } from "./set_up.ts";

/** How a notebook is run. */
export interface RunOptions {
  /** The seconds that one cell may take. */
  timeout?: number;
  /** The folder that the kernel is started in: the notebook's own, or the current one. */
  folder?: string;
  /** Is told the index of each cell before it runs. */
  onCell?: (index: number) => void;
}

/**
 * Runs a notebook from its first cell to its last in a fresh kernel, and gives it with the outputs
 * that came. A file is left as it is. The client is nbclient: what it loses, a reader's own tools
 * lose too.
 *
 * @throws {Problem} in nbclient's words, if a cell throws, takes too long, or ends its kernel.
 */
export async function runNotebook(
  notebook: string | Notebook,
  { timeout = 240, folder, onCell }: RunOptions = {},
): Promise<Notebook> {
  const { python, env } = await ensureSetUp();
  const named = typeof notebook === "string";
  const given = named ? readNotebook(notebook) : notebook;
  folder ??= named ? dirname(resolve(notebook)) : Deno.cwd();

  const file = Deno.makeTempFileSync({ suffix: ".ipynb" });
  try {
    writeFileSync(file, JSON.stringify(given));
    const script = join(import.meta.dirname!, "run_notebook.py");
    let index = 0;
    const { success, output } = await run(
      python,
      tied(5, script, file, folder, String(timeout)),
      {
        env,
        onLine(line) {
          const running = line.match(/^running cell (\d+)$/);
          if (!running) return;
          index = Number(running[1]);
          onCell?.(index);
        },
      },
    );
    if (success) return readNotebook(file);
    const words = output.replace(/^(running cell \d+|Warning "deno jupyter" .*)\n/gm, "");
    throw new Problem(
      `${named ? notebook : "The notebook"}, ${cellName(given, index)} failed:\n${words}`,
    );
  } finally {
    rmSync(file);
  }
}
