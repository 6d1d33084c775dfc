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
