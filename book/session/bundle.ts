/**
 * The worker's code as one text, for the page to start it from.
 *
 * @module
 */

/**
 * Bundles the worker as a classic script: a page that was opened as a file can start no module.
 * Names are kept, since a printed module shows its class's name.
 *
 * @returns The script's text.
 */
export async function bundleSession(): Promise<string> {
  const worker = new URL("worker.ts", import.meta.url);
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "bundle",
      "--quiet",
      "--platform=browser",
      "--format=iife",
      "--minify",
      "--keep-names",
      worker.href,
    ],
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`deno bundle failed:\n${decoder.decode(stderr)}`);
  return decoder.decode(stdout);
}
