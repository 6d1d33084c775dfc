import { joinPath, type VenvPaths } from "./_platform.ts";

/** How a child ended, and all it printed. */
export interface Ended {
  success: boolean;
  code: number;
  output: string;
}

/** How a child is run. */
export interface ChildOptions {
  env: Record<string, string>;
  cwd?: string;
  /** Is given each line that the child prints, as it comes. */
  onLine?: (line: string) => void;
}

/**
 * The arguments that make a Python run a module or script tied to us: it ends when we do, see
 * tied.py. `grace` is the time in seconds that it gets to end by itself.
 */
export function tiedArgs(
  paths: VenvPaths,
  grace: number,
  args: string[],
): string[] {
  const tied = joinPath(Deno.build.os, paths.root, "tools", "tied.py");
  return ["-I", "-X", "utf8", tied, String(grace), ...args];
}

/** Runs a program to its end with our end of its standard input held open. */
export async function runChild(
  program: string,
  args: string[],
  { env, cwd, onLine }: ChildOptions,
): Promise<Ended> {
  const child = new Deno.Command(program, {
    args,
    env,
    clearEnv: true,
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
  const [status] = await Promise.all([
    child.status,
    eachLine(child.stdout, take),
    eachLine(child.stderr, take),
  ]);
  await child.stdin.close().catch(() => {});
  return {
    success: status.success,
    code: status.code,
    output: lines.join("\n"),
  };
}

/** Calls `take` with each line of a stream. */
export async function eachLine(
  stream: ReadableStream<Uint8Array>,
  take: (line: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(
      /\r?\n/,
    );
    rest = lines.pop()!;
    lines.forEach(take);
  }
  if (rest) take(rest);
}
