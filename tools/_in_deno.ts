import { joinPath } from "./_platform.ts";
import type { SetUp } from "./_set_up.ts";

/**
 * Runs a script of this folder in the environment's Deno, and gives its exit code. So checks and
 * tests use the version that the kernel has, whichever started the task, and npm packages are
 * asked for only after the set-up has fetched them.
 */
export async function runInDeno(
  setUp: SetUp,
  script: string,
  args: string[],
): Promise<number> {
  const child = new Deno.Command(setUp.paths.deno, {
    args: [
      "run",
      "--quiet",
      "-A",
      joinPath(Deno.build.os, setUp.paths.root, "tools", script),
      ...args,
    ],
    cwd: setUp.paths.root,
    env: setUp.env,
    clearEnv: true,
  }).spawn();
  return (await child.status).code;
}
