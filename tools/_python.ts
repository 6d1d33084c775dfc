import { Problem } from "./_problem.ts";
import { howToGetPython, type Os, pythonCommands } from "./_platform.ts";

/** What a Python on this machine says about itself. */
export interface Python {
  command: string[];
  version: [number, number, number];
  executable: string;
  /** Whether it can make a virtual environment: Debian ships it in a package of its own. */
  venv: boolean;
}

/** The oldest Python that JupyterLab 4.6.6 takes. */
export const OLDEST_PYTHON: [number, number] = [3, 10];

const PROBE = `
import sys
try:
    import venv, ensurepip
    able = 1
except ImportError:
    able = 0
print("%d.%d.%d %d %s" % (tuple(sys.version_info[:3]) + (able, sys.executable)))
`;

/** Reads what the probe printed; undefined if it is not that. */
export function readProbe(
  command: string[],
  printed: string,
): Python | undefined {
  const match = printed.trim().match(/^(\d+)\.(\d+)\.(\d+) ([01]) (.+)$/);
  if (!match) return undefined;
  const version = match.slice(1, 4).map(Number) as [number, number, number];
  return { command, version, executable: match[5], venv: match[4] === "1" };
}

/** Whether JupyterLab takes this Python. */
export function isRecent({ version: [major, minor] }: Python): boolean {
  return major > OLDEST_PYTHON[0] ||
    (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
}

/** The sentence for a machine that has `pythons`, none of which will do. */
export function whyNoPython(
  pythons: Python[],
  os: Os,
  debian: boolean,
): string {
  const oldest = OLDEST_PYTHON.join(".");
  const get = `${howToGetPython(os, debian)} and run this command again`;
  const recent = pythons.find(isRecent);
  if (recent) {
    const name = recent.command.join(" ");
    const [major, minor] = recent.version;
    const how = debian
      ? `run \`sudo apt install python${major}.${minor}-venv\` and run this command again`
      : get;
    return `${name} (${recent.version.join(".")}) lacks the venv module, which JupyterLab's ` +
      `environment is made with: ${how}`;
  }
  if (pythons.length > 0) {
    const { command, version } = pythons[0];
    return `JupyterLab needs Python ${oldest} or newer but ${command.join(" ")} is ` +
      `${version.join(".")}: ${get}`;
  }
  return `JupyterLab needs Python ${oldest} or newer but there is no python3: ${get}`;
}

/** Finds the Python that the environment is made with, or throws a {@linkcode Problem}. */
export async function findPython(env: Record<string, string>): Promise<Python> {
  const found: Python[] = [];
  for (const command of pythonCommands(Deno.build.os)) {
    const python = await probe(command, env);
    if (!python) continue;
    if (isRecent(python) && python.venv) return python;
    found.push(python);
  }
  throw new Problem(whyNoPython(found, Deno.build.os, await isDebian()));
}

async function probe(
  [program, ...args]: string[],
  env: Record<string, string>,
): Promise<Python | undefined> {
  try {
    const { stdout } = await new Deno.Command(program, {
      args: [...args, "-c", PROBE],
      env,
      clearEnv: true,
      stdin: "null",
      stdout: "piped",
      stderr: "null",
      signal: AbortSignal.timeout(20_000),
    }).output();
    return readProbe([program, ...args], new TextDecoder().decode(stdout));
  } catch {
    // Not there, or not a program that can be run.
    return undefined;
  }
}

async function isDebian(): Promise<boolean> {
  return await Deno.stat("/etc/debian_version").then(() => true, () => false);
}
