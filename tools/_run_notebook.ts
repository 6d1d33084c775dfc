import { runChild, tiedArgs } from "./_child.ts";
import { cellName, type Notebook, readNotebook } from "./_notebook.ts";
import { joinPath } from "./_platform.ts";
import { silent } from "./_say.ts";
import { ensureSetUp } from "./_set_up.ts";

/** How {@linkcode runNotebook} runs a notebook. */
export interface RunOptions {
  /** The seconds that one cell may take. */
  timeout?: number;
  /** The folder that the kernel is started in: the notebook's own, or the current one. */
  folder?: string;
  /** Is told the index of each cell before it runs. */
  onCell?: (index: number) => void;
}

/** A notebook that was not run to its end. */
export class NotebookError extends Error {
  override name = "NotebookError";

  constructor(
    message: string,
    /** The index of the cell that failed. */
    readonly cell: number,
    /** The notebook with the outputs up to there. */
    readonly notebook: Notebook,
  ) {
    super(message);
  }
}

/**
 * Runs a notebook from its first cell to its last in a fresh kernel of the environment, and gives
 * it with the outputs that came. The file is left as it is.
 *
 * The client is nbclient: it puts display updates in their places, knows the tag
 * `raises-exception`, and what it loses a reader's own tools lose too.
 *
 * @throws {NotebookError} if a cell throws, takes too long, or ends its kernel.
 */
export async function runNotebook(
  notebook: string | Notebook,
  { timeout = 120, folder, onCell }: RunOptions = {},
): Promise<Notebook> {
  const { paths, env } = await ensureSetUp({ say: silent });
  const given = typeof notebook === "string" ? await readNotebook(notebook) : notebook;
  const name = typeof notebook === "string" ? notebook : "The notebook";
  folder ??= typeof notebook === "string" ? folderOf(notebook) : Deno.cwd();

  const temporary = await Deno.makeTempDir({ prefix: "notebook-" });
  try {
    const source = joinPath(Deno.build.os, temporary, "source.ipynb");
    const executed = joinPath(Deno.build.os, temporary, "executed.ipynb");
    await Deno.writeTextFile(source, JSON.stringify(blank(given)));
    const script = joinPath(
      Deno.build.os,
      paths.root,
      "tools",
      "run_notebook.py",
    );
    let failure: Failure | undefined;
    const args = tiedArgs(paths, 5, [
      script,
      source,
      executed,
      folder,
      String(timeout),
    ]);
    const { success, output } = await runChild(paths.python, args, {
      env,
      onLine(line) {
        const event = readEvent(line);
        if (event?.cell !== undefined) onCell?.(event.cell);
        if (event?.failed !== undefined) failure = event as Failure;
      },
    });
    if (!success) {
      throw new Error(
        `runNotebook() expects nbclient to run ${name} but got\n${output}`,
      );
    }
    const result = await readNotebook(executed);
    if (failure) {
      const message = `${name}, ${cellName(given, failure.failed)} ${saysOf(failure, timeout)}`;
      throw new NotebookError(message, failure.failed, result);
    }
    return result;
  } finally {
    await Deno.remove(temporary, { recursive: true });
  }
}

interface Failure {
  failed: number;
  kind: "error" | "timeout" | "dead";
  name?: string;
  message?: string;
}

function saysOf({ kind, name, message }: Failure, timeout: number): string {
  switch (kind) {
    case "error":
      return `threw ${name}: ${message}`;
    case "timeout":
      return `did not end in ${timeout} s`;
    case "dead":
      return "ended its kernel";
  }
}

/** An event of run_notebook.py; other lines are Python's own remarks. */
function readEvent(
  line: string,
): Partial<Failure> & { cell?: number } | undefined {
  if (!line.startsWith('{"')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * The notebook before anything has run. Each cell has an id: nbformat 4.5 wants one, and nbclient
 * would make them at random.
 */
function blank(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell, index) => ({
    ...cell,
    id: cell.id ?? `cell-${index + 1}`,
    ...(cell.cell_type === "code" ? { execution_count: null, outputs: [] } : {}),
  }));
  return { ...notebook, nbformat: 4, nbformat_minor: 5, cells };
}

function folderOf(path: string): string {
  const absolute = /^([/\\]|[a-zA-Z]:)/.test(path)
    ? path
    : joinPath(Deno.build.os, Deno.cwd(), path);
  return absolute.replace(/[/\\][^/\\]*$/, "") || "/";
}
