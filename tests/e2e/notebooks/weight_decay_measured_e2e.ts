import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import plotly from "plotly.js-dist-min/plotly.min.js" with { type: "text" };
import { cellsToModule } from "../../../tools/_cells.ts";
import { launchBrowser } from "../../../tools/browser.ts";
import { type Cell, joinLines, type Notebook, runNotebook } from "../../../tools/kernel.ts";
import twin from "../../fixtures/weight_decay_measured.json" with { type: "json" };

const path = `${import.meta.dirname}/../../../notebooks/weight_decay_measured.ipynb`;
const sections = Array.from({ length: 9 }, (_, i) => `s${i + 1}`);

const source = (cell: Cell) => joinLines(cell.source);

async function read(): Promise<Notebook> {
  return JSON.parse(await Deno.readTextFile(path));
}

/** The code in the folded answers of the exercises, by the exercise's cell. */
function answers({ cells }: Notebook): { id: string; code: string }[] {
  return cells.filter(({ id }) => id?.startsWith("exercise-")).map((cell) => {
    const folded = source(cell).match(/<details>([^]*)<\/details>/)?.[1];
    const code = folded?.match(/```ts\n([^]*?)```/)?.[1];
    if (!code) throw new Error(`The answer in ${cell.id} has no code`);
    return { id: cell.id!, code };
  });
}

/** The notebook, with each answer pasted into a cell of its own after the last one. */
async function withAnswers(): Promise<Notebook> {
  const notebook = await read();
  const pasted = answers(notebook).map(({ id, code }): Cell => ({
    cell_type: "code",
    id: `${id}-answer`,
    metadata: {},
    source: code,
    execution_count: null,
    outputs: [],
  }));
  return { ...notebook, cells: [...notebook.cells, ...pasted] };
}

let running: Promise<Notebook> | undefined;

/** The notebook and its answers with the outputs of a run, the same for all tests. */
function executed(): Promise<Notebook> {
  return running ??= withAnswers().then((notebook) =>
    runNotebook(notebook, { folder: `${import.meta.dirname}/../../../notebooks` })
  );
}

async function cell(id: string): Promise<Cell> {
  const found = (await executed()).cells.find((cell) => cell.id === id);
  if (!found) throw new Error(`There is no cell ${id}`);
  return found;
}

/** The figures that a cell shows, as they stand in the page. */
// deno-lint-ignore no-explicit-any
function figures({ outputs = [] }: Cell): any[] {
  const json = /<script type="application\/vnd\.plotly\.v1\+json"[^>]*>([^]*?)<\/script>/;
  return outputs.flatMap((output) => {
    const html = "data" in output ? joinLines(output.data["text/html"]) : "";
    const found = html.match(json);
    return found ? [JSON.parse(found[1])] : [];
  });
}

/** What a cell printed. */
function printed({ outputs = [] }: Cell): string {
  return outputs.map((output) => output.output_type === "stream" ? joinLines(output.text) : "")
    .join("");
}

/** `3.81 × 10⁻⁶`, as the notebook prints it, as a number. */
function toNumber(text: string): number {
  const [digits, power = ""] = text.split(" × 10");
  const plain = [...power].map((c) => c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)).join("");
  return Number(`${digits}e${plain || 0}`);
}

/** The numbers of the line a cell printed that starts so. */
async function numbers(id: string, start: string): Promise<number[]> {
  const text = printed(await cell(id));
  const line = text.split("\n").find((line) => line.startsWith(start));
  if (line === undefined) throw new Error(`No line starts with ${start} in\n${text}`);
  return line.slice(start.length).match(/\d[\d.]*( × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?/g)?.map(toNumber) ?? [];
}

/** Printed with three digits. */
function assertPrinted(actual: number[], expected: number[]): void {
  assertEquals(actual.length, expected.length);
  actual.forEach((value, i) =>
    assertAlmostEquals(value, expected[i], 0.006 * Math.abs(expected[i]))
  );
}

Deno.test("weight_decay_measured.ipynb asks, measures, draws, reads and checks in each section", async () => {
  const { cells } = await read();
  const ids = cells.map(({ id }) => id).filter((id) => /^s\d-/.test(id ?? ""));
  const parts = ["claim", "experiment", "figure", "reading", "check"];
  assertEquals(
    ids.filter((id) => !id?.endsWith("-numbers")),
    sections.flatMap((section) => parts.map((part) => `${section}-${part}`)),
  );
  for (const section of sections) {
    const text = (part: string) => source(cells.find(({ id }) => id === `${section}-${part}`)!);
    assert(text("claim").includes("**说法。**"), section);
    assert(text("claim").includes("> **先猜。**"), section);
    assert(text("reading").startsWith("**结果。**"), section);
    assert(/\bassert/.test(text("check")), section);
    // What a check reads is computed where a reader sees it: the cells that draw are folded.
    const hidden = [...text("figure").matchAll(/^(?:const|function) (.*?)[ (:]/gm)].map((
      [, name],
    ) => name);
    for (const name of hidden.flatMap((name) => name.match(/[\p{L}\d_$]+/gu) ?? [])) {
      assert(!new RegExp(`\\b${name}\\b`).test(text("check")), `${section}-check reads ${name}`);
    }
    const lines = text("experiment").split("\n").length;
    assert(lines <= 25, `${section} has an experiment of ${lines} lines`);
  }
});

Deno.test("weight_decay_measured.ipynb has at least six exercises whose answers check themselves", async () => {
  const found = answers(await read());
  assert(found.length >= 6);
  for (const { id, code } of found) assert(/\bassert/.test(code), id);
});

Deno.test("weight_decay_measured.ipynb and its answers have no type errors", async () => {
  const folder = new URL("../../../notebooks/", import.meta.url);
  const { text } = cellsToModule(await withAnswers(), folder.href);
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(file, text);
    const config = `${import.meta.dirname}/../../../deno.json`;
    const { stderr, success } = await new Deno.Command(Deno.execPath(), {
      args: ["check", "--quiet", "--config", config, file],
      env: { NO_COLOR: "1" },
    }).output();
    assert(success, new TextDecoder().decode(stderr));
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("weight_decay_measured.ipynb runs without an error, and so do the answers", async () => {
  for (const { id, outputs = [] } of (await executed()).cells) {
    for (const output of outputs) {
      assert(output.output_type !== "error", `${id}: ${JSON.stringify(output)}`);
      assert(!("name" in output) || output.name === "stdout", `${id}: ${JSON.stringify(output)}`);
    }
  }
});

Deno.test("weight_decay_measured.ipynb shows one figure in each section, and words for it", async () => {
  for (const section of sections) {
    const { outputs = [], ...rest } = await cell(`${section}-figure`);
    const [figure, ...others] = figures({ outputs, ...rest });
    assertEquals(others, [], section);
    assert(figure.data.length > 1, section);
    const words = outputs.flatMap((output) =>
      output.output_type === "execute_result" ? joinLines(output.data["text/plain"]) : []
    );
    assertEquals(words.length, 1, section);
    assert(/[一-龥]/.test(words[0]), section);
  }
});

Deno.test("weight_decay_measured.ipynb shows nothing but figures, sentences and progress", async () => {
  for (const { id, outputs = [] } of (await executed()).cells) {
    for (const output of outputs) {
      if (output.output_type !== "execute_result") continue;
      assert(/^s\d-figure$/.test(id ?? ""), `${id} shows a value`);
    }
  }
});

Deno.test("weight_decay_measured.ipynb has a frame for each place of its slider", async () => {
  const [{ data, frames, layout }] = figures(await cell("s9-figure"));
  const names = frames.map((frame: { name: string }) => frame.name);
  const [{ steps, active }] = layout.sliders;
  assertEquals(steps.map((step: { args: [string[]] }) => step.args[0][0]), names);
  assertEquals(steps.map((step: { label: string }) => `λ = ${step.label}`), names);
  for (const frame of frames) assertEquals(frame.data.length, frame.traces.length);
  // The figure starts where the slider does.
  frames[active].traces.forEach((trace: number, i: number) => {
    assertEquals({ ...data[trace], ...frames[active].data[i] }, data[trace]);
  });
});

Deno.test("weight_decay_measured.ipynb has a slider that works as committed, without a kernel", async () => {
  const { cells } = await read();
  const committed = cells.find(({ id }) => id === "s9-figure")!.outputs!.flatMap((output) =>
    "data" in output ? output.data["application/vnd.plotly.v1+json"] ?? [] : []
  );
  assertEquals(committed.length, 1);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<!doctype html><meta charset="utf-8"><div id="figure"></div>');
    await page.addScriptTag({ content: plotly });
    // As the renderers of notebooks do.
    await page.evaluate(async (figure) => {
      // deno-lint-ignore no-explicit-any
      await (globalThis as any).Plotly.newPlot("figure", figure);
    }, committed[0]);
    /** Where the curves end, the spread of the weights, and the norm. */
    const shown = () =>
      page.evaluate(() => {
        // deno-lint-ignore no-explicit-any
        const { calcdata } = document.getElementById("figure") as any;
        const ys = calcdata.map((points: { y: number }[]) => points.map(({ y }) => y));
        return [ys[0].at(-1), ys[1].at(-1), Math.max(...ys[2]), ys[3][0]] as number[];
      });
    const [train, test, largest, norm] = await shown();
    const rail = (await page.$(".slider-rail-touch-rect"))!;
    const { x, y, width, height } = (await rail.boundingBox())!;
    await page.mouse.click(x + width - 12, y + height / 2);
    await page.waitForFunction(() =>
      // deno-lint-ignore no-explicit-any
      (document.getElementById("figure") as any).calcdata[3][0].x === 9
    );
    const [trainThen, testThen, largestThen, normThen] = await shown();
    assert(trainThen > 100 * train, "the training loss rises");
    assert(testThen < test / 1000, "the test loss falls");
    assert(largestThen < largest / 100 && normThen < norm / 100, "the weights shrink");
  } finally {
    await browser.close();
  }
});

for (const { lambd, train, test, norm } of twin.runs) {
  Deno.test(`weight_decay_measured.ipynb prints PyTorch's medians for lambda ${lambd}`, async () => {
    const found = await numbers("s2-numbers", `λ = ${lambd}：`);
    // Losses near zero are rounding errors: the notebook asserts their size itself.
    if (lambd === 0) assertPrinted(found.slice(1), [test, norm]);
    else assertPrinted(found, [train, test, norm]);
  });
}

Deno.test("weight_decay_measured.ipynb prints PyTorch's loss without noise", async () => {
  const found = await numbers("s1-numbers", "λ = 0的测试损失：");
  assertPrinted(found, [twin.runs[0].test, twin.noise_free.test]);
});

for (const [lambd, losses] of Object.entries(twin.steps_400)) {
  Deno.test(`weight_decay_measured.ipynb prints PyTorch's losses after 400 steps, lambda ${lambd}`, async () => {
    assertPrinted(await numbers("s4-experiment", `400步，λ = ${lambd}的测试损失：`), losses);
  });
}

Deno.test("weight_decay_measured.ipynb prints PyTorch's loss of the mean alone", async () => {
  assertPrinted(await numbers("s2-experiment", "只报平均值，测试损失："), [twin.bias_only]);
});

for (const [name, left] of Object.entries(twin.left)) {
  Deno.test(`weight_decay_measured.ipynb shrinks weights as PyTorch's ${name}`, async () => {
    assertPrinted(await numbers("s8-experiment", `${name}剩下的比例：`), left);
  });
}
