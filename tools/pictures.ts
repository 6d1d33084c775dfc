/**
 * Draws the README's pictures: the book's page, a notebook that runs in JupyterLab, and a figure of
 * another one. `deno task pictures book` draws the first alone.
 *
 * @module
 */
import { join } from "node:path";
import { pathToFileURL as toFileUrl } from "node:url";
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

/** Builds the book, runs the cell with λ = 3 in its page and takes the page there. */
async function takeBook(file: string): Promise<void> {
  await using folder = await makeFolder();
  const build = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", join(ROOT, "book", "build.ts"), "--out", folder.path],
    stdout: "null",
  });
  if (!(await build.output()).success) throw new Error("The book could not be built");
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  await page.setViewport({ width: 1200, height: 900, deviceScaleFactor: 2 });
  await page.goto(toFileUrl(join(folder.path, "weight_decay.html")).href);
  await page.click("#in-8 [data-do=run]");
  await page.waitForSelector("#in-8 .main-svg", { timeout: 60_000 });
  await page.evaluate(() => document.querySelector("#in-8")!.scrollIntoView());
  await page.evaluate(() => scrollBy(0, -120));
  await page.waitForFunction(() => !document.querySelector(".running"));
  await page.screenshot({ path: file });
}

/** A folder that is gone afterwards. */
async function makeFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await Deno.makeTempDir();
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

await runTask(async () => {
  await takeBook(join(ROOT, "docs", "book.png"));
  if (Deno.args.includes("book")) return 0;
  await takePage(join(ROOT, "docs", "weight_decay.png"));
  await drawFigure(join(ROOT, "docs", "measured.png"));
  say("docs/book.png, docs/weight_decay.png and docs/measured.png are drawn");
  return 0;
});
