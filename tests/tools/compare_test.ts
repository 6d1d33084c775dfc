import { assertEquals } from "@std/assert";
import { differences } from "../../tools/_compare.ts";
import type { Notebook, Output } from "../../tools/_notebook.ts";
import { PLOTLY } from "../../tools/_still.ts";

function notebook(outputs: Output[], count = 1): Notebook {
  return {
    cells: [
      { cell_type: "markdown", id: "m", metadata: {}, source: "# 标题" },
      {
        cell_type: "code",
        id: "c",
        metadata: { notes: "In [6]" },
        source: "f();",
        execution_count: count,
        outputs,
      },
    ],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  };
}

const printed = (text: string): Output => ({ output_type: "stream", name: "stdout", text });

const figure = (y: number, png?: string): Output => ({
  output_type: "display_data",
  metadata: png ? { "image/png": { width: 1, height: 1 } } : {},
  data: { [PLOTLY]: { data: [{ y: [y] }] }, ...(png ? { "image/png": png } : {}) },
});

Deno.test("differences() finds none in equal notebooks, whatever their pictures", () => {
  assertEquals(differences(notebook([printed("1")]), notebook([printed("1")])), []);
  assertEquals(differences(notebook([figure(1, "old")]), notebook([figure(1)])), []);
});

Deno.test("differences() says which cell's output differs, and how", () => {
  assertEquals(differences(notebook([printed("a\n1\n")]), notebook([printed("a\n2\n")])), [
    'cell 2 (In [6]), output 1: committed "1\\n" but its code gives "2\\n"',
  ]);
  assertEquals(differences(notebook([]), notebook([printed("1")])), [
    "cell 2 (In [6]) has 0 outputs but its code gives 1",
  ]);
});

Deno.test("differences() compares the figures' numbers", () => {
  assertEquals(differences(notebook([figure(1, "png")]), notebook([figure(2)])), [
    "cell 2 (In [6]), output 1: committed 1 but its code gives 2",
  ]);
});

Deno.test("differences() misses a figure's picture", () => {
  assertEquals(differences(notebook([figure(1)]), notebook([figure(1)])), [
    "cell 2 (In [6]), output 1: the figure has no picture",
  ]);
});

Deno.test("differences() finds cells that were not run in order", () => {
  assertEquals(differences(notebook([], 3), notebook([], 1)), [
    "cell 2 (In [6]) is numbered 3 but is run as 1",
  ]);
});

Deno.test("differences() finds other metadata", () => {
  const other = { ...notebook([]), metadata: { widgets: {} } };
  assertEquals(differences(other, notebook([])), [
    "its ids, metadata or layout are not as the task writes them",
  ]);
});
