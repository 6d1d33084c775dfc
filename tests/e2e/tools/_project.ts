import { findPython } from "../../../tools/python.ts";
import { ROOT } from "../../../tools/environment.ts";

/** How a run of the set-up ended. */
export interface Ran {
  code: number;
  output: string;
}

/** A Python program that makes packages as small as can be of what requirements.txt names. */
const MAKE_WHEELS = `
import sys, zipfile
folder, deno = sys.argv[1:]
def wheel(name, files):
    info = f"{name}-1.dist-info"
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1\\n"
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
    files[f"{info}/RECORD"] = "".join(f"{file},,\\n" for file in files)
    with zipfile.ZipFile(f"{folder}/{name}-1-py3-none-any.whl", "w") as archive:
        for file, text in files.items():
            entry = zipfile.ZipInfo(file)
            entry.external_attr = 0o100755 << 16
            archive.writestr(entry, text)
wheel("jupyterlab", {"jupyterlab/__init__.py": ""})
wheel("deno", {"deno-1.data/scripts/deno": f'#!/bin/sh\\nexec "{deno}" "$@"\\n'})
`;

/**
 * A copy of the project whose set-up needs no network: the real one, but for its packages, which
 * are empty. It is gone with the handle.
 */
export async function copyProject() {
  const parent = await Deno.realPath(await Deno.makeTempDir({ prefix: "set-up-" }));
  const folder = `${parent}/深度 学习`;
  const wheels = `${parent}/wheels`;
  for (const path of [folder, wheels]) await Deno.mkdir(path);
  const parts = ["kernel", "lib", "tools"].map((name) => `${ROOT}/${name}`);
  const { success } = await new Deno.Command("cp", { args: ["-r", ...parts, folder] }).output();
  if (!success) throw new Error("The project cannot be copied");
  await Deno.writeTextFile(`${folder}/deno.json`, '{ "imports": { "torch": "./torch.ts" } }');
  await Deno.writeTextFile(`${folder}/tools/requirements.txt`, "jupyterlab==1\ndeno==1\n");
  const [program, ...first] = await findPython();
  const args = [...first, "-c", MAKE_WHEELS, wheels, Deno.execPath()];
  await new Deno.Command(program, { args }).output();
  return {
    parent,
    folder,
    /** The variables with which pip finds the packages. */
    env: { PIP_NO_INDEX: "1", PIP_FIND_LINKS: wheels },
    [Symbol.asyncDispose]: () => Deno.remove(parent, { recursive: true }),
  };
}

/** Runs the set-up of the project in `folder` to its end, or until it says `stopAt` and is killed. */
export async function runSetUp(
  folder: string,
  env: Record<string, string> = {},
  { by = [], stopAt }: { by?: string[]; stopAt?: string } = {},
): Promise<Ran> {
  const [program, ...args] = [
    ...by,
    Deno.execPath(),
    "run",
    "-A",
    `${folder}/tools/set_up.ts`,
  ];
  const child = new Deno.Command(program, {
    args,
    env: { NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let output = "";
  for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
    output += text;
    if (!stopAt || !output.includes(stopAt)) continue;
    // Somewhere in that step.
    await new Promise((resolve) => setTimeout(resolve, 200));
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    stopAt = undefined;
  }
  return { code: (await child.status).code, output: output.trim() };
}

/** Waits until no program runs in `folder`; only known on Linux. */
export async function quietIn(folder: string): Promise<void> {
  if (Deno.build.os !== "linux") return;
  for (;;) {
    const all = await Array.fromAsync(Deno.readDir("/proc"), async ({ name }) => {
      return /^\d+$/.test(name)
        ? await Deno.readTextFile(`/proc/${name}/cmdline`).catch(() => "")
        : "";
    });
    if (!all.some((command) => command.includes(`${folder}/`))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
