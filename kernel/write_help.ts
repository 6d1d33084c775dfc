/**
 * The documentation in a file, where the kernel finds it.
 *
 * @module
 */

import { readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readHelp } from "./help_data.ts";

/**
 * Writes `kernel/help.json`, unless it is newer than all that it is made of.
 *
 * @param root The checkout.
 * @param deno The Deno that is asked for the documentation.
 */
export async function writeHelp(root: string, deno: string = Deno.execPath()): Promise<void> {
  const file = join(root, "kernel", "help.json");
  const changed = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ["lib", "kernel/help_data.ts", "kernel/declaration.ts"];
  const parts = readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" })
    .map((path) => join("lib", path));
  const newest = Math.max(...[...sources, ...parts].map((path) => changed(join(root, path))));
  if (changed(file) > newest) return;
  const text = JSON.stringify(await readHelp(root, deno));
  writeFileSync(`${file}.${Deno.pid}`, text); // a kernel may be reading the old one
  renameSync(`${file}.${Deno.pid}`, file);
}
