import { assertEquals, assertGreater } from "@std/assert";

const lib = new URL("../../../lib/", import.meta.url);

function sourcesIn(folder: URL): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? sourcesIn(new URL(`${name}/`, folder)) : [new URL(name, folder).href]
  ).filter((file) => file.endsWith(".ts"));
}

Deno.test("each file of lib/ can be imported alone", async () => {
  const files = sourcesIn(lib);
  assertGreater(files.length, 60);
  // `deno eval` checks no types, which would take some seconds for each worker.
  const program = `for (const file of ${JSON.stringify(files)}) {
    const body = \`await import("\${file}").then(() => postMessage(""), (e) => postMessage("" + e))\`;
    const worker = new Worker("data:text/javascript," + encodeURIComponent(body), { type: "module" });
    const trouble = await new Promise((resolve) => worker.onmessage = ({ data }) => resolve(data));
    worker.terminate();
    console.log(file, trouble);
  }`;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", program],
  })
    .output();
  assertEquals(new TextDecoder().decode(stderr), "");
  const lines = new TextDecoder().decode(stdout).trimEnd().split("\n");
  assertEquals(lines.map((line) => line.trimEnd()), files);
});
