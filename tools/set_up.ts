/**
 * Sets up what is missing, and nothing else.
 *
 * @module
 */
import { runTask } from "./_problem.ts";
import { ensureSetUp } from "./_set_up.ts";

await runTask(async () => {
  await ensureSetUp();
  return 0;
});
