import type { Browser, Page } from "puppeteer-core";
import { launchBrowser } from "../../../tools/browser.ts";
import { type Lab, startLab } from "../../../tools/kernel.ts";
import type { Draw, LabPage, LabWindow } from "./_in_page.ts";
import { watchPage } from "./_in_page.ts";

const root = new URL("../../../", import.meta.url);

/** The first cell of most notebooks here. */
export const setUp = `import { Animator, figure, plot, usePlotly } from "d2l"; await usePlotly();`;

/**
 * A training in the small: `steps` steps of `ms` milliseconds that the event loop gets no part of,
 * with the number of whole steps as its parameter.
 */
export const defineTrain = `let parameter = 0;
async function train(steps, ms, fail = 0) {
  const animator = new Animator({
    xlabel: "epochs", ylabel: "loss", yscale: "log", legend: ["train", "test"],
  });
  for (let step = 1; step <= steps; step++) {
    for (const start = performance.now(); performance.now() - start < ms;);
    if (step === fail) throw new Error("a fault in step " + step);
    parameter = step;
    await animator.add(step, [1 / step, 2 / step]);
  }
}`;

/** An output of a cell, as a notebook's file has it. */
export interface CellOutput {
  output_type: string;
  name?: string;
  text?: string;
  ename?: string;
  evalue?: string;
  data?: Record<string, string>;
}

/** What a graph in the page shows. */
export interface Shown {
  /** How many points each curve has. */
  points: number[];
  width: number;
  textColor: string;
  background: string;
}

/** Lets the notebooks in a folder find what those of the project find. */
export async function writeConfig(folder: string): Promise<void> {
  const config = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const imports = Object.entries<string>(config.imports).map(([name, path]) => [
    name,
    path.startsWith(".") ? new URL(path, root).href : path,
  ]);
  await Deno.writeTextFile(
    `${folder}/deno.json`,
    JSON.stringify({ imports: Object.fromEntries(imports) }),
  );
}

/** JupyterLab in a browser, on a folder of its own. */
export class Desk {
  private constructor(
    readonly lab: Lab,
    readonly browser: Browser,
    readonly folder: string,
  ) {}

  static async open(): Promise<Desk> {
    const folder = await Deno.makeTempDir({ prefix: "notebooks-" });
    await writeConfig(folder);
    const lab = await startLab({ notebookDir: folder, args: ["--expose-app-in-browser"] });
    return new Desk(lab, await launchBrowser(), folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    await this.lab.close();
    await Deno.remove(this.folder, { recursive: true });
  }

  /** Writes a notebook with these code cells and opens it in a new window. */
  async write(name: string, cells: readonly string[]): Promise<Sheet> {
    await this.writeFile(name, cells);
    return await this.show(name);
  }

  /** Writes a notebook with these code cells. */
  async writeFile(name: string, cells: readonly string[]): Promise<void> {
    const notebook = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {
        kernelspec: {
          name: "deno",
          display_name: "Deno",
          language: "typescript",
        },
      },
      cells: cells.map((source, i) => ({
        cell_type: "code",
        id: `cell-${i}`,
        metadata: {},
        execution_count: null,
        outputs: [],
        source,
      })),
    };
    await Deno.writeTextFile(`${this.folder}/${name}.ipynb`, JSON.stringify(notebook));
  }

  /** Saves a notebook as somebody else would have written it. */
  async takeOver(name: string, copy: string): Promise<void> {
    const text = await Deno.readTextFile(`${this.folder}/${name}.ipynb`);
    const notebook = JSON.parse(text);
    notebook.metadata.author = "somebody else";
    await Deno.writeTextFile(`${this.folder}/${copy}.ipynb`, JSON.stringify(notebook));
  }

  /** Takes one of the project's notebooks along. */
  async copy(name: string): Promise<void> {
    await Deno.copyFile(new URL(`notebooks/${name}.ipynb`, root), `${this.folder}/${name}.ipynb`);
  }

  /** Opens a notebook that is there in a new window. */
  async show(name: string): Promise<Sheet> {
    const page = await this.browser.newPage();
    await page.setViewport({ width: 1200, height: 1000 });
    await page.evaluateOnNewDocument(watchPage);
    // A reader who reloads in a training is asked about unsaved changes.
    page.on("dialog", (dialog) => dialog.accept());
    const sheet = new Sheet(page);
    const { url, token } = this.lab;
    await page.goto(`${url}lab/workspaces/${name}/tree/${name}.ipynb?token=${token}`);
    await sheet.ready();
    return sheet;
  }
}

/** A notebook in a window of its own. */
export class Sheet implements AsyncDisposable {
  constructor(readonly page: Page) {}

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.page.isClosed()) return;
    await this.call("shutDown");
    await this.page.close();
  }

  /** Waits until the notebook and its kernel are there. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(
      () => (globalThis as unknown as LabWindow).desk?.isReady(),
      { timeout: 60_000, polling: 50 },
    );
  }

  /** Calls one of the functions that `watchPage()` put into the page. */
  call<K extends keyof LabPage>(
    name: K,
    ...args: Parameters<LabPage[K]>
  ): Promise<Awaited<ReturnType<LabPage[K]>>> {
    return this.page.evaluate(
      (name, args) => {
        const { desk } = globalThis as unknown as LabWindow;
        return (desk[name] as (...args: unknown[]) => unknown)(...args);
      },
      name,
      args as unknown[],
    ) as Promise<Awaited<ReturnType<LabPage[K]>>>;
  }

  /** Runs one of JupyterLab's commands. */
  command(id: string): Promise<void> {
    return this.call("command", id);
  }

  /** Restarts the kernel: JupyterLab hears of the new one at its first cell. */
  restart(): Promise<void> {
    return this.call("restart");
  }

  /** Saves the notebook. */
  save(): Promise<void> {
    return this.command("docmanager:save");
  }

  /** Runs all cells, and waits until the last has ended. */
  async runAll(): Promise<void> {
    await this.command("notebook:run-all-cells");
    await this.settled();
  }

  /** Waits until no cell runs and every figure shows its newest frame. */
  async settled(): Promise<void> {
    await this.until("isSettled");
  }

  /** Waits until a question to the page is answered with yes. */
  async until<K extends keyof LabPage>(name: K, ...args: Parameters<LabPage[K]>): Promise<void> {
    const end = performance.now() + 30_000;
    while (!await this.call(name, ...args)) {
      if (performance.now() > end) {
        throw new Error(`${name}(${args}) did not become true in 30 s`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** A cell's outputs. */
  outputs(cell: number): Promise<CellOutput[]> {
    return this.call("outputs", cell);
  }

  /** What all cells reported as errors, on either way. */
  async errors(): Promise<string[]> {
    return (await this.call("allOutputs")).filter((output) =>
      output.output_type === "error" || output.name === "stderr"
    ).map((output) => output.evalue ?? output.text ?? "");
  }

  /** What the graphs under a cell show. */
  graphs(cell: number): Promise<Shown[]> {
    return this.call("graphs", cell);
  }

  /** All times Plotly drew, in order. */
  draws(): Promise<Draw[]> {
    return this.call("draws");
  }
}
