import { assertEquals, assertMatch, assertNotMatch, assertStringIncludes } from "@std/assert";
import { copyProject, quietIn, runSetUp } from "./_project.ts";

const linuxRoot = Deno.build.os === "linux" && Deno.uid() === 0;
const canUnshare = linuxRoot &&
  await new Deno.Command("unshare", { args: ["-m", "true"], stderr: "null" }).output()
    .then(({ success }) => success, () => false);

const onPosix = { ignore: Deno.build.os === "windows" };

Deno.test(
  "ensureSetUp() gets over being killed, called twice at once, moved, and cut off",
  onPosix,
  async () => {
    await using project = await copyProject();
    const { folder, parent, env } = project;
    for (const stopAt of ["making the virtual", "installing"]) {
      await runSetUp(folder, env, { stopAt });
      await quietIn(folder); // its programs end with it
    }

    // Twice at once: one does the work, the other waits for it.
    const both = await Promise.all([runSetUp(folder, env), runSetUp(folder, env)]);
    assertEquals(both.map(({ code }) => code), [0, 0], both[0].output + both[1].output);
    const words = both.map(({ output }) => output).join("\n");
    assertStringIncludes(words, "since the last set-up was stopped half way");
    assertEquals(words.match(/installing JupyterLab/g)?.length, 1, words);
    assertEquals(await runSetUp(folder, env), { code: 0, output: "" });

    const spec = `${folder}/.venv/share/jupyter/kernels/deno/kernel.json`;
    assertStringIncludes(await Deno.readTextFile(spec), `${folder}/.venv/bin/`);

    // A checkout that was moved, without network, and then with it but without a cache.
    const moved = `${parent}/moved`;
    await Deno.rename(folder, moved);
    const cut = { PIP_INDEX_URL: "http://127.0.0.1:9/simple", PIP_RETRIES: "0" };
    const failed = await runSetUp(moved, cut);
    assertEquals(failed.code, 1, failed.output);
    assertStringIncludes(failed.output, `since this folder was ${folder}`);
    assertStringIncludes(failed.output, "The set-up stopped while installing JupyterLab and Deno.");
    assertStringIncludes(failed.output, "ERROR: No matching distribution found for jupyterlab==1");
    assertNotMatch(failed.output, /\n {4}at /); // no stack

    const repaired = await runSetUp(moved, { ...env, DENO_DIR: "/proc/cache" });
    assertEquals(repaired.code, 0, repaired.output);
    assertStringIncludes(repaired.output, "/proc/cache cannot be written: using a cache in .venv");
    assertEquals((await runSetUp(moved, env)).output, "");
  },
);

Deno.test("ensureSetUp() says that a checkout is read-only", { ignore: !canUnshare }, async () => {
  await using project = await copyProject();
  const { folder } = project;
  const script = `mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"`;
  const by = ["unshare", "-m", "sh", "-c", script, folder];
  const { code, output } = await runSetUp(folder, {}, { by });
  assertEquals(code, 1);
  assertMatch(output, /^The set-up stopped.*\n.*read-only file system/i);
  assertNotMatch(output, /\n {4}at /);
});

Deno.test("ensureSetUp() says what is missing of Python", onPosix, async () => {
  await using project = await copyProject();
  const { folder, parent } = project;
  await Deno.mkdir(`${parent}/bin`);
  const says = async (printed: string | undefined, expected: string) => {
    const script = `#!/bin/sh\necho "${printed}"\n`;
    if (printed) await Deno.writeTextFile(`${parent}/bin/python3`, script, { mode: 0o755 });
    const { code, output } = await runSetUp(folder, { PATH: `${parent}/bin` });
    assertEquals(code, 1, output);
    assertStringIncludes(output, expected);
    assertMatch(output, /then run this command again$/);
  };
  await says(
    undefined,
    "JupyterLab needs Python 3.10 or newer with its module venv but there is no",
  );
  await says("3 9 able", "but python3 is 3.9: ");
  await says("3 11 unable", "but python3 is 3.11 without venv: ");
});

Deno.test("ensureSetUp() leaves a .venv of somebody else's alone", onPosix, async () => {
  await using project = await copyProject();
  const { folder } = project;
  await Deno.mkdir(`${folder}/.venv`);
  await Deno.writeTextFile(`${folder}/.venv/pyvenv.cfg`, "home = elsewhere\n");
  const { code, output } = await runSetUp(folder);
  assertEquals(code, 1);
  assertEquals(
    output,
    ".venv was not made by this project: rename or delete it, then run this command again",
  );
  assertEquals(await Deno.readTextFile(`${folder}/.venv/pyvenv.cfg`), "home = elsewhere\n");
});
