import { assertEquals, assertRejects } from "@std/assert";
import { codeCell, joinLines, notebookOf } from "../../../tools/notebook.ts";
import { Problem } from "../../../tools/process.ts";
import { runNotebook } from "../../../tools/run_notebook.ts";
import requirements from "../../../tools/requirements.txt" with { type: "text" };

const pinned = requirements.match(/^deno==(.+)$/m)![1];

Deno.test("runNotebook() runs the cells in the pinned kernel, in the given folder", async () => {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const told: number[] = [];
  try {
    const notebook = notebookOf([
      codeCell("const a = Deno.version.deno;", { outputs: [] }),
      { cell_type: "markdown", metadata: {}, source: "" },
      codeCell("[a, Deno.cwd()].join()"),
      codeCell('throw new RangeError("on purpose");', { metadata: { tags: ["raises-exception"] } }),
      codeCell('console.log("after");'),
    ]);
    const options = { folder, onCell: (index: number) => told.push(index) };
    const { cells } = await runNotebook(notebook, options);
    const [output] = cells[2].outputs!;
    assertEquals("data" in output && joinLines(output.data["text/plain"]), `"${pinned},${folder}"`);
    assertEquals(cells.map((cell) => cell.execution_count), [1, undefined, 2, 3, 4]);
    assertEquals(told, [0, 2, 3, 4]);
    assertEquals(cells[3].outputs![0].output_type, "error");
    assertEquals(cells[4].outputs!.length, 1);
  } finally {
    await Deno.remove(folder);
  }
});

Deno.test("runNotebook() puts an update of a display in its place", async () => {
  const send = (type: string, text: string) =>
    `await Deno.jupyter.broadcast("${type}", { data: { "text/plain": "${text}" }, metadata: {},
      transient: { display_id: "d" } });`;
  const { cells } = await runNotebook(
    notebookOf([
      codeCell(send("display_data", "old")),
      codeCell(send("update_display_data", "new")),
    ]),
  );
  assertEquals(cells.map((cell) => cell.outputs), [
    [{ output_type: "display_data", data: { "text/plain": ["new"] }, metadata: {} }],
    [],
  ]);
});

Deno.test("runNotebook() says which cell failed, in nbclient's words", async () => {
  const says = async (source: string, words: string) => {
    const failing = codeCell(source, { metadata: { notes: "In [2]" } });
    const error = await assertRejects(
      () => runNotebook(notebookOf([codeCell("1"), failing]), { timeout: 3 }),
      Problem,
      "The notebook, cell 2 (In [2]) failed:\n",
    );
    assertEquals([words, error.message.includes(words)], [words, true], error.message);
  };
  await says('throw new RangeError("lr is -1");', "RangeError: lr is -1");
  await says("await new Promise(() => {});", "timed out");
});
