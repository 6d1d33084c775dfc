import { assertEquals } from "@std/assert";
import { codeCell, type Notebook, notebookOf, type Output } from "../../tools/notebook.ts";
import { differences, PLOTLY, stillNotebook } from "../../tools/still.ts";

/** The outputs of one cell, as they are committed. */
function still(...outputs: Output[]): Output[] {
  const { cells } = stillNotebook(notebookOf([codeCell("1", { outputs })]), "/a b");
  return cells[0].outputs!;
}

const printed = (text: string): Output => ({ output_type: "stream", name: "stdout", text });

const figureHtml = `<div><script type="application/vnd.plotly.v1+json" id="f">
{"layout":{"width":300},"data":[{"name":"\\u003cb>"}]}</script><script>draw()</script></div>`;

Deno.test("stillNotebook() keeps a figure's JSON and words, not its scripts", () => {
  const data = { "text/html": figureHtml, "text/plain": "loss 0.5" };
  const [output] = still({ output_type: "display_data", metadata: { d2l: {} }, data });
  assertEquals(output, {
    output_type: "display_data",
    metadata: {},
    data: {
      [PLOTLY]: { data: [{ name: "<b>" }], layout: { width: 300 } },
      "text/plain": "loss 0.5",
    },
  });
});

Deno.test("stillNotebook() leaves the loader out", () => {
  const data = { "text/html": ["<div\n", "data-d2l-loader></div>"] };
  assertEquals(still({ output_type: "display_data", metadata: {}, data }), []);
});

Deno.test("stillNotebook() joins a stream that came in pieces, but not across another output", () => {
  const data = { "text/plain": "5" };
  const value: Output = { output_type: "display_data", metadata: {}, data };
  const warned: Output = { output_type: "stream", name: "stderr", text: "e" };
  const outputs = [printed("a"), printed("b\nc"), warned, value, printed("d")];
  assertEquals(still(...outputs), [
    { output_type: "stream", name: "stdout", text: ["ab\n", "c"] },
    warned,
    value,
    printed("d"),
  ]);
});

Deno.test("stillNotebook() takes the checkout's path out of what cells print", () => {
  const traceback = ["at file:///a%20b/lib/a.ts:1"];
  assertEquals(
    still(printed("in /a b/notebooks"), {
      output_type: "error",
      ename: "E",
      evalue: "",
      traceback,
    }),
    [printed("in notebooks"), {
      output_type: "error",
      ename: "E",
      evalue: "",
      traceback: ["at lib/a.ts:1"],
    }],
  );
});

function notebook(...outputs: Output[]): Notebook {
  return notebookOf([
    { cell_type: "markdown", metadata: {}, source: "# 标题" },
    codeCell("f();", { metadata: { notes: "In [6]" }, outputs }),
  ]);
}

const figure = (y: number, png?: string): Output => ({
  output_type: "display_data",
  metadata: png ? { "image/png": { width: 1, height: 1 } } : {},
  data: { [PLOTLY]: { data: [{ y: [y] }] }, ...(png ? { "image/png": png } : {}) },
});

Deno.test("differences() finds none in equal notebooks, whatever their pictures", () => {
  assertEquals(differences(notebook(printed("1")), notebook(printed("1"))), []);
  assertEquals(differences(notebook(figure(1, "old")), notebook(figure(1))), []);
});

Deno.test("differences() says which cell differs, and how", () => {
  assertEquals(differences(notebook(printed("1\n")), notebook(printed("2\n"))), [
    'cell 2 (In [6]): committed "text": "1\\n" but its code gives "text": "2\\n"',
  ]);
  assertEquals(differences(notebook(figure(1, "png")), notebook(figure(2))), [
    "cell 2 (In [6]): committed 1 but its code gives 2",
  ]);
});

Deno.test("differences() finds a figure without picture, another cell and other metadata", () => {
  assertEquals(differences(notebook(figure(1)), notebook(figure(1))), [
    "cell 2 (In [6]): a figure has no picture",
  ]);
  const [one, two] = [notebook(), notebook()];
  one.cells.pop();
  two.metadata = {};
  assertEquals(differences(one, two), [
    'cell 2 (In [6]): committed "no cell" but its code gives {',
    "metadata: committed { but its code gives {}",
  ]);
});
