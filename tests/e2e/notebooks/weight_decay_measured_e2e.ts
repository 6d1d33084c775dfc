import { assert, assertEquals } from "@std/assert";
import plotly from "plotly.js-dist-min/plotly.min.js" with { type: "text" };
import { typeErrors } from "../../../tools/cells.ts";
import { launchBrowser } from "../../../tools/chromium.ts";
import { type Cell, codeCell, joinLines, type Notebook } from "../../../tools/notebook.ts";
import twin from "../../fixtures/weight_decay_measured.json" with { type: "json" };
import { assertClose, figures, NotebookRun } from "./_run.ts";

const sections = Array.from({ length: 9 }, (_, i) => `s${i + 1}`);

/** Numbers are printed with three digits. */
const printedSo = { relative: 0.006 };

const source = (cell: Cell) => joinLines(cell.source);

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
const run = new NotebookRun("weight_decay_measured", (notebook) => {
  return answers(notebook).map(({ id, code }) => codeCell(code, { id: `${id}-answer` }));
});

Deno.test("weight_decay_measured.ipynb asks, measures, draws, reads and checks in each section", () => {
  const { cells } = run.committed;
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

Deno.test("weight_decay_measured.ipynb has at least six exercises whose answers check themselves", () => {
  const found = answers(run.committed);
  assert(found.length >= 6);
  for (const { id, code } of found) assert(/\bassert/.test(code), id);
});

Deno.test("weight_decay_measured.ipynb and its answers have no type errors", async () => {
  assertEquals(await typeErrors([{ path: run.path, notebook: run.whole() }]), "");
});

run.testCommitted();

Deno.test("weight_decay_measured.ipynb shows one figure in each section, and words for it", async () => {
  for (const section of sections) {
    const { outputs = [], ...rest } = await run.cell(`${section}-figure`);
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
  for (const { id, outputs = [] } of (await run.executed()).cells) {
    for (const output of outputs) {
      if (output.output_type !== "execute_result") continue;
      assert(/^s\d-figure$/.test(id ?? ""), `${id} shows a value`);
    }
  }
});

Deno.test("weight_decay_measured.ipynb has a frame for each place of its slider", async () => {
  const [{ data, frames, layout }] = figures(await run.cell("s9-figure"));
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
  const { cells } = run.committed;
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
    const found = await run.numbers("s2-numbers", `λ = ${lambd}：`);
    // Losses near zero are rounding errors: the notebook asserts their size itself.
    if (lambd === 0) assertClose(found.slice(1), [test, norm], printedSo);
    else assertClose(found, [train, test, norm], printedSo);
  });
}

Deno.test("weight_decay_measured.ipynb prints PyTorch's loss without noise", async () => {
  const found = await run.numbers("s1-numbers", "λ = 0的测试损失：");
  assertClose(found, [twin.runs[0].test, twin.noise_free.test], printedSo);
});

for (const [lambd, losses] of Object.entries(twin.steps_400)) {
  Deno.test(`weight_decay_measured.ipynb prints PyTorch's losses after 400 steps, lambda ${lambd}`, async () => {
    const found = await run.numbers("s4-experiment", `400步，λ = ${lambd}的测试损失：`);
    assertClose(found, losses, printedSo);
  });
}

Deno.test("weight_decay_measured.ipynb prints PyTorch's loss of the mean alone", async () => {
  const found = await run.numbers("s2-experiment", "只报平均值，测试损失：");
  assertClose(found, [twin.bias_only], printedSo);
});

for (const [name, left] of Object.entries(twin.left)) {
  Deno.test(`weight_decay_measured.ipynb shrinks weights as PyTorch's ${name}`, async () => {
    assertClose(await run.numbers("s8-experiment", `${name}剩下的比例：`), left, printedSo);
  });
}
