import type { Browser, Page } from "puppeteer-core";
import { launchBrowser } from "../../../tools/chromium.ts";
import { type Lab, startLab } from "../../../tools/lab.ts";
import { codeCell, notebookOf } from "../../../tools/notebook.ts";
import type { Draw, LabPage, LabWindow } from "./_in_page.ts";
import { watchPage } from "./_in_page.ts";

const root = new URL("../../../", import.meta.url);

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

/** Milliseconds that anything may take: a machine may have other things to do. */
const LONG = 150_000;

/** Lets the notebooks in a folder find what those of the project find. */
async function writeConfig(folder: string): Promise<void> {
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  for (const [name, path] of Object.entries<string>(imports)) {
    if (path.startsWith(".")) imports[name] = new URL(path, root).href;
  }
  await Deno.writeTextFile(`${folder}/deno.json`, JSON.stringify({ imports }));
}

/**
 * JupyterLab in a browser, on a folder of its own. It opens one notebook after the other in the
 * same page: loading JupyterLab takes longer than most of what is tested in it.
 */
export class Desk {
  #page?: Promise<Page>;

  private constructor(
    readonly lab: Lab,
    readonly browser: Browser,
    readonly folder: string,
  ) {}

  static async open(): Promise<Desk> {
    const folder = await Deno.makeTempDir({ prefix: "notebooks-" });
    await writeConfig(folder);
    const lab = await startLab(folder, ["--expose-app-in-browser"]);
    return new Desk(lab, await launchBrowser(), folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    await this.lab[Symbol.asyncDispose]();
    await Deno.remove(this.folder, { recursive: true });
  }

  /** Writes a notebook with these code cells and opens it. */
  async write(name: string, cells: readonly string[]): Promise<Sheet> {
    await this.writeFile(name, cells);
    return await this.show(name);
  }

  /** Writes a notebook with these code cells. */
  async writeFile(name: string, cells: readonly string[]): Promise<void> {
    const notebook = notebookOf(cells.map((source) => codeCell(source)));
    await Deno.writeTextFile(`${this.folder}/${name}.ipynb`, JSON.stringify(notebook));
  }

  /** Saves a notebook as somebody else would have written it. */
  async takeOver(name: string, copy: string): Promise<void> {
    const notebook = JSON.parse(await Deno.readTextFile(`${this.folder}/${name}.ipynb`));
    notebook.metadata.author = "somebody else";
    await Deno.writeTextFile(`${this.folder}/${copy}.ipynb`, JSON.stringify(notebook));
  }

  /** Takes one of the project's notebooks along. */
  async copy(name: string): Promise<void> {
    const file = `${name}.ipynb`;
    await Deno.copyFile(new URL(`notebooks/${file}`, root), `${this.folder}/${file}`);
  }

  /** Opens a notebook that is there. */
  async show(name: string): Promise<Sheet> {
    const page = await (this.#page ??= this.#load("lab"));
    await page.waitForFunction(() => (globalThis as unknown as LabWindow).jupyterapp);
    const sheet = new Sheet(page, false);
    await sheet.call("open", `${name}.ipynb`);
    await sheet.ready();
    return sheet;
  }

  /** Opens a notebook that is there in a page of its own, which knows of no other one. */
  async showAlone(name: string): Promise<Sheet> {
    const sheet = new Sheet(await this.#load(`lab/workspaces/${name}/tree/${name}.ipynb`), true);
    await sheet.ready();
    return sheet;
  }

  async #load(path: string): Promise<Page> {
    const page = await this.browser.newPage();
    page.setDefaultTimeout(LONG);
    await page.setViewport({ width: 1200, height: 1000 });
    await page.evaluateOnNewDocument(watchPage);
    // A reader who reloads in a training is asked about unsaved changes.
    page.on("dialog", (dialog) => dialog.accept());
    await page.goto(`${this.lab.url}${path}?token=${this.lab.token}`, { timeout: LONG });
    return page;
  }
}

/** A notebook in a page. */
export class Sheet implements AsyncDisposable {
  constructor(readonly page: Page, private readonly alone: boolean) {}

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.page.isClosed()) return;
    await this.call("close");
    if (this.alone) await this.page.close();
  }

  /** Waits until the notebook and its kernel are there. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(
      () => (globalThis as unknown as LabWindow).desk?.isReady(),
      { polling: 50 },
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

  /** Runs a cell, and waits until it has ended. */
  async run(cell: number): Promise<void> {
    await this.call("start", cell);
    await this.settled();
  }

  /** Waits until no cell runs. */
  async settled(): Promise<void> {
    await this.until("isSettled");
  }

  /** Waits until a question to the page is answered with yes. */
  until<K extends keyof LabPage>(name: K, ...args: Parameters<LabPage[K]>): Promise<void> {
    return this.eventually(`${name}(${args})`, async () => Boolean(await this.call(name, ...args)));
  }

  /** Waits until something is so. */
  async eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + LONG;
    while (!await isSo()) {
      if (performance.now() > end) throw new Error(`It did not become so: ${what}`);
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
