import { existsSync } from "node:fs";
import { Problem } from "./process.ts";

/** The oldest Python that JupyterLab takes, as 3.x. */
const OLDEST = 10;

/** Prints the version, and whether environments can be made: Debian ships that apart. */
const PROBE = `
import sys
try:
    import venv, ensurepip
    able = "able"
except ImportError:
    able = "unable"
print("%d %d %s" % (sys.version_info[0], sys.version_info[1], able))
`;

/**
 * The command of a Python that JupyterLab's environment can be made with.
 *
 * @throws {Problem} that says what was found instead, and what to type.
 */
export async function findPython(): Promise<string[]> {
  const found: string[] = [];
  for (const command of candidates()) {
    const printed = await probe(command);
    const [, major, minor, able] = printed.match(/^(\d+) (\d+) (able|unable)\s*$/) ?? [];
    if (!able) continue;
    const recent = Number(major) === 3 && Number(minor) >= OLDEST;
    if (recent && able === "able") return command;
    found.push(`${command.join(" ")} is ${major}.${minor}${recent ? " without venv" : ""}`);
  }
  throw new Problem(
    `JupyterLab needs Python 3.${OLDEST} or newer with its module venv but ` +
      `${found.join(", ") || "there is no Python"}: ${howToGetOne()}, then run this command again`,
  );
}

function candidates(): string[][] {
  if (Deno.build.os === "windows") return [["py", "-3"], ["python"], ["python3"]];
  const versions = [14, 13, 12, 11, 10].map((minor) => [`python3.${minor}`]);
  return [["python3"], ["python"], ...versions];
}

async function probe([program, ...args]: string[]): Promise<string> {
  try {
    const { stdout } = await new Deno.Command(program, {
      args: [...args, "-c", PROBE],
      stdin: "null",
      stderr: "null",
      signal: AbortSignal.timeout(20_000),
    }).output();
    return new TextDecoder().decode(stdout);
  } catch {
    return ""; // not there, or not a program that runs
  }
}

function howToGetOne(): string {
  switch (Deno.build.os) {
    case "windows":
      return "type `winget install Python.Python.3.13`";
    case "darwin":
      return "type `brew install python`";
  }
  return existsSync("/etc/debian_version")
    ? "type `sudo apt install python3 python3-venv`"
    : "install python3 with your system's package manager";
}
