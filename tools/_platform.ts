/** An operating system, as Deno names it. */
export type Os = typeof Deno.build.os;

/** The checkout this file stands in. */
export const ROOT: string = new URL("..", import.meta.url).protocol === "file:"
  ? fromFileUrl(new URL("..", import.meta.url))
  : Deno.cwd();

/** Where the parts of a checkout's own environment are. */
export interface VenvPaths {
  /** The checkout. */
  root: string;
  /** The virtual environment: made by the set-up, may be deleted at any time. */
  venv: string;
  /** The folder of the environment's programs. */
  bin: string;
  python: string;
  deno: string;
  kernelspec: string;
  /** JupyterLab's settings in this environment, below the reader's own. */
  overrides: string;
  labConfig: string;
  serverConfig: string;
  pageConfig: string;
  /** Says what the set-up last did; written whole, and last. */
  stamp: string;
  /** The reader's JupyterLab settings and run-time files: not part of the set-up. */
  state: string;
  lock: string;
  inUse: string;
  log: string;
}

/** Joins parts of a path with the separator of `os`. */
export function joinPath(os: Os, ...parts: string[]): string {
  return parts.join(os === "windows" ? "\\" : "/");
}

/** The paths of the environment that belongs to the checkout at `root`. */
export function venvPaths(
  root: string = ROOT,
  os: Os = Deno.build.os,
): VenvPaths {
  const windows = os === "windows";
  const join = (...parts: string[]) => joinPath(os, ...parts);
  const venv = join(root, ".venv");
  const bin = join(venv, windows ? "Scripts" : "bin");
  const state = join(root, ".jupyter");
  return {
    root,
    venv,
    bin,
    python: join(bin, windows ? "python.exe" : "python"),
    deno: join(bin, windows ? "deno.exe" : "deno"),
    kernelspec: join(
      venv,
      "share",
      "jupyter",
      "kernels",
      "deno",
      "kernel.json",
    ),
    overrides: join(
      venv,
      "share",
      "jupyter",
      "lab",
      "settings",
      "overrides.json",
    ),
    labConfig: join(venv, "etc", "jupyter", "jupyter_lab_config.json"),
    serverConfig: join(venv, "etc", "jupyter", "jupyter_server_config.json"),
    pageConfig: join(venv, "share", "jupyter", "lab", "settings", "page_config.json"),
    stamp: join(venv, "set_up.json"),
    state,
    lock: join(state, "set_up.lock"),
    inUse: join(state, "in_use.lock"),
    log: join(state, "set_up.log"),
  };
}

/** The commands that may be a Python 3, in the order in which they are tried. */
export function pythonCommands(os: Os): string[][] {
  const versions = ["3.14", "3.13", "3.12", "3.11", "3.10"];
  return os === "windows" ? [["py", "-3"], ["python"], ["python3"]] : [
    ["python3"],
    ["python"],
    ...versions.map((version) => [`python${version}`]),
  ];
}

/** What to type to get a Python 3 with all that the set-up needs. */
export function howToGetPython(os: Os, debian: boolean): string {
  if (os === "windows") return "run `winget install Python.Python.3.13`";
  if (os === "darwin") return "run `brew install python`";
  if (debian) return "run `sudo apt install python3 python3-venv`";
  return "install python3 with your system's package manager";
}

/** The URL of a path. */
export function fileUrl(path: string): string {
  const url = new URL("file:///");
  url.pathname = path.replaceAll("\\", "/").replaceAll("%", "%25");
  return url.href;
}

/** The path of a file URL on this machine. */
function fromFileUrl(url: URL): string {
  const path = decodeURIComponent(url.pathname).replace(/(?<=.)\/$/, "");
  return Deno.build.os === "windows" ? path.replace(/^\//, "").replaceAll("/", "\\") : path;
}
