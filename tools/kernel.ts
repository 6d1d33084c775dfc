/**
 * Gives the notebooks' kernel to the reader's own Jupyter: JupyterLab, Notebook and VS Code offer
 * it as "Deno (d2l)". With `--remove` takes it away again.
 *
 * @module
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { kernelspecIn, ROOT } from "./environment.ts";
import { Problem, runTask, say } from "./process.ts";
import { ensureSetUp } from "./set_up.ts";

/** Where Jupyter looks for what belongs to a user. */
function dataFolder(): string {
  const named = Deno.env.get("JUPYTER_DATA_DIR");
  if (named) return named;
  switch (Deno.build.os) {
    case "windows":
      return join(Deno.env.get("APPDATA") ?? homedir(), "jupyter");
    case "darwin":
      return join(homedir(), "Library", "Jupyter");
    default:
      return join(Deno.env.get("XDG_DATA_HOME") ?? join(homedir(), ".local", "share"), "jupyter");
  }
}

if (import.meta.main) {
  await runTask(async () => {
    const unknown = Deno.args.find((arg) => arg !== "--remove");
    if (unknown) throw new Problem(`There is no ${unknown}: there is --remove`);
    const folder = join(dataFolder(), "kernels", "d2l");
    if (Deno.args.length) {
      say(existsSync(folder) ? `Removed ${folder}` : `There is no ${folder}`);
      rmSync(folder, { recursive: true, force: true });
      return 0;
    }
    await ensureSetUp();
    const spec = JSON.parse(readFileSync(kernelspecIn(ROOT), "utf8"));
    mkdirSync(folder, { recursive: true });
    const file = join(folder, "kernel.json");
    spec.display_name = "Deno (d2l)";
    // What the reader's own server hands out lies in this folder.
    spec.env.D2L_SERVED = folder;
    writeFileSync(file, JSON.stringify(spec, null, 2) + "\n");
    say(
      `Wrote ${file}\nChoose the kernel "Deno (d2l)" in JupyterLab, Notebook or VS Code. It runs ` +
        "from this folder: after moving it, type `deno task kernel` again, and " +
        "`deno task kernel --remove` to take it away.",
    );
    return 0;
  });
}
