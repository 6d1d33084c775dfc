import { assert, assertEquals } from "@std/assert";
import { codeCell, joinLines, notebookOf, type Output } from "../../../tools/notebook.ts";
import { runNotebook } from "../../../tools/run_notebook.ts";

/** The outputs of cells that are run in a notebook's kernel. */
async function outputsOf(...sources: string[]): Promise<Output[][]> {
  const tags = ["raises-exception"];
  const all = sources.map((source) => codeCell(source, { metadata: { tags } }));
  const { cells } = await runNotebook(notebookOf(all));
  return cells.map((cell) => cell.outputs ?? []);
}

function textOf(output: Output): string {
  return "data" in output ? joinLines(output.data["text/plain"]) : JSON.stringify(output);
}

Deno.test("progress() leaves one line in the notebook that tells nothing of times", async () => {
  const [, quick, slow, left] = await outputsOf(
    'import * as d2l from "d2l";',
    'for await (const i of d2l.progress(3, "种子"));',
    `for await (const i of d2l.progress(3, "种子")) {
       await new Promise((resolve) => setTimeout(resolve, 150));
     }`,
    'for await (const x of d2l.progress("abc", "<x>")) if (x === "b") break;',
  );
  assertEquals(quick.map(textOf), ["种子 3/3"]);
  assertEquals(slow, quick);
  assertEquals(left.map(textOf), ["<x> 1/3"]);
  assert(JSON.stringify(left).includes("&lt;x&gt; 1/3"));
});

Deno.test("progress() ends the loop at a press of ■, and the kernel lives on", async () => {
  const [, pressed, next] = await outputsOf(
    'import * as d2l from "d2l";\nlet rounds = 0;',
    `for await (const i of d2l.progress(1_000_000, "种子")) {
       rounds++;
       if (i === 10) Deno.kill(Deno.pid, "SIGINT");
       const start = performance.now();
       while (performance.now() - start < 2);
     }`,
    "rounds < 1000",
  );
  const error = pressed.find((output) => output.output_type === "error");
  if (error?.output_type !== "error") throw new Error("The loop went on");
  assertEquals(error.ename, "Interrupted");
  assert(/^种子 was stopped at \d+\/1000000$/.test(error.evalue), error.evalue);
  assert(/^种子 \d+\/1000000$/.test(textOf(pressed[0])), textOf(pressed[0]));
  assert(JSON.stringify(next).includes("true"));
});
