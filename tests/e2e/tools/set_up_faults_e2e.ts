import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fileUrl, venvPaths } from "../../../tools/_platform.ts";
import {
  canUnshare,
  copyProject,
  lastLine,
  processesIn,
  runSetUp,
  runSmallNotebook,
  shell,
} from "./_project.ts";

// Each of these runs the real set-up in a copy of the project, several times over. So that it takes
// minutes and not an hour, the packages are fetched once, into a folder where pip finds them.

const ownNamespaces = await canUnshare();
const wheels = await Deno.makeTempDir({ prefix: "wheels-" });
const local = { PIP_NO_INDEX: "1", PIP_FIND_LINKS: fileUrl(wheels) };

Deno.test.beforeAll(() => fetchWheels(wheels));
Deno.test.afterAll(() => Deno.remove(wheels, { recursive: true }));

/** Makes a copy of the project that is gone after the test. */
async function project(name = "d2l") {
  const parent = await Deno.makeTempDir({ prefix: "set-up-" });
  const folder = `${parent}/${name}`;
  await copyProject(folder);
  return {
    parent,
    folder,
    [Symbol.asyncDispose]: () => Deno.remove(parent, { recursive: true }),
  };
}

Deno.test("ensureSetUp() gets over being killed at ten random points", async () => {
  await using copy = await project("深度 学习");
  const { folder } = copy;
  const first = await runSetUp(folder, { env: local });
  assertEquals(first.code, 0, first.output);
  await Deno.remove(`${folder}/.venv`, { recursive: true });

  const random = seeded(20);
  for (let time = 0; time < 10; time++) {
    const after = random() * first.seconds;
    const ran = await runSetUp(folder, { env: local, onStart: (child) => killAfter(child, after) });
    // One that was faster than the first has ended by itself.
    assert([0, 137].includes(ran.code), `killed after ${after} s:\n${ran.output}`);
    await until(async () => (await processesIn(folder)).length === 0, "its programs end with it");
    if (ran.code === 0) await Deno.remove(`${folder}/.venv`, { recursive: true });
  }

  // Twice at once: one does the work, the other waits for it.
  const home = `${copy.parent}/home`;
  await Deno.mkdir(home);
  const env = { HOME: home, ...local };
  const both = await Promise.all([runSetUp(folder, { env }), runSetUp(folder, { env })]);
  for (const { code, output } of both) assertEquals(code, 0, output);
  const waited = both.filter(({ output }) => output.includes("Another set-up of this folder"));
  assertEquals(waited.length, 1);
  assertEquals(both.filter(({ output }) => output.includes("installing JupyterLab")).length, 1);

  const again = await runSetUp(folder, { env });
  assertEquals([again.code, again.output], [0, ""]);
  const printed = await runSmallNotebook(folder, env);
  assertStringIncludes(printed, `${folder}/notebooks 2.8.1`);
  assertStringIncludes(printed, '"42"');

  // Outside the checkout only the usual caches are written. (pip asks rustc for its version; where
  // that is rustup's, it makes a folder for itself.)
  assertEquals((await names(home)).filter((name) => name !== ".rustup"), [".cache"]);

  await moveAndCut(copy.parent, folder, env);
});

/** A checkout that was moved, and a network that was cut. */
async function moveAndCut(parent: string, folder: string, env: Record<string, string>) {
  const moved = `${parent}/moved`;
  await Deno.rename(folder, moved);
  const by = ownNamespaces ? ["unshare", "-n"] : [];
  const cut = { PIP_INDEX_URL: "http://127.0.0.1:9/simple", PIP_FIND_LINKS: "", PIP_NO_INDEX: "0" };
  const failed = await runSetUp(moved, { env: { ...env, ...cut }, by });
  assertEquals(failed.code, 1, failed.output);
  assertStringIncludes(failed.output, `(this folder was ${folder})`);
  assertEquals(
    lastLine(failed),
    "The set-up stopped while installing JupyterLab because the package server could not be " +
      "reached: check the network and the proxy settings, then run this command again",
  );
  assert(!failed.output.includes("    at "), "no stack trace");

  const repaired = await runSetUp(moved, { env });
  assertEquals(repaired.code, 0, repaired.output);
  assertStringIncludes(await runSmallNotebook(moved, env), `${moved}/notebooks 2.8.1`);
}

Deno.test({
  name: "ensureSetUp() says that the disk is full, and works when it no longer is",
  ignore: !ownNamespaces,
  async fn() {
    const disk = await Deno.makeTempDir({ prefix: "set-up-" });
    await shell(`mount -t tmpfs -o size=90m tmpfs ${disk}`);
    try {
      const folder = `${disk}/d2l`;
      await copyProject(folder);
      const failed = await runSetUp(folder, { env: local });
      assertEquals(failed.code, 1, failed.output);
      assertMatch(lastLine(failed), /^The set-up stopped while .* because the disk is full: free /);
      assert(!failed.output.includes("    at "), "no stack trace");

      await shell(`mount -o remount,size=1g ${disk}`);
      const repaired = await runSetUp(folder, { env: local });
      assertEquals(repaired.code, 0, repaired.output);
    } finally {
      await shell(`umount ${disk}`);
      await Deno.remove(disk);
    }
  },
});

Deno.test({
  name: "ensureSetUp() works where HOME is read-only",
  ignore: !ownNamespaces,
  async fn() {
    await using copy = await project();
    const home = `${copy.parent}/home`;
    await Deno.mkdir(home);
    const by = readOnlyMount(home);
    const env = { HOME: home, ...local };
    const ran = await runSetUp(copy.folder, { env, by });
    assertEquals(ran.code, 0, ran.output);
    assertStringIncludes(ran.output, "cannot be written: using a cache in .venv");
    const again = await runSetUp(copy.folder, { env, by });
    assertEquals([again.code, again.output], [0, ""]);
    assertStringIncludes(await runSmallNotebook(copy.folder, { HOME: home }), '"42"');
  },
});

Deno.test({
  name: "ensureSetUp() says that a checkout is read-only",
  ignore: !ownNamespaces,
  async fn() {
    await using copy = await project();
    const ran = await runSetUp(copy.folder, { by: readOnlyMount(copy.folder) });
    assertEquals(ran.code, 1);
    assertMatch(ran.output.trim(), /^The set-up stopped .* read-only file system: copy it to /);
  },
});

Deno.test({
  name: "ensureSetUp() says what is missing of Python",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using copy = await project();
    const bin = `${copy.parent}/bin`;
    await Deno.mkdir(bin);
    const fake = async (version: string, venv: 0 | 1) => {
      const script = `#!/bin/sh\necho "${version} ${venv} /usr/bin/python3"\n`;
      await Deno.writeTextFile(`${bin}/python3`, script, { mode: 0o755 });
    };
    const say = async () => {
      const ran = await runSetUp(copy.folder, { env: { PATH: bin } });
      assertEquals(ran.code, 1, ran.output);
      return lastLine(ran);
    };
    assertMatch(await say(), /^JupyterLab needs Python 3\.10 or newer but there is no python3: /);
    await fake("3.9.18", 1);
    assertMatch(await say(), /^JupyterLab needs Python 3\.10 or newer but python3 is 3\.9\.18: /);
    await fake("3.11.2", 0);
    assertMatch(await say(), /^python3 \(3\.11\.2\) lacks the venv module, /);
  },
});

Deno.test("ensureSetUp() leaves a .venv of somebody else's alone", async () => {
  await using copy = await project();
  await Deno.mkdir(`${copy.folder}/.venv`);
  await Deno.writeTextFile(`${copy.folder}/.venv/pyvenv.cfg`, "home = elsewhere\n");
  const ran = await runSetUp(copy.folder);
  assertEquals(
    [ran.code, ran.output.trim()],
    [1, ".venv was not made by this project: rename or delete it, then run this command again"],
  );
  assertEquals(await names(`${copy.folder}/.venv`), ["pyvenv.cfg"]);
});

/** Kills a process, unless it has ended before. */
async function killAfter(child: Deno.ChildProcess, seconds: number): Promise<void> {
  const stop = new AbortController();
  const ended = child.status.then(() => stop.abort());
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      resolve();
    }, seconds * 1000);
    stop.signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
  await ended;
}

/** The command that runs another one with `folder` read-only. */
function readOnlyMount(folder: string): string[] {
  const script = `mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"`;
  return ["unshare", "-m", "sh", "-c", script, folder];
}

/** Fetches the packages of requirements.txt. */
async function fetchWheels(folder: string): Promise<void> {
  const { python, root } = venvPaths();
  const args = ["-m", "pip", "download", "--quiet", "--dest", folder];
  const { success, stderr } = await new Deno.Command(python, {
    args: [...args, "--requirement", `${root}/tools/requirements.txt`],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

async function names(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort();
}

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  for (let i = 0; i < 50; i++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Expected that ${what}`);
}

/** Numbers in [0, 1) that are the same in each run. */
function seeded(seed: number): () => number {
  return () => (seed = (seed * 16807) % 2147483647) / 2147483647;
}
