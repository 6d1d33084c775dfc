import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { bundleSession } from "../../../book/session/bundle.ts";
import { launchBrowser } from "../../../tools/chromium.ts";
import type { TestWindow } from "./_page.ts";

/** What a test asks of a page. */
export type Ask = <T, A extends unknown[]>(
  ask: (page: TestWindow, ...args: A) => T,
  ...args: A
) => Promise<Awaited<T>>;

/** Starts a headless Firefox. Whoever calls this closes it. */
export async function launchFirefox(): Promise<Browser> {
  const names = ["firefox-esr", "firefox"].flatMap((name) =>
    Deno.env.get("PATH")!.split(":").map((folder) => `${folder}/${name}`)
  );
  const isFile = (path: string) => Deno.stat(path).then((info) => info.isFile, () => false);
  const found = await Promise.all(names.map(isFile));
  const executablePath = names[found.indexOf(true)];
  if (!executablePath) throw new Error("Firefox was not found (Debian: `apt install firefox-esr`)");
  return await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
}

/** A page with a session, opened over http and as a file. */
export class Site implements AsyncDisposable {
  private constructor(
    readonly browser: Browser,
    readonly server: Deno.HttpServer<Deno.NetAddr>,
    readonly folder: string,
  ) {}

  static async open(launch: () => Promise<Browser> = launchBrowser): Promise<Site> {
    const worker = await bundleSession();
    const page = new Deno.Command(Deno.execPath(), {
      args: ["bundle", "--quiet", "--platform=browser", "--format=iife", inPage],
    });
    const code = new TextDecoder().decode((await page.output()).stdout);
    const script = (text: string) =>
      `<script>${text.replaceAll("</script", "<\\/script")}</script>`;
    const html = `<!doctype html><meta charset="utf-8">${script(code)}` +
      script(`makeSession(${JSON.stringify(worker).replaceAll("<", "\\u003c")})`);
    const folder = await Deno.makeTempDir({ prefix: "一本 书-" });
    await Deno.writeTextFile(`${folder}/page.html`, html);
    const headers = { "content-type": "text/html" };
    const server = Deno.serve({ port: 0, onListen() {} }, () => new Response(html, { headers }));
    return new Site(await launch(), server, folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    await this.server.shutdown();
    await Deno.remove(this.folder, { recursive: true });
  }

  /** Opens a page, and gives the way to ask it. */
  async visit(how: "http" | "file"): Promise<{ page: Page; ask: Ask }> {
    const page = await this.browser.newPage();
    await page.goto(
      how === "http"
        ? `http://localhost:${this.server.addr.port}/`
        : `file://${encodeURI(this.folder)}/page.html`,
    );
    const ask = (ask: unknown, ...args: unknown[]) =>
      page.evaluate(`(${ask})(window, ...${JSON.stringify(args)})`);
    return { page, ask: ask as Ask };
  }
}

const inPage = new URL("_page.ts", import.meta.url).href;
