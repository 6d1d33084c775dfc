/**
 * The environment in `.venv`: JupyterLab, the notebooks' kernel, and the npm packages that the
 * notebooks import. What is missing of it is made.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { environment, holdEnvironment, type Places, placesIn, ROOT } from "./environment.ts";
import { writeHelp } from "../kernel/write_help.ts";
import { type Ended, Problem, run, runTask, say, sayInPassing, tied } from "./process.ts";
import { findPython } from "./python.ts";

/** Jupyter's settings and the kernelspec, laid out as they are in `.venv`. */
const SETTINGS = join(import.meta.dirname!, "jupyter");

/** An environment that is whole. */
export interface SetUp extends Places {
  /** The variables that its processes get besides those we have. */
  env: Record<string, string>;
}

/** What `.venv` was made of. Written last: what was stopped half way is done again. */
interface Stamp {
  /** An environment cannot be moved. */
  root: string;
  /** What the Python environment was made of. */
  requirements: string;
  /** The npm packages and the settings. */
  packages: string;
  /** Where the npm packages are. */
  denoDir: string;
}

/**
 * Makes the environment whole if it is not. It may be stopped at any point, and called twice at
 * once.
 *
 * @throws {Problem} if it cannot.
 */
export async function ensureSetUp(root: string = ROOT): Promise<SetUp> {
  const at = placesIn(root);
  if (existsSync(at.venv) && !existsSync(at.state)) {
    throw new Problem(
      ".venv was not made by this project: rename or delete it, then run this command again",
    );
  }
  const began = performance.now();
  let worked = false;
  try {
    mkdirSync(at.state, { recursive: true });
    if (await whyNotWhole(at)) {
      using _ = await holdEnvironment("making", root);
      const why = await whyNotWhole(at); // another one may have made it while we waited
      if (why) {
        say(`Setting up JupyterLab in .venv, since ${why}; this needs the network`);
        await makeEnvironment(at);
        worked = true;
      }
    }
    if (!hasPackages(at)) {
      await fetchPackages(at);
      worked = true;
    }
    await writeHelp(root, at.deno).catch(({ message }) => {
      say(`The kernel will give no help on what is new in lib/: ${message}`);
    });
  } catch (error) {
    // Such as a full disk: what the system says tells enough.
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new Problem(`The set-up stopped; run this command again after mending this:\n${error}`);
  }
  if (worked) say(`Set up in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return { ...at, env: environment(at, readStamp(at)!.denoDir) };
}

/** Says why the Python environment has to be made; undefined if it does not. */
async function whyNotWhole(at: Places): Promise<string | undefined> {
  const stamp = readStamp(at);
  if (!existsSync(at.venv)) return "this is the first time";
  if (!stamp) return "the last set-up was stopped half way";
  if (stamp.root !== at.root) return `this folder was ${stamp.root}`;
  if (stamp.requirements !== requirements(at)) return "tools/requirements.txt has changed";
  const finds = "import importlib.util as u, sys; sys.exit(u.find_spec('jupyterlab') is None)";
  const runs = existsSync(at.python) && existsSync(at.deno) &&
    (await run(at.python, ["-I", "-c", finds])).success;
  return runs ? undefined : "its Python or its Deno is gone";
}

async function makeEnvironment(at: Places): Promise<void> {
  const env = environment(at);
  writeFileSync(stampPath(at), "");
  const [program, ...first] = await findPython();
  await step("making the virtual environment", () => {
    return run(program, [...first, ...tied(0, "venv", "--clear", at.venv)], { env });
  });
  const pip = "pip install --no-input --disable-pip-version-check --progress-bar off --retries 2";
  const args = [...pip.split(" "), "-r", join(at.root, "tools", "requirements.txt")];
  await step("installing JupyterLab and Deno", () => {
    return run(at.python, tied(0, ...args), { env, onLine: (line) => sayInPassing(`  ${line}`) });
  });
  writeStamp(at, { root: at.root, requirements: requirements(at), packages: "", denoDir: "" });
}

/** Fetches the npm packages, and copies the settings. */
async function fetchPackages(at: Places): Promise<void> {
  const env = environment(at);
  const info = await step("asking Deno for its cache", () => {
    return run(at.deno, ["info", "--json", "--no-config"], { env });
  });
  let denoDir: string = JSON.parse(info.output.match(/"denoDir": *(".*")/)![1]);
  if (!await isWritable(denoDir)) {
    say(`${denoDir} cannot be written: using a cache in .venv`);
    denoDir = join(at.venv, "deno_dir");
  }
  await step("fetching npm packages", () => {
    return run(at.deno, ["install", "--quiet"], {
      env: { ...env, DENO_DIR: denoDir },
      cwd: at.root,
    });
  });
  for (const [path, text] of settings(at)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  writeStamp(at, { ...readStamp(at)!, packages: packages(at), denoDir });
}

function hasPackages(at: Places): boolean {
  const stamp = readStamp(at)!;
  return stamp.packages === packages(at) && existsSync(join(stamp.denoDir, "npm"));
}

/** The text of each settings file by its path, with this environment's own paths in it. */
function settings(at: Places): [path: string, text: string][] {
  const files = readdirSync(SETTINGS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => {
    const text = readFileSync(file, "utf8").replace(
      /\{(root|venv|python|deno)\}/g,
      (_, name: keyof Places) => JSON.stringify(at[name]).slice(1, -1),
    );
    return [join(at.venv, relative(SETTINGS, file)), text];
  });
}

const requirements = ({ root }: Places) =>
  digest(Deno.build.target, readFileSync(join(root, "tools", "requirements.txt"), "utf8"));

function packages(at: Places): string {
  const { imports } = JSON.parse(readFileSync(join(at.root, "deno.json"), "utf8"));
  return digest(JSON.stringify(imports), JSON.stringify(settings(at)));
}

function digest(...texts: string[]): string {
  return createHash("sha256").update(texts.join("\n")).digest("hex");
}

const stampPath = ({ state }: Places) => join(state, "set_up.json");

function writeStamp(at: Places, stamp: Stamp): void {
  writeFileSync(stampPath(at), JSON.stringify(stamp, null, 2) + "\n");
}

/** The stamp; undefined if a set-up did not come to its end. */
function readStamp(at: Places): Stamp | undefined {
  try {
    return JSON.parse(readFileSync(stampPath(at), "utf8"));
  } catch {
    return undefined;
  }
}

async function isWritable(folder: string): Promise<boolean> {
  try {
    mkdirSync(folder, { recursive: true });
    await Deno.remove(await Deno.makeTempFile({ dir: folder }));
    return true;
  } catch {
    return false;
  }
}

/** Runs a program for a step of the set-up; what it says where it fails is shown as it is. */
async function step(what: string, work: () => Promise<Ended>): Promise<Ended> {
  say(`  ${what}`);
  const ended = await work();
  if (ended.success) return ended;
  const words = ended.output.split("\n").slice(-20).join("\n");
  throw new Problem(
    `The set-up stopped while ${what}. It needs the network and 1 GB of disk; this is what went ` +
      `wrong:\n\n${words}\n\nRun this command again to go on.`,
  );
}

if (import.meta.main) {
  await runTask(async () => {
    await ensureSetUp();
    return 0;
  });
}
