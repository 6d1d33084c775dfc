/**
 * Running other programs, and telling the person at the keyboard.
 *
 * @module
 */
import { join } from "node:path";

/** Something the person at the keyboard can put right: told in its words, without a stack. */
export class Problem extends Error {
  override name = "Problem";
}

/** Runs a task's main function: what it returns is the exit code, a {@linkcode Problem} makes 1. */
export async function runTask(main: () => Promise<number>): Promise<never> {
  try {
    Deno.exit(await main());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(`\n${error.message}`);
    Deno.exit(1);
  }
}

/** Tells a line that stays. */
export function say(line: string): void {
  sayFor(line + "\n");
}

/** Tells a line that the next one takes the place of; only where somebody is looking. */
export function sayInPassing(line: string): void {
  if (Deno.stderr.isTerminal()) sayFor(line.slice(0, Deno.consoleSize().columns - 1));
}

function sayFor(text: string): void {
  const clear = Deno.stderr.isTerminal() ? "\r\x1b[K" : "";
  Deno.stderr.writeSync(new TextEncoder().encode(clear + text));
}

/** How a program ended, and all it printed. */
export interface Ended {
  success: boolean;
  output: string;
}

/** How a program is run. */
export interface RunOptions {
  /** Variables besides those we have. */
  env?: Record<string, string>;
  cwd?: string;
  /** Is given each line that it prints, as it comes. */
  onLine?: (line: string) => void;
}

/** Runs a program to its end, with our end of its standard input held open: see {@linkcode tied}. */
export async function run(
  program: string,
  args: string[],
  { env, cwd, onLine }: RunOptions = {},
): Promise<Ended> {
  const child = new Deno.Command(program, {
    args,
    env,
    cwd,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const lines: string[] = [];
  const take = (line: string) => {
    lines.push(line);
    onLine?.(line);
  };
  const [{ success }] = await Promise.all([
    child.status,
    eachLine(child.stdout, take),
    eachLine(child.stderr, take),
  ]);
  await child.stdin.close().catch(() => {});
  return { success, output: lines.join("\n") };
}

/** Calls `take` with each line of a stream. */
export async function eachLine(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  take: (line: string) => void,
): Promise<void> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop()!;
    lines.forEach(take);
  }
  if (rest) take(rest);
}

/**
 * The arguments with which a Python runs a module or script that ends when we do, see tied.py.
 *
 * @param grace The seconds that it gets to end by itself.
 */
export function tied(grace: number, ...args: string[]): string[] {
  return ["-I", "-X", "utf8", join(import.meta.dirname!, "tied.py"), String(grace), ...args];
}
