import { assert } from "@std/assert";
import { join } from "node:path";
import { ensureSetUp } from "../../../tools/set_up.ts";

/** Runs parts of measure.py, each case a few times; by hand it runs them 60 times and more. */
async function measure(...args: string[]): Promise<void> {
  const { python, env } = await ensureSetUp();
  const { success, stdout, stderr } = await new Deno.Command(python, {
    args: ["-B", join(import.meta.dirname!, "measure.py"), ...args],
    env,
  }).output();
  assert(success, [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("\n"));
}

Deno.test("a client that looks at every message gets all, in order, in its cell", async () => {
  await measure("--rounds", "2", "raw", "long_outputs");
});

Deno.test("nbclient gets all, in order, in its cell", () => measure("--rounds", "2", "nbclient"));

Deno.test("■ ends every cell, and keeps what was defined", () => measure("--rounds", "1", "stop"));

Deno.test("prompt() and confirm() ask the reader", async () => {
  await measure("--rounds", "2", "ask_the_reader");
});

Deno.test("Tab and Shift+Tab end no kernel", () => measure("--rounds", "1", "tab"));

Deno.test("no process is left, however the kernel ends", async () => {
  await measure("--rounds", "1", "restarts", "kills");
});

Deno.test("four kernels run side by side", () => measure("--rounds", "2", "side_by_side"));
