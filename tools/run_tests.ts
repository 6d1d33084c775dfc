/**
 * Sets up what is missing, then runs every check and every test, or the parts that the arguments
 * name.
 *
 * @module
 */
import { runInDeno } from "./_in_deno.ts";
import { readParts } from "./_parts.ts";
import { runTask } from "./_problem.ts";
import { ensureSetUp } from "./_set_up.ts";

await runTask(async () => {
  readParts(Deno.args);
  return await runInDeno(await ensureSetUp(), "_run_parts.ts", Deno.args);
});
