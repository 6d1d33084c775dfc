import { eachLine, tiedArgs } from "./_child.ts";
import { markInUse } from "./_lock.ts";
import { joinPath, ROOT } from "./_platform.ts";
import { silent } from "./_say.ts";
import { ensureSetUp, type SetUp } from "./_set_up.ts";

/** The seconds that JupyterLab gets to shut its kernels down. */
const GRACE = 8;

/**
 * The arguments for the environment's Python that start JupyterLab on a folder. It asks nothing
 * at Ctrl-C, and ends when we do.
 */
export function labArgs(
  setUp: SetUp,
  folder: string,
  args: string[],
): string[] {
  const root = Deno.build.os !== "windows" && Deno.uid() === 0 ? ["--allow-root"] : [];
  const fixed = [
    "jupyterlab",
    "-y",
    `--ServerApp.root_dir=${folder}`,
    ...root,
  ];
  return tiedArgs(setUp.paths, GRACE, [...fixed, ...args]);
}

/** How {@linkcode startLab} starts JupyterLab. */
export interface LabOptions {
  /** The port; a free one if it is left out. */
  port?: number;
  /** The folder that JupyterLab shows; the checkout if it is left out. */
  notebookDir?: string;
  /** Further arguments for JupyterLab. */
  args?: string[];
  /** The seconds that its first answer may take. */
  timeout?: number;
}

/** A JupyterLab that answers. */
export interface Lab extends AsyncDisposable {
  /** Where it answers, with a slash at the end and without the token. */
  url: string;
  token: string;
  /** What it has logged so far. */
  log(): string;
  /** Ends it and its kernels. */
  close(): Promise<void>;
}

/**
 * Starts a JupyterLab of the environment for a test to drive, without a browser. Its settings and
 * workspaces are its own and are gone after {@linkcode Lab.close}.
 *
 * @throws {Error} if it does not answer in time.
 */
export async function startLab(
  { port = freePort(), notebookDir = ROOT, args = [], timeout = 60 }: LabOptions = {},
): Promise<Lab> {
  const setUp = await ensureSetUp({ say: silent });
  const inUse = await markInUse(setUp.paths.inUse);
  const state = await Deno.makeTempDir({ prefix: "jupyterlab-" });
  const token = crypto.randomUUID().replaceAll("-", "");
  const child = new Deno.Command(setUp.paths.python, {
    args: labArgs(setUp, notebookDir, [
      "--no-browser",
      `--port=${port}`,
      "--ServerApp.port_retries=0",
      ...args,
    ]),
    env: {
      ...setUp.env,
      JUPYTER_TOKEN: token,
      JUPYTER_CONFIG_DIR: joinPath(Deno.build.os, state, "config"),
      JUPYTER_DATA_DIR: joinPath(Deno.build.os, state, "data"),
      JUPYTER_RUNTIME_DIR: joinPath(Deno.build.os, state, "runtime"),
    },
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const log: string[] = [];
  const take = (line: string) => void log.push(line);
  const reading = Promise.all([
    eachLine(child.stdout, take),
    eachLine(child.stderr, take),
  ]);
  let ended = false;
  child.status.then(() => ended = true);

  const close = async () => {
    await child.stdin.close().catch(() => {});
    await child.status;
    await reading;
    inUse[Symbol.dispose]();
    await Deno.remove(state, { recursive: true }).catch(() => {});
  };
  let closing: Promise<void> | undefined;
  const lab: Lab = {
    url: `http://127.0.0.1:${port}/`,
    token,
    log: () => log.join("\n"),
    close: () => closing ??= close(),
    [Symbol.asyncDispose]: () => lab.close(),
  };

  const deadline = performance.now() + timeout * 1000;
  while (!await answers(`${lab.url}api/status?token=${token}`)) {
    if (!ended && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    await lab.close();
    const what = ended ? "ended" : `gave no answer in ${timeout} s`;
    throw new Error(
      `startLab() expects JupyterLab to answer but it ${what}:\n${lab.log()}`,
    );
  }
  return lab;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
