import type { Browser, Page } from "puppeteer-core";
import { launchBrowser } from "../../../tools/chromium.ts";

/** What a server does with an address, where it does not just serve the file. */
export type Special = (path: string) => Response | Promise<Response> | undefined;

/** The book, built into a folder with blanks and Chinese letters, and a Chromium that reads it. */
export class Book implements AsyncDisposable {
  private constructor(
    readonly folder: string,
    readonly browser: Browser,
    readonly server: Deno.HttpServer<Deno.NetAddr>,
    readonly special: { serve?: Special },
  ) {}

  static async open(): Promise<Book> {
    const folder = await Deno.makeTempDir({ prefix: "一本 书 #-" });
    const build = new URL("../../../book/build.ts", import.meta.url).href;
    const command = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", build, "--out", folder],
      stdout: "null",
      stderr: "piped",
    });
    const { success, stderr } = await command.output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    const special: { serve?: Special } = {};
    const server = Deno.serve({ port: 0, onListen() {} }, async (request) => {
      const path = decodeURIComponent(new URL(request.url).pathname).replace("/some/path/", "");
      const given = await special.serve?.(path);
      if (given) return given;
      const file = await Deno.open(`${folder}/${path}`).catch(() => undefined);
      const type = { html: "text/html", css: "text/css", js: "text/javascript" }[
        path.split(".").at(-1)!
      ];
      return file && type
        ? new Response(file.readable, { headers: { "content-type": type } })
        : new Response("", { status: 404 });
    });
    return new Book(folder, await launchBrowser(), server, special);
  }

  /** The address of a page, over http or as a file. */
  address(path: string, how: "file" | "http" = "file"): string {
    return how === "file"
      ? `file://${this.folder.split("/").map(encodeURIComponent).join("/")}/${path}`
      : `http://localhost:${this.server.addr.port}/some/path/${path}`;
  }

  /** Opens a page; `early` runs in it before its own scripts. */
  async read(path: string, how?: "file" | "http", early?: () => void): Promise<Page> {
    // A context of its own: what one test keeps in the browser is not another's.
    const context = await this.browser.createBrowserContext();
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.evaluateOnNewDocument(catchDownload);
    if (early) await page.evaluateOnNewDocument(early);
    await page.goto(this.address(path, how));
    return page;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    await this.server.shutdown();
    await Deno.remove(this.folder, { recursive: true });
  }
}

function catchDownload(): void {
  const make = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob: Blob) => {
    if (blob.type.includes("ipynb")) Object.assign(globalThis, { saved: blob.text() });
    return make(blob);
  };
}

/** The notebook that the page's button gives. */
export async function download(page: Page) {
  await press(page, "save");
  const text = await page.waitForFunction(() => (globalThis as { saved?: Promise<string> }).saved);
  return JSON.parse(await text.jsonValue() as string);
}

/** Presses a button of the bar, or of a cell. */
export async function press(page: Page, action: string, cell?: string): Promise<void> {
  await page.$eval(
    `${cell ? `#${cell}` : ".tools"} [data-do="${action}"]`,
    (button) => (button as HTMLElement).click(),
  );
}

/** Waits until all that was pressed has been done. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    (globalThis as unknown as { d2lBook: { acting: number } }).d2lBook.acting === 0
  );
}

/** Runs a cell to its end, with other code if some is given, and tells what stands under it. */
export async function run(page: Page, cell: string, code?: string): Promise<string> {
  if (code !== undefined) await type(page, cell, code);
  await press(page, "run", cell);
  await settle(page);
  return await text(page, `#${cell} .out`);
}

/** Gives a cell other code, as a reader does who types. */
export async function type(page: Page, cell: string, code: string): Promise<void> {
  await press(page, "edit", cell);
  await page.waitForSelector(`#${cell} .cm-focused`);
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.press("Backspace");
  await page.keyboard.sendCharacter(code);
}

/** The text of an element. */
export function text(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (element) => element.textContent!);
}

/** What the page says in its bar, once it says something like this. */
export async function hear(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (words) => document.querySelector(".said")!.textContent!.includes(words),
    {},
    words,
  );
}
