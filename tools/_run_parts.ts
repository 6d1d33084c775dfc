import { formatNotebook } from "./_format.ts";
import { doNotebooks, listNotebooks } from "./_notebooks.ts";
import { type Part, readParts } from "./_parts.ts";
import { joinPath } from "./_platform.ts";
import { runTask } from "./_problem.ts";
import { silent, terminal } from "./_say.ts";
import { ensureSetUp, type SetUp } from "./_set_up.ts";
import { addTallies, readReport, type Tally, tallyLine } from "./_tally.ts";
import { checkTypes } from "./_types.ts";

/** The modules whose every name is documented. */
const FACES = ["lib/mod.ts", "lib/torch/mod.ts", "lib/d2l/mod.ts"];

/** The folders with TypeScript. */
const FOLDERS = ["lib", "tests", "tools", "bench"];

/** The parts that take no time: they run to their end before one of them stops the run. */
const QUICK: Part[] = ["format", "lint", "types"];

await runTask(async () => {
  const { parts, options } = readParts(Deno.args);
  const setUp = await ensureSetUp({ say: silent });
  const tallies: Tally[] = [];
  let stopped = false;
  for (const [index, part] of parts.entries()) {
    terminal.line(`\n== ${part}`);
    tallies.push(await runPart(setUp, part, options));
    const quick = QUICK.includes(part) && QUICK.includes(parts[index + 1]);
    if (quick || addTallies(tallies).failed === 0) continue;
    const rest = parts.slice(index + 1);
    if (rest.length) {
      terminal.line(
        `\nNot run, since a part before failed: ${rest.join(", ")}`,
      );
    }
    stopped = true;
    break;
  }
  const sum = addTallies(tallies);
  console.log(`\n${tallyLine(sum)}`);
  return sum.failed || stopped ? 1 : 0;
});

async function runPart(
  setUp: SetUp,
  part: Part,
  options: string[],
): Promise<Tally> {
  const { root } = setUp.paths;
  switch (part) {
    case "format":
      return addTallies([
        await deno(setUp, ["fmt", "--check"]),
        await notebooksFormatted(setUp),
      ]);
    case "lint":
      return await deno(setUp, ["lint"]);
    case "types": {
      const sound = await checkTypes(
        setUp,
        await existing(root, FOLDERS),
        await listNotebooks(root),
      );
      if (sound) terminal.line("No errors");
      return { passed: sound ? 1 : 0, failed: sound ? 0 : 1 };
    }
    case "unit":
      return await tests(setUp, ["--no-check", "--parallel", ...options], ["tests"]);
    case "doc":
      return addTallies([
        await deno(setUp, ["doc", "--lint", ...FACES]),
        await tests(setUp, ["--doc", ...options], ["lib"]),
      ]);
    case "tools":
      return await tests(
        setUp,
        ["--no-check", ...options],
        await testFiles(root, "tests/e2e/tools"),
      );
    case "notebooks": {
      const held = await doNotebooks(setUp, await listNotebooks(root), true);
      const files = await testFiles(root, "tests/e2e/notebooks");
      return addTallies([
        held,
        await tests(setUp, ["--no-check", ...options], files),
      ]);
    }
    case "lab":
      return await tests(
        setUp,
        ["--no-check", ...options],
        [
          ...await testFiles(root, "tests/e2e/lib"),
          ...await testFiles(root, "tests/e2e/d2l"),
          ...await testFiles(root, "tests/e2e/jupyterlab"),
        ],
      );
  }
}

/** Runs a command of the environment's Deno as one test. */
async function deno({ paths, env }: SetUp, args: string[]): Promise<Tally> {
  const child = new Deno.Command(paths.deno, { args, cwd: paths.root, env })
    .spawn();
  const { success } = await child.status;
  return { passed: success ? 1 : 0, failed: success ? 0 : 1 };
}

/** Checks the format of the notebooks. */
async function notebooksFormatted(setUp: SetUp): Promise<Tally> {
  const tally = { passed: 0, failed: 0 };
  for (const path of await listNotebooks(setUp.paths.root)) {
    const text = await Deno.readTextFile(joinPath(Deno.build.os, setUp.paths.root, path));
    const formatted = await formatNotebook(setUp, text) === text;
    if (!formatted) terminal.line(`${path}: not formatted, run \`deno task notebooks\``);
    tally[formatted ? "passed" : "failed"]++;
  }
  return tally;
}

/** Runs `deno test` on files and counts its tests. */
async function tests(
  { paths, env }: SetUp,
  options: string[],
  files: string[],
): Promise<Tally> {
  if (files.length === 0) {
    terminal.line("There are no tests");
    return { passed: 0, failed: 0 };
  }
  const report = await Deno.makeTempFile({ prefix: "tests-", suffix: ".xml" });
  try {
    const child = new Deno.Command(paths.deno, {
      args: ["test", "-A", `--junit-path=${report}`, ...options, ...files],
      cwd: paths.root,
      env,
    }).spawn();
    const { success } = await child.status;
    return readReport(await Deno.readTextFile(report), success);
  } finally {
    await Deno.remove(report);
  }
}

/** The files of end-to-end tests below a folder. */
async function testFiles(
  root: string,
  folder: string,
): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (
      const { name, isDirectory } of Deno.readDir(
        joinPath(Deno.build.os, root, folder),
      )
    ) {
      if (isDirectory) {
        found.push(...await testFiles(root, `${folder}/${name}`));
      } else if (name.endsWith("_e2e.ts")) found.push(`${folder}/${name}`);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found.sort();
}

async function existing(root: string, folders: string[]): Promise<string[]> {
  const kept: string[] = [];
  for (const folder of folders) {
    const path = joinPath(Deno.build.os, root, folder);
    if (await Deno.stat(path).then(() => true, () => false)) kept.push(folder);
  }
  return kept;
}
