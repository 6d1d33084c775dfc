/**
 * Scripts of the book as one text each.
 *
 * @module
 */

/**
 * Bundles a script as a classic one: a page that was opened as a file can start no module. Names
 * are kept, since a printed module shows its class's name.
 *
 * @param script Where it is.
 * @returns The script's text.
 */
export async function bundleScript(script: URL): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "bundle",
      "--quiet",
      "--platform=browser",
      "--format=iife",
      "--minify",
      "--keep-names",
      script.href,
    ],
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`deno bundle failed:\n${decoder.decode(stderr)}`);
  return decoder.decode(stdout);
}

/** Names of the browser's that the session and the library go on using if a cell declares them. */
const KEPT =
  "Array Error Map Math MessageChannel Number Object Promise Set String XMLHttpRequest clearTimeout console performance setTimeout"
    .split(" ");

/** The worker's code, for the page to start it from. */
export async function bundleSession(): Promise<string> {
  const text = await bundleScript(new URL("worker.ts", import.meta.url));
  return `(({${KEPT}})=>{${text}\n})(globalThis)`;
}
