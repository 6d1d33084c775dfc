/**
 * Opens the notebooks in JupyterLab, and sets up what is missing before. Arguments go to
 * JupyterLab; the name of a notebook among them takes the place of the first one.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { holdEnvironment, ROOT } from "./environment.ts";
import { eachLine, runTask, say, tied } from "./process.ts";
import { ensureSetUp } from "./set_up.ts";

const FIRST_NOTEBOOK = join(ROOT, "notebooks", "weight_decay.ipynb");

/** The seconds that JupyterLab gets to shut its kernels down. */
const GRACE = 8;

/** JupyterLab's arguments: it asks nothing at Ctrl-C, and ends when we do. */
function labArgs(folder: string, args: string[]): string[] {
  const root = Deno.build.os !== "windows" && Deno.uid() === 0 ? ["--allow-root"] : [];
  return tied(GRACE, "jupyterlab", "-y", `--ServerApp.root_dir=${folder}`, ...root, ...args);
}

/** A JupyterLab that answers. */
export interface Lab extends AsyncDisposable {
  /** Where it answers, with a slash at the end and without the token. */
  url: string;
  token: string;
}

/**
 * Starts a JupyterLab for a test to drive, without a browser. Its settings and workspaces are its
 * own, and gone with it.
 *
 * @param folder The folder that it shows.
 *
 * @throws {Error} with JupyterLab's words if it does not start.
 */
export async function startLab(folder: string = ROOT, args: string[] = []): Promise<Lab> {
  const { python, env } = await ensureSetUp();
  const held = await holdEnvironment("using");
  const state = await Deno.makeTempDir({ prefix: "jupyterlab-" });
  const token = crypto.randomUUID();
  const child = new Deno.Command(python, {
    args: labArgs(folder, ["--no-browser", ...args]),
    env: {
      ...env,
      JUPYTER_TOKEN: token,
      JUPYTER_CONFIG_DIR: join(state, "config"),
      JUPYTER_DATA_DIR: join(state, "data"),
      JUPYTER_RUNTIME_DIR: state,
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const log: string[] = [];
  const reading = [child.stdout, child.stderr].map((stream) =>
    eachLine(stream, (l) => log.push(l))
  );
  let ended = false;
  child.status.then(() => ended = true);

  const close = async () => {
    await child.stdin.close().catch(() => {});
    await child.status;
    await Promise.all(reading);
    held[Symbol.dispose]();
    await Deno.remove(state, { recursive: true }).catch(() => {});
  };
  while (!ended) {
    // It writes down where it answers once it does.
    const info = readdirSync(state).find((name) => /^jpserver-.*\.json$/.test(name));
    const port = info && readFileSync(join(state, info), "utf8").match(/"port": (\d+)/)?.[1];
    if (port) return { url: `http://127.0.0.1:${port}/`, token, [Symbol.asyncDispose]: close };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await close();
  throw new Error(`JupyterLab did not start:\n${log.join("\n")}`);
}

if (import.meta.main) {
  await runTask(async () => {
    const { python, env } = await ensureSetUp();
    using _ = await holdEnvironment("using");
    const named = Deno.args.some((arg) => arg.endsWith(".ipynb"));
    say("Starting JupyterLab; Ctrl-C ends it");
    const child = new Deno.Command(python, {
      args: labArgs(ROOT, [...(named ? [] : [FIRST_NOTEBOOK]), ...Deno.args]),
      // The task runner went to the checkout; the arguments were typed elsewhere.
      cwd: Deno.env.get("INIT_CWD"),
      env,
      stdin: "piped",
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
}
