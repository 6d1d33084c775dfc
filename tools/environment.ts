/**
 * Where the parts of a checkout's environment are, and what its processes run with.
 *
 * @module
 */
import { delimiter, join } from "node:path";
import { say } from "./process.ts";

/** The checkout. */
export const ROOT: string = join(import.meta.dirname!, "..");

/** The parts of a checkout's environment. */
export interface Places {
  root: string;
  /** May be deleted at any time. */
  venv: string;
  bin: string;
  python: string;
  deno: string;
  /** The reader's own settings of JupyterLab, and what we keep from one run to the next. */
  state: string;
}

/** The kernelspec of a checkout's environment. */
export function kernelspecIn(root: string): string {
  return join(placesIn(root).venv, "share", "jupyter", "kernels", "deno", "kernel.json");
}

/** The places of the checkout at `root`. */
export function placesIn(root: string = ROOT): Places {
  const windows = Deno.build.os === "windows";
  const venv = join(root, ".venv");
  const bin = join(venv, windows ? "Scripts" : "bin");
  const [python, deno] = ["python", "deno"].map((name) =>
    join(bin, name + (windows ? ".exe" : ""))
  );
  return { root, venv, bin, python, deno, state: join(root, ".jupyter") };
}

/** Variables that would lead Python, pip or Jupyter out of our environment. */
const LEADING_OUT = [
  ..."PYTHONHOME PYTHONPATH PYTHONSTARTUP".split(" "),
  ..."PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIRE_VIRTUALENV".split(" "),
  ..."JUPYTER_PATH JUPYTER_CONFIG_PATH".split(" "),
  ..."JUPYTERLAB_DIR JUPYTERLAB_SETTINGS_DIR JUPYTERLAB_WORKSPACES_DIR".split(" "),
];

/** The variables for a process of the environment: Jupyter's own folders lie in the checkout. */
export function environment(
  { bin, state, venv }: Places,
  denoDir?: string,
): Record<string, string> {
  return {
    ...Object.fromEntries(LEADING_OUT.map((name) => [name, ""])),
    PATH: bin + delimiter + (Deno.env.get("PATH") ?? ""),
    VIRTUAL_ENV: venv,
    PYTHONNOUSERSITE: "1",
    PIP_USER: "0",
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_CONFIG_DIR: join(state, "config"),
    JUPYTER_DATA_DIR: join(state, "data"),
    JUPYTER_RUNTIME_DIR: join(state, "runtime"),
    IPYTHONDIR: join(state, "ipython"),
    DENO_NO_UPDATE_CHECK: "1",
    ...(denoDir && { DENO_DIR: denoDir }),
  };
}

/**
 * Holds the environment until the returned handle is disposed of or we end: many may be using it,
 * or one making it.
 */
export async function holdEnvironment(
  what: "using" | "making",
  root: string = ROOT,
): Promise<Disposable> {
  const lock = join(placesIn(root).state, "lock");
  const file = await Deno.open(lock, { create: true, write: true });
  if (!await file.tryLock(what === "making")) {
    say("JupyterLab or another set-up is running from this folder: waiting for it to end");
    await file.lock(what === "making");
  }
  return file;
}
