import type { SetUp } from "./_set_up.ts";

/**
 * The notebook's text with its cells formatted. `deno fmt --check` calls every notebook unformatted
 * in 2.8.1: they are left out of it and compared with this.
 */
export async function formatNotebook({ paths, env }: SetUp, text: string): Promise<string> {
  const child = new Deno.Command(paths.deno, {
    args: ["fmt", "--ext", "ipynb", "-"],
    cwd: paths.root,
    env,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  const [{ success, stdout, stderr }] = await Promise.all([
    child.output(),
    writer.write(new TextEncoder().encode(text)).then(() => writer.close()),
  ]);
  const decoder = new TextDecoder();
  if (!success) {
    throw new Error(
      `deno fmt expects a notebook but got\n${decoder.decode(stderr)}`,
    );
  }
  return decoder.decode(stdout);
}
