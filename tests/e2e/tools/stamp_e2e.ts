import { assertEquals, assertNotEquals } from "@std/assert";
import { digest, findStamp, readStamp, type Stamp, writeWhole } from "../../../tools/_stamp.ts";

const stamp: Stamp = {
  root: "/d2l",
  environment: "a",
  python: "3.11.7",
  packages: "b",
  denoDir: "/cache",
};

Deno.test("readStamp() reads a whole stamp", () => {
  assertEquals(readStamp(JSON.stringify(stamp)), { state: "finished", stamp });
});

Deno.test("readStamp() takes whatever is not a whole stamp for a set-up that did not end", () => {
  const { denoDir: _, ...part } = stamp;
  for (const text of ["", "{}", "null", JSON.stringify(stamp).slice(0, 30), JSON.stringify(part)]) {
    assertEquals(readStamp(text), { state: "unfinished" }, text);
  }
});

Deno.test("findStamp() tells nothing, something half done and somebody else's apart", async () => {
  const parent = await Deno.makeTempDir();
  try {
    const [venv, file] = [`${parent}/.venv`, `${parent}/.venv/set_up.json`];
    const state = async () => (await findStamp(venv, file)).state;
    assertEquals(await state(), "absent");
    await Deno.mkdir(venv);
    assertEquals(await state(), "unfinished");
    await Deno.writeTextFile(`${file}.123.tmp`, "{");
    assertEquals(await state(), "unfinished");
    await Deno.writeTextFile(`${venv}/pyvenv.cfg`, "");
    assertEquals(await state(), "foreign");
    await writeWhole(file, "{}");
    assertEquals(await state(), "unfinished");
    await writeWhole(file, JSON.stringify(stamp));
    assertEquals(await state(), "finished");
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
});

Deno.test("digest() tells parts apart that run together to the same text", async () => {
  assertEquals(await digest(["ab", "c"]), await digest(["ab", "c"]));
  assertNotEquals(await digest(["ab", "c"]), await digest(["a", "bc"]));
});

Deno.test("writeWhole() leaves the old file and nothing else where it fails", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/taken`);
    let failed = false;
    await writeWhole(`${folder}/taken`, "text").catch(() => failed = true);
    assertEquals(failed, true);
    const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    assertEquals(names, ["taken"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
