/**
 * Runs the notebooks, all or those named, and writes what they give into them for their readers;
 * with `--check` says where they hold something else.
 *
 * @module
 */
import { runInDeno } from "./_in_deno.ts";
import { runTask } from "./_problem.ts";
import { ensureSetUp } from "./_set_up.ts";

await runTask(async () => {
  return await runInDeno(await ensureSetUp(), "_write_notebooks.ts", Deno.args);
});
