/**
 * Sets up what is missing and opens the notebooks in JupyterLab. Arguments go to JupyterLab; the
 * name of a notebook among them takes the place of the first one.
 *
 * @module
 */
import { labArgs } from "./_lab.ts";
import { markInUse } from "./_lock.ts";
import { runTask } from "./_problem.ts";
import { terminal } from "./_say.ts";
import { ensureSetUp } from "./_set_up.ts";

const FIRST_NOTEBOOK = "notebooks/weight_decay.ipynb";

await runTask(async () => {
  const setUp = await ensureSetUp();
  using _ = await markInUse(setUp.paths.inUse);
  const named = Deno.args.some((arg) => arg.endsWith(".ipynb"));
  const notebook = named ? [] : [`${setUp.paths.root}/${FIRST_NOTEBOOK}`];
  terminal.line("Starting JupyterLab; Ctrl-C ends it");
  const child = new Deno.Command(setUp.paths.python, {
    args: labArgs(setUp, setUp.paths.root, [...notebook, ...Deno.args]),
    // The task runner went to the checkout; the arguments were typed elsewhere.
    cwd: Deno.env.get("INIT_CWD"),
    env: setUp.env,
    clearEnv: true,
    stdin: "piped",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();

  let asked = 0;
  const stop = () => {
    if (++asked > 1) child.kill("SIGKILL");
    else child.stdin.close().catch(() => {});
  };
  const signals: Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT", "SIGBREAK"]
    : ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) Deno.addSignalListener(signal, stop);
  const { code } = await child.status;
  return asked ? 0 : code;
});
