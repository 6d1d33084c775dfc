/**
 * Draws the README's pictures: a notebook that runs in JupyterLab, and a figure of another one.
 *
 * @module
 */
import { join } from "node:path";
import { launchBrowser } from "./chromium.ts";
import { startLab } from "./lab.ts";
import { readNotebook } from "./notebook.ts";
import { type Figure, Painter } from "./painter.ts";
import { runTask, say } from "./process.ts";
import { ROOT } from "./environment.ts";
import { PLOTLY } from "./still.ts";

/** JupyterLab's page. */
interface LabWindow {
  // deno-lint-ignore no-explicit-any
  jupyterapp: any;
}

/** Runs notebooks/weight_decay.ipynb in JupyterLab, and takes the page at the cell with λ = 3. */
async function takePage(file: string): Promise<void> {
  await using lab = await startLab(ROOT, ["--expose-app-in-browser"]);
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  page.setDefaultTimeout(300_000);
  await page.setViewport({ width: 1000, height: 806, deviceScaleFactor: 2 });
  await page.goto(`${lab.url}lab/tree/notebooks/weight_decay.ipynb?token=${lab.token}`);
  await page.waitForFunction(() => {
    const { shell } = (globalThis as unknown as LabWindow).jupyterapp ?? {};
    return shell?.currentWidget?.sessionContext?.session?.kernel?.status === "idle";
  });
  await page.evaluate(async () => {
    const { commands, shell } = (globalThis as unknown as LabWindow).jupyterapp;
    await commands.execute("docmanager:toggle-autosave");
    shell.collapseLeft();
    await commands.execute("notebook:run-all-cells");
  });
  await page.waitForFunction(async () => {
    const { content } = (globalThis as unknown as LabWindow).jupyterapp.shell.currentWidget;
    const ids = content.widgets.map((cell: { model: { id: string } }) => cell.model.id);
    const [heading, training] = [ids.indexOf("lambd-3"), ids.indexOf("in-8")];
    const { top } = content.widgets[heading].node.getBoundingClientRect();
    const drawn = content.widgets[training].node.querySelector(".js-plotly-plot");
    // Figures that are drawn push down what is below them.
    if (drawn && top > 80 && top < 130) return true;
    await content.scrollToItem(training);
    content.widgets[heading].node.scrollIntoView();
    return false;
  }, { polling: 1000 });
  await page.waitForNetworkIdle();
  await page.screenshot({ path: file });
}

/** Draws the first figure of notebooks/weight_decay_measured.ipynb. */
async function drawFigure(file: string): Promise<void> {
  const { cells } = readNotebook(join(ROOT, "notebooks", "weight_decay_measured.ipynb"));
  const [figure] = cells.flatMap(({ outputs = [] }) => outputs).flatMap((output) =>
    "data" in output && output.data[PLOTLY] ? [output.data[PLOTLY] as Figure] : []
  );
  await using painter = new Painter();
  await Deno.writeFile(file, Uint8Array.fromBase64(await painter.draw(figure, 2)));
}

await runTask(async () => {
  await takePage(join(ROOT, "docs", "weight_decay.png"));
  await drawFigure(join(ROOT, "docs", "measured.png"));
  say("docs/weight_decay.png and docs/measured.png are drawn");
  return 0;
});
