import { assertEquals } from "@std/assert";
import type { Cell, Notebook, Output } from "../../tools/_notebook.ts";
import { figureOf, PLOTLY, stillNotebook } from "../../tools/_still.ts";

function still(...cells: Partial<Cell>[]): Notebook {
  const whole = cells.map((cell): Cell => ({
    cell_type: "code",
    metadata: {},
    source: "1",
    ...cell,
  }));
  const notebook = { cells: whole, metadata: {}, nbformat: 4, nbformat_minor: 5 };
  return stillNotebook(notebook, "/a b", "file:///a%20b");
}

const figureHtml = `<div><script type="application/vnd.plotly.v1+json" id="f">
{"data":[{"name":"\\u003cb>"}],"layout":{"width":300}}</script><script>draw()</script></div>`;

const figure: Output = {
  output_type: "display_data",
  metadata: { d2l: {} },
  data: { "text/html": figureHtml, "text/plain": "loss 0.5" },
};

Deno.test("figureOf() reads the JSON out of a figure's HTML", () => {
  assertEquals(figureOf(figure), { data: [{ name: "<b>" }], layout: { width: 300 } });
  assertEquals(figureOf({ ...figure, data: { "text/html": "<b>x</b>" } }), undefined);
});

Deno.test("stillNotebook() keeps a figure's JSON and words, not its scripts", () => {
  assertEquals(still({ outputs: [figure] }).cells[0].outputs, [{
    output_type: "display_data",
    metadata: {},
    data: {
      [PLOTLY]: { data: [{ name: "<b>" }], layout: { width: 300 } },
      "text/plain": "loss 0.5",
    },
  }]);
});

Deno.test("stillNotebook() leaves the loader out, by its mark in metadata or HTML", () => {
  const data = { "text/html": "<script></script>" };
  const html = { "text/html": ["<div\n", "data-d2l-loader></div>"] };
  const outputs: Output[] = [
    { output_type: "display_data", metadata: { d2l: { loader: true } }, data },
    { output_type: "display_data", metadata: {}, data: html },
  ];
  assertEquals(still({ outputs }).cells[0].outputs, []);
});

Deno.test("stillNotebook() joins a stream that came in pieces, but not two streams", () => {
  const stream = (name: "stdout" | "stderr", text: string): Output => {
    return { output_type: "stream", name, text };
  };
  const outputs = [stream("stdout", "a"), stream("stdout", "b\n"), stream("stderr", "c")];
  assertEquals(still({ outputs }).cells[0].outputs, [
    stream("stdout", "ab\n"),
    stream("stderr", "c"),
  ]);
});

Deno.test("stillNotebook() takes the checkout's path out of what cells print", () => {
  const outputs: Output[] = [
    { output_type: "stream", name: "stdout", text: "in /a b/notebooks\n" },
    { output_type: "error", ename: "E", evalue: "x", traceback: ["at file:///a%20b/lib/a.ts:1"] },
  ];
  const [stream, error] = still({ outputs }).cells[0].outputs!;
  assertEquals(stream, { ...outputs[0], text: "in notebooks\n" });
  assertEquals(error, { ...outputs[1], traceback: ["at lib/a.ts:1"] });
});

Deno.test("stillNotebook() numbers the cells that ran from 1 on", () => {
  const result: Output = {
    output_type: "execute_result",
    execution_count: 9,
    metadata: {},
    data: { "text/plain": "1" },
  };
  const { cells } = still(
    { cell_type: "markdown" },
    { execution_count: 9, outputs: [result] },
    { source: "  \n" },
    { execution_count: 12 },
  );
  assertEquals(cells.map((cell) => cell.execution_count), [undefined, 1, null, 2]);
  assertEquals(cells[1].outputs, [{ ...result, execution_count: 1 }]);
});

Deno.test("stillNotebook() keeps cell ids, and gives those without one of their own", () => {
  const { cells } = still({ id: "a" }, {}, { id: "a" });
  assertEquals(cells.map(({ id }) => id), ["a", "cell-2", "a-again"]);
});

Deno.test("stillNotebook() keeps the metadata of the author, not of a run", () => {
  const metadata = { notes: "In [1]", tags: ["raises-exception"], execution: { started: "now" } };
  const { execution: _, ...kept } = metadata;
  assertEquals(still({ metadata }).cells[0].metadata, kept);
});
