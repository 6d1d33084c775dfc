import { type CellModule, cellsToModule, placeName } from "./_cells.ts";
import { type Notebook, readNotebook } from "./_notebook.ts";
import { fileUrl, joinPath } from "./_platform.ts";
import { CellSyntaxError } from "./_read_cell.ts";
import type { SetUp } from "./_set_up.ts";

/** A notebook whose code is checked. */
interface Checked {
  path: string;
  notebook: Notebook;
  module: CellModule;
}

/**
 * Type-checks folders of the checkout and the code of its notebooks, and prints the errors. One in
 * a notebook is told by cell and line.
 *
 * @param notebooks Paths from the checkout on, with slashes.
 */
export async function checkTypes(
  { paths, env }: SetUp,
  folders: string[],
  notebooks: string[],
): Promise<boolean> {
  const temporary = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "types-" }),
  );
  try {
    const modules = new Map<string, Checked>();
    let readable = true;
    for (const [index, path] of notebooks.entries()) {
      const notebook = await readNotebook(
        joinPath(Deno.build.os, paths.root, path),
      );
      const file = joinPath(Deno.build.os, temporary, `notebook_${index}.ts`);
      try {
        const folder = new URL(path, fileUrl(paths.root) + "/").href;
        const module = cellsToModule(notebook, folder);
        await Deno.writeTextFile(file, module.text);
        modules.set(file, { path, notebook, module });
      } catch (error) {
        if (!(error instanceof CellSyntaxError)) throw error;
        console.error(
          `${error.message}\n    at ${placeName(path, notebook, error.place)}\n`,
        );
        readable = false;
      }
    }
    const { success, stderr } = await new Deno.Command(paths.deno, {
      args: [
        "check",
        "--quiet",
        "--config",
        "deno.json",
        ...folders,
        ...modules.keys(),
      ],
      cwd: paths.root,
      env: { ...env, NO_COLOR: "1" },
      stdout: "null",
      stderr: "piped",
    }).output();
    const output = new TextDecoder().decode(stderr).trim();
    if (!success) {
      console.error(mapPlaces(output, paths.root, temporary, modules));
    }
    return success && readable;
  } finally {
    await Deno.remove(temporary, { recursive: true });
  }
}

/** Puts the checkout's own names, or a notebook's cells, in the place of file URLs. */
function mapPlaces(
  output: string,
  root: string,
  temporary: string,
  modules: Map<string, Checked>,
): string {
  const folder = fileUrl(temporary) + "/";
  return output.replace(
    /(file:\/\/\S+?\.ts):(\d+):(\d+)/g,
    (text, url, line, column) => {
      if (!url.startsWith(folder)) {
        return decodeURI(
          text.replace(fileUrl(root) + "/", ""),
        );
      }
      const file = joinPath(Deno.build.os, temporary, url.slice(folder.length));
      const { path, notebook, module } = modules.get(file)!;
      const place = module.place(Number(line), Number(column));
      return place ? placeName(path, notebook, place) : path;
    },
  );
}
