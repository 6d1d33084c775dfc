import { assertEquals, assertRejects } from "@std/assert";
import {
  type Cell,
  joinLines,
  type Notebook,
  NotebookError,
  runNotebook,
} from "../../../tools/kernel.ts";

function notebook(...cells: (string | Partial<Cell>)[]): Notebook {
  const whole = cells.map((cell): Cell => ({
    cell_type: "code",
    metadata: {},
    source: "",
    ...(typeof cell === "string" ? { source: cell } : cell),
  }));
  return { cells: whole, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

Deno.test("runNotebook() runs the cells in the pinned kernel, in the given folder", async () => {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const told: number[] = [];
  try {
    const { cells } = await runNotebook(
      notebook("const a = Deno.version.deno;", { cell_type: "markdown" }, "[a, Deno.cwd()].join()"),
      { folder, onCell: (index) => told.push(index) },
    );
    const [output] = cells[2].outputs!;
    assertEquals("data" in output && joinLines(output.data["text/plain"]), `"2.8.1,${folder}"`);
    assertEquals(cells.map((cell) => cell.execution_count), [1, undefined, 2]);
    assertEquals(told, [0, 2]);
  } finally {
    await Deno.remove(folder);
  }
});

Deno.test("runNotebook() puts an update of a display in its place", async () => {
  const send = (type: string, text: string) =>
    `await Deno.jupyter.broadcast("${type}", { data: { "text/plain": "${text}" }, metadata: {},
      transient: { display_id: "d" } });`;
  const { cells } = await runNotebook(
    notebook(send("display_data", "old"), send("update_display_data", "new")),
  );
  assertEquals(cells.map((cell) => cell.outputs), [
    [{ output_type: "display_data", data: { "text/plain": ["new"] }, metadata: {} }],
    [],
  ]);
});

Deno.test("runNotebook() says which cell threw, and keeps what came before", async () => {
  const failing: Partial<Cell> = {
    source: 'throw new RangeError("lr is -1");',
    metadata: { notes: "In [2]" },
  };
  const error = await assertRejects(
    () => runNotebook(notebook('console.log("1");', failing, "2")),
    NotebookError,
    "The notebook, cell 2 (In [2]) threw RangeError: lr is -1",
  );
  assertEquals(error.cell, 1);
  assertEquals(error.notebook.cells[0].outputs, [
    { output_type: "stream", name: "stdout", text: ["1\n"] },
  ]);
});

Deno.test("runNotebook() goes on after a cell that is meant to throw", async () => {
  const failing: Partial<Cell> = {
    source: 'throw new RangeError("on purpose");',
    metadata: { tags: ["raises-exception"] },
  };
  const { cells } = await runNotebook(notebook(failing, 'console.log("after");'));
  assertEquals(cells[0].outputs![0].output_type, "error");
  assertEquals(cells[1].outputs!.length, 1);
});

Deno.test("runNotebook() says which cell takes too long or ends its kernel", async () => {
  await assertRejects(
    () => runNotebook(notebook("await new Promise(() => {});"), { timeout: 2 }),
    NotebookError,
    "The notebook, cell 1 did not end in 2 s",
  );
  await assertRejects(
    () => runNotebook(notebook("1", "Deno.exit(3);")),
    NotebookError,
    "The notebook, cell 2 ended its kernel",
  );
});
