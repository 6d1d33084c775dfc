import { type Ended, runChild, tiedArgs } from "./_child.ts";
import { environment } from "./_environment.ts";
import { explain } from "./_explain.ts";
import { joinPath, type VenvPaths } from "./_platform.ts";
import { Problem } from "./_problem.ts";
import { findPython } from "./_python.ts";
import type { Say } from "./_say.ts";
import { writeWhole } from "./_stamp.ts";

/**
 * Makes the Python environment from nothing, and gives the version of its Python.
 *
 * @throws {Problem} if a step fails.
 */
export async function makeEnvironment(
  paths: VenvPaths,
  say: Say,
): Promise<string> {
  const env = environment(Deno.env.toObject(), paths, undefined);
  const python = await findPython(Deno.env.toObject());
  const version = python.version.join(".");
  say.line(
    `  making a virtual environment with Python ${version} (${python.executable})`,
  );
  await clear(paths);
  const [program, ...first] = python.command;
  await step("making the virtual environment", paths, () => {
    return runChild(program, [
      ...first,
      ...tiedArgs(paths, 0, ["venv", paths.venv]),
    ], { env });
  });

  const requirements = joinPath(
    Deno.build.os,
    paths.root,
    "tools",
    "requirements.txt",
  );
  const lines = (await Deno.readTextFile(requirements)).split("\n");
  const [lab, deno] = ["jupyterlab", "deno"].map((name) => {
    return lines.find((line) => line.startsWith(`${name}==`))!.slice(
      name.length + 2,
    );
  });
  say.line(`  installing JupyterLab ${lab} and the kernel of Deno ${deno}`);
  let count = 0;
  await step("installing JupyterLab", paths, () => {
    const pip = ["pip", "install", "--no-input", "--retries", "2"];
    const args = [
      ...pip,
      "--disable-pip-version-check",
      "--no-warn-script-location",
      "--progress-bar",
      "off",
    ];
    return runChild(
      paths.python,
      tiedArgs(paths, 0, [...args, "-r", requirements]),
      {
        env,
        onLine(line) {
          if (line.startsWith("Collecting ")) {
            say.passing(`  ${++count} packages fetched`);
          }
          if (line.startsWith("Installing ")) {
            say.passing(`  unpacking ${count} packages`);
          }
        },
      },
    );
  });
  await step(
    "starting Deno",
    paths,
    () => runChild(paths.deno, ["--version"], { env }),
  );
  return version;
}

/**
 * Fetches the npm packages that deno.json names, and gives the cache they are in: the usual one,
 * or one inside the environment where that cannot be written.
 *
 * @throws {Problem} if they cannot be fetched.
 */
export async function fetchPackages(
  paths: VenvPaths,
  say: Say,
): Promise<string> {
  say.line("  fetching the npm packages that the notebooks import");
  const env = environment(Deno.env.toObject(), paths, undefined);
  const info = await step("asking Deno for its cache", paths, () => {
    return runChild(paths.deno, ["info", "--json", "--no-config"], { env });
  });
  let denoDir: string = JSON.parse(
    info.output.match(/"denoDir": *("[^\n]*")/)![1],
  );
  if (!await isWritable(denoDir)) {
    say.line(`  ${denoDir} cannot be written: using a cache in .venv`);
    denoDir = joinPath(Deno.build.os, paths.venv, "deno_dir");
  }
  await step("fetching npm packages", paths, () => {
    return runChild(paths.deno, ["install", "--quiet"], {
      env: { ...env, DENO_DIR: denoDir, NO_COLOR: "1" },
      cwd: paths.root,
    });
  });
  return denoDir;
}

/** Empties the environment's folder, but for a mark that it is ours and not finished. */
async function clear(paths: VenvPaths): Promise<void> {
  await Deno.mkdir(paths.venv, { recursive: true });
  await writeWhole(paths.stamp, "{}\n");
  const keep = paths.stamp.slice(paths.venv.length + 1);
  for (let attempt = 0;; attempt++) {
    try {
      for await (const { name } of Deno.readDir(paths.venv)) {
        if (name === keep) continue;
        await Deno.remove(joinPath(Deno.build.os, paths.venv, name), {
          recursive: true,
        });
      }
      return;
    } catch (error) {
      // A program that was just killed may still have a file open, or be writing its last one.
      if (attempt === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** Runs a program for a step of the set-up, and keeps what it printed in the log. */
async function step(
  what: string,
  paths: VenvPaths,
  run: () => Promise<Ended>,
): Promise<Ended> {
  const ended = await run();
  // The log helps to find a fault; a set-up that cannot write one has said so elsewhere.
  const entry = `== ${what}: exit code ${ended.code}\n${ended.output}\n`;
  await Deno.writeTextFile(paths.log, entry, { append: true }).catch(() => {});
  if (!ended.success) throw new Problem(explain(what, ended.output));
  return ended;
}

async function isWritable(folder: string): Promise<boolean> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.remove(await Deno.makeTempFile({ dir: folder }));
    return true;
  } catch {
    return false;
  }
}
