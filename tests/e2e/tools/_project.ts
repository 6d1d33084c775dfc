import { venvPaths } from "../../../tools/_platform.ts";

/** How a run of the set-up ended. */
export interface Ran {
  code: number;
  output: string;
  seconds: number;
}

/** Where and how a set-up is run. */
export interface RunOptions {
  env?: Record<string, string>;
  /** A command that the set-up is run by, such as `unshare -n`. */
  by?: string[];
  /** Is called with the process once it runs. */
  onStart?: (child: Deno.ChildProcess) => void;
}

const { root } = venvPaths();

/** Copies what the set-up needs of this checkout into `folder`, with one small notebook. */
export async function copyProject(folder: string): Promise<void> {
  await Deno.mkdir(`${folder}/tools`, { recursive: true });
  await Deno.mkdir(`${folder}/notebooks`);
  await Deno.copyFile(`${root}/deno.json`, `${folder}/deno.json`);
  await Deno.copyFile(`${root}/deno.lock`, `${folder}/deno.lock`);
  for await (const { name, isFile } of Deno.readDir(`${root}/tools`)) {
    if (isFile) await Deno.copyFile(`${root}/tools/${name}`, `${folder}/tools/${name}`);
  }
  const cell = { cell_type: "code", id: "a", metadata: {}, outputs: [], execution_count: null };
  const source = "console.log(Deno.cwd(), Deno.version.deno); 6 * 7";
  const notebook = { cells: [{ ...cell, source }], metadata: {}, nbformat: 4, nbformat_minor: 5 };
  await Deno.writeTextFile(`${folder}/notebooks/small.ipynb`, JSON.stringify(notebook));
}

/** Runs the set-up of the project in `folder` to its end. */
export async function runSetUp(
  folder: string,
  { env = {}, by = [], onStart }: RunOptions = {},
): Promise<Ran> {
  const began = performance.now();
  const [program, ...args] = [...by, Deno.execPath(), "run", "-A", `${folder}/tools/set_up.ts`];
  const child = new Deno.Command(program, {
    args,
    env: { ...usualEnv(), ...env },
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  onStart?.(child);
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return {
    code,
    output: decoder.decode(stdout) + decoder.decode(stderr),
    seconds: (performance.now() - began) / 1000,
  };
}

/** Runs the small notebook of the project in `folder`, with its own tools, and gives its output. */
export async function runSmallNotebook(
  folder: string,
  env: Record<string, string> = {},
): Promise<string> {
  const script = `import { runNotebook } from "./tools/kernel.ts";
    const { cells } = await runNotebook("notebooks/small.ipynb");
    console.log(JSON.stringify(cells[0].outputs));`;
  const file = `${folder}/run_small.ts`;
  await Deno.writeTextFile(file, script);
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", file],
    cwd: folder,
    env: { ...usualEnv(), ...env },
    clearEnv: true,
  }).output();
  const decoder = new TextDecoder();
  return decoder.decode(stdout) + decoder.decode(stderr);
}

/** The variables without those that lead into the environment of this checkout. */
function usualEnv(): Record<string, string> {
  const ours = /^(DENO_DIR|VIRTUAL_ENV|XDG_CACHE_HOME|(JUPYTER|IPYTHON).*)$/;
  const kept = Object.entries(Deno.env.toObject()).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: "1" };
}

/** The last line of what was printed: where a set-up that failed says why. */
export function lastLine({ output }: Ran): string {
  return output.trim().split("\n").at(-1) ?? "";
}

/** The commands of running processes that name `folder`; only known on Linux. */
export async function processesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  if (Deno.build.os !== "linux") return found;
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const command = await Deno.readTextFile(`/proc/${name}/cmdline`).catch(() => "");
    if (command.includes(`${folder}/`)) found.push(command.replaceAll("\0", " "));
  }
  return found;
}

/** Whether mounts and networks of our own can be made here. */
export async function canUnshare(): Promise<boolean> {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return false;
  const probe = new Deno.Command("unshare", { args: ["-m", "-n", "true"], stderr: "null" });
  return await probe.output().then(({ success }) => success, () => false);
}

/** Runs a shell script that has to succeed. */
export async function shell(script: string): Promise<void> {
  const { success, stderr } = await new Deno.Command("sh", { args: ["-c", script] }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
