import { environment, settings } from "./_environment.ts";
import { explaining } from "./_explain.ts";
import { fetchPackages, makeEnvironment } from "./_install.ts";
import { isInUse, withLock } from "./_lock.ts";
import { ROOT, type VenvPaths, venvPaths } from "./_platform.ts";
import { Problem } from "./_problem.ts";
import { type Say, terminal } from "./_say.ts";
import { digest, findStamp, type Stamp, writeWhole } from "./_stamp.ts";

/** An environment that is ready to use. */
export interface SetUp {
  paths: VenvPaths;
  /** The variables its processes run with. */
  env: Record<string, string>;
}

/** How {@linkcode ensureSetUp} works. */
export interface SetUpOptions {
  /** The checkout. */
  root?: string;
  say?: Say;
}

/** What is missing: nothing, the npm packages and settings, or everything. */
type Missing =
  | { what: "nothing" | "packages"; stamp: Stamp }
  | { what: "everything"; why: string; replaces: boolean };

/**
 * Makes the environment in `.venv` whole, if it is not: JupyterLab, the Deno kernel, their
 * settings and the npm packages that the notebooks import.
 *
 * It may be stopped at any point: what is not finished is found by the next call and done again.
 * Of two at once, one waits for the other.
 *
 * @throws {Problem} with one sentence that says what to do.
 */
export async function ensureSetUp(
  { root = ROOT, say = terminal }: SetUpOptions = {},
): Promise<SetUp> {
  const paths = venvPaths(root);
  return await explaining("looking at .venv", async () => {
    const missing = await whatIsMissing(paths);
    if (missing.what === "nothing") return ready(paths, missing.stamp);

    await Deno.mkdir(paths.state, { recursive: true });
    const wait = () =>
      say.line(
        "Another set-up of this folder is running: waiting for it to end",
      );
    return await withLock(paths.lock, wait, async () => {
      return ready(paths, await supply(paths, await whatIsMissing(paths), say));
    });
  });
}

function ready(paths: VenvPaths, { denoDir }: Stamp): SetUp {
  return { paths, env: environment(Deno.env.toObject(), paths, denoDir) };
}

async function supply(
  paths: VenvPaths,
  missing: Missing,
  say: Say,
): Promise<Stamp> {
  if (missing.what === "nothing") return missing.stamp;
  const began = performance.now();
  await Deno.remove(paths.log).catch(() => {});

  let stamp: Stamp;
  if (missing.what === "everything") {
    if (missing.replaces && await isInUse(paths.inUse)) {
      throw new Problem(
        `JupyterLab is running from this folder, and its environment has to be made anew ` +
          `(${missing.why}): end it with Ctrl-C, then run this command again`,
      );
    }
    say.line(
      `Setting up JupyterLab in .venv (${missing.why}); this needs the network`,
    );
    const python = await makeEnvironment(paths, say);
    const environment = await environmentDigest(paths);
    stamp = {
      root: paths.root,
      environment,
      python,
      packages: "",
      denoDir: "",
    };
    await writeStamp(paths, stamp);
  } else {
    say.line("Completing the set-up in .venv");
    stamp = missing.stamp;
  }

  const packages = await packagesDigest(paths);
  const denoDir = await fetchPackages(paths, say);
  for (const [path, text] of settings(paths, denoDir)) {
    await Deno.mkdir(path.replace(/[^/\\]+$/, ""), { recursive: true });
    await writeWhole(path, text);
  }
  stamp = { ...stamp, packages, denoDir };
  await writeStamp(paths, stamp);
  say.line(`Set up in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return stamp;
}

async function whatIsMissing(paths: VenvPaths): Promise<Missing> {
  const everything = (why: string, replaces = false): Missing => {
    return { what: "everything", why, replaces };
  };
  const found = await findStamp(paths.venv, paths.stamp);
  switch (found.state) {
    case "foreign":
      throw new Problem(
        ".venv was not made by this project: rename or delete it, then run this command again",
      );
    case "absent":
      return everything("this is the first time");
    case "unfinished":
      return everything("the last set-up was stopped half way");
  }

  const { stamp } = found;
  if (stamp.root !== paths.root) {
    return everything(`this folder was ${stamp.root}`, true);
  }
  if (stamp.environment !== await environmentDigest(paths)) {
    return everything("tools/requirements.txt has changed", true);
  }
  const version = await pythonVersion(paths);
  if (version !== stamp.python) {
    return everything(
      version ? `its Python was ${stamp.python} and is ${version}` : "its Python does not run",
      true,
    );
  }
  if (!await isFile(paths.deno)) return everything("its Deno is gone", true);

  const complete = stamp.packages === await packagesDigest(paths) &&
    await isFolder(`${stamp.denoDir}/npm`) && await hasSettings(paths, stamp);
  return { what: complete ? "nothing" : "packages", stamp };
}

async function environmentDigest(paths: VenvPaths): Promise<string> {
  const requirements = await Deno.readTextFile(
    `${paths.root}/tools/requirements.txt`,
  );
  return await digest([paths.root, requirements, Deno.build.target]);
}

async function packagesDigest(paths: VenvPaths): Promise<string> {
  const { imports } = JSON.parse(
    await Deno.readTextFile(`${paths.root}/deno.json`),
  );
  return await digest([JSON.stringify(imports)]);
}

async function writeStamp(paths: VenvPaths, stamp: Stamp): Promise<void> {
  await writeWhole(paths.stamp, JSON.stringify(stamp, null, 2) + "\n");
}

/** The version of the environment's Python, or undefined if it does not run. */
async function pythonVersion(paths: VenvPaths): Promise<string | undefined> {
  try {
    const { success, stdout } = await new Deno.Command(paths.python, {
      args: [
        "-I",
        "-S",
        "-c",
        "import sys; print('%d.%d.%d' % sys.version_info[:3])",
      ],
      stdin: "null",
      stderr: "null",
    }).output();
    return success ? new TextDecoder().decode(stdout).trim() : undefined;
  } catch {
    return undefined;
  }
}

async function hasSettings(
  paths: VenvPaths,
  { denoDir }: Stamp,
): Promise<boolean> {
  for (const [path, text] of settings(paths, denoDir)) {
    if (await Deno.readTextFile(path).catch(() => "") !== text) return false;
  }
  return true;
}

async function isFile(path: string): Promise<boolean> {
  return await Deno.stat(path).then((info) => info.isFile, () => false);
}

async function isFolder(path: string): Promise<boolean> {
  return await Deno.stat(path).then((info) => info.isDirectory, () => false);
}
