import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { type Cell, joinLines, type Notebook, runNotebook } from "../../../tools/kernel.ts";
import figures from "../../fixtures/weight_decay.json" with { type: "json" };

const path = `${import.meta.dirname}/../../../notebooks/weight_decay.ipynb`;

let running: Promise<Notebook> | undefined;

/** The notebook with the outputs of a run, the same for all tests. */
function executed(): Promise<Notebook> {
  return running ??= runNotebook(path);
}

async function cellWith(matches: (cell: Cell) => boolean, name: string): Promise<Cell> {
  const cell = (await executed()).cells.find(matches);
  if (!cell) throw new Error(`There is no cell ${name}`);
  return cell;
}

const cellOfNotes = (name: string) => cellWith((cell) => cell.metadata.notes === name, name);
const cellWithId = (id: string) => cellWith((cell) => cell.id === id, id);

/** What a cell printed. */
function printed(cell: Cell): string {
  return (cell.outputs ?? [])
    .map((output) => output.output_type === "stream" ? joinLines(output.text) : "")
    .join("");
}

/** The numbers that a cell printed on the line that starts so. */
function numbersAfter(cell: Cell, start: string): number[] {
  const line = printed(cell).split("\n").find((line) => line.startsWith(start));
  if (line === undefined) {
    throw new Error(`No line starts with ${start} in:\n${printed(cell)}`);
  }
  return line.slice(start.length).match(/-?\d\S*/g)?.map(Number) ?? [];
}

/** The curves of a cell's figure, as it stands in the page. */
function curves(cell: Cell): { name: string; x: number[]; y: number[] }[] {
  const data = /<script type="application\/vnd\.plotly\.v1\+json"[^>]*>([^]*?)<\/script>/;
  const found = (cell.outputs ?? []).flatMap((output) => {
    const html = output.output_type === "display_data" ? joinLines(output.data["text/html"]) : "";
    return html.match(data)?.[1] ?? [];
  });
  assertEquals(found.length, 1, "A training draws one figure");
  return JSON.parse(found[0]).data;
}

function assertClose(actual: number, expected: number, relative: number, absolute = 0): void {
  assertAlmostEquals(actual, expected, absolute + relative * Math.abs(expected));
}

function assertCurve(actual: number[], expected: number[], relative: number, absolute = 0): void {
  assertEquals(actual.length, expected.length);
  actual.forEach((y, i) => assertClose(y, expected[i], relative, absolute));
}

Deno.test("weight_decay.ipynb has the cells of the notes, once and in order", async () => {
  const { cells } = JSON.parse(await Deno.readTextFile(path)) as Notebook;
  const names = cells.map((cell) => cell.metadata.notes).filter(Boolean);
  assertEquals(names, Array.from({ length: 11 }, (_, i) => `In [${i + 1}]`));
});

Deno.test("weight_decay.ipynb runs without an error output", async () => {
  const outputs = (await executed()).cells.flatMap((cell) => cell.outputs ?? []);
  assert(outputs.length > 0);
  assertEquals(outputs.filter((output) => output.output_type === "error"), []);
  assertEquals(
    outputs.filter((output) => output.output_type === "stream" && output.name === "stderr"),
    [],
  );
});

for (const [name, run] of Object.entries(figures.runs)) {
  Deno.test(`weight_decay.ipynb prints PyTorch's norm in ${name}`, async () => {
    const numbers = numbersAfter(await cellOfNotes(name), "w的L2范数是:");
    assertEquals(numbers.length, 1);
    assertClose(numbers[0], run.norm, 1e-5);
  });

  Deno.test(`weight_decay.ipynb draws PyTorch's curves in ${name}`, async () => {
    const [train, test, ...others] = curves(await cellOfNotes(name));
    assertEquals([train.name, test.name, others.length], ["train", "test", 0]);
    assertEquals([train.x, test.x], [run.epochs, run.epochs]);
    assertCurve(train.y, run.train, 1e-3, 1e-6);
    assertCurve(test.y, run.test, 1e-5);
  });
}

for (const name of ["In [7]", "In [8]"] as const) {
  Deno.test(`weight_decay.ipynb starts where PyTorch does in ${name}`, async () => {
    const [norm] = numbersAfter(await cellOfNotes(name), "起点的范数是:");
    assertClose(norm, figures.runs[name].start_norm, 1e-5);
  });
}

for (const name of ["In [10]", "In [11]"] as const) {
  Deno.test(`weight_decay.ipynb prints PyTorch's bias in ${name}`, async () => {
    const [b] = numbersAfter(await cellOfNotes(name), "b是:");
    assertClose(b, figures.runs[name].b, 1e-5);
  });
}

Deno.test("weight_decay.ipynb takes PyTorch's step of SGD by hand", async () => {
  const cell = await cellWithId("sgd-by-hand");
  const { w_start_norm, w_norm, b_start, b } = figures.sgd_step;
  assertCurve(numbersAfter(cell, "走了一步，w的范数:"), [w_start_norm, w_norm], 1e-5);
  assertCurve(numbersAfter(cell, "走了一步，b:"), [b_start, b], 1e-5);
});

Deno.test("weight_decay.ipynb finds sgd() equal to the step by hand", async () => {
  const cell = await cellWithId("sgd-by-d2l");
  assertCurve(numbersAfter(cell, "两个w之差的范数:"), [0], 0, 1e-6);
  assertCurve(numbersAfter(cell, "两个b之差的范数:"), [0], 0, 1e-6);
});

Deno.test("weight_decay.ipynb finds weightDecay equal to the penalty under SGD", async () => {
  const cell = await cellWithId("decay-two-ways");
  const { decayed_norm, penalized_norm } = figures.weight_decay_step;
  assertCurve(numbersAfter(cell, "优化器里衰减，w的范数:"), [decayed_norm], 1e-5);
  assertCurve(numbersAfter(cell, "损失里惩罚，w的范数:"), [penalized_norm], 1e-5);
  assertCurve(numbersAfter(cell, "两个w之差的范数:"), [0], 0, 1e-6);
});
