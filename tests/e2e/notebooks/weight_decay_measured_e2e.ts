import { assert, assertEquals } from "@std/assert";
import plotly from "plotly.js-dist-min/plotly.min.js" with { type: "text" };
import { launchBrowser } from "../../../tools/chromium.ts";
import twin from "../../fixtures/weight_decay_measured.json" with { type: "json" };
import { assertClose } from "./_run.ts";
import { runWithAnswers, testSections, testSlider } from "./_sections.ts";

/** Numbers are printed with three digits. */
const printedSo = { relative: 0.006 };

const run = runWithAnswers("weight_decay_measured");

testSections(run, 9);
testSlider(run, "s9-figure", "λ = ");

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
