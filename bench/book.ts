/**
 * What a reader of the book waits for: `deno task bench book`, after `deno task book`.
 *
 * First view: what goes over the wire, gzipped, and when the first text stands there, at 1.6 Mbit/s,
 * 150 ms and a processor four times as slow. Then, unthrottled, how long a notebook takes to run in
 * its page, and how many trainings a second follow the reader who drags λ.
 *
 * @module
 */
import type { Browser, Page } from "puppeteer-core";
import { launchBrowser } from "../tools/chromium.ts";

const dist = new URL("../dist/", import.meta.url);
const types: Record<string, string> = {
  html: "text/html",
  css: "text/css",
  js: "text/javascript",
};

/** Serves the book gzipped, and counts. */
function serve(count: (bytes: number) => void) {
  return Deno.serve({ port: 0, onListen() {} }, async (request) => {
    const path = decodeURIComponent(new URL(request.url).pathname.slice(1));
    const file = await Deno.open(new URL(path, dist)).catch(() => undefined);
    if (!file) return new Response("", { status: 404 });
    const body = await new Response(file.readable.pipeThrough(new CompressionStream("gzip")))
      .arrayBuffer();
    count(body.byteLength);
    const type = types[path.split(".").at(-1)!] ?? "text/plain";
    return new Response(body, { headers: { "content-type": type, "content-encoding": "gzip" } });
  });
}

/** Opens a page in a browser that knows nothing yet. */
async function open(browser: Browser, slow: boolean, url: string): Promise<Page> {
  const page = await (await browser.createBrowserContext()).newPage();
  page.setDefaultTimeout(600_000);
  await page.setViewport({ width: 1400, height: 900 });
  if (slow) {
    const session = await page.createCDPSession();
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 150,
      downloadThroughput: 1.6e6 / 8,
      uploadThroughput: 1.6e6 / 8,
    });
    await page.emulateCPUThrottling(4);
  }
  await page.goto(url, { waitUntil: "load" });
  return page;
}

/** Milliseconds to the first text, and how far things moved. */
async function firstView(page: Page): Promise<{ paint: number; shift: number }> {
  return await page.evaluate(async () => {
    const shifts: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        shifts.push((entry as unknown as { value: number }).value);
      }
    }).observe({ type: "layout-shift", buffered: true });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    return { paint: paint.startTime, shift: shifts.reduce((sum, value) => sum + value, 0) };
  });
}

/** Seconds from the button to the last output. */
async function runAll(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const start = performance.now();
    document.querySelector<HTMLElement>("[data-do=all]")!.click();
    const book = (globalThis as unknown as { d2lBook: { acting: number } }).d2lBook;
    while (book.acting > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    return (performance.now() - start) / 1000;
  });
}

/** Trainings drawn in a second, while λ moves with every frame. */
async function drag(page: Page): Promise<number> {
  await page.hover(".explorable");
  return await page.evaluate(async () => {
    const section = document.querySelector<HTMLElement>(".explorable")!;
    const slider = section.querySelector<HTMLInputElement>("[name=lambda]")!;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const move = async (milliseconds: number) => {
      const [start, drawn] = [performance.now(), Number(section.dataset.drawn)];
      for (let i = 0; performance.now() - start < milliseconds; i++) {
        slider.value = String(60 + 50 * Math.sin(i / 15));
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await frame();
      }
      return (Number(section.dataset.drawn) - drawn) / milliseconds * 1000;
    };
    while (!section.dataset.drawn) await frame();
    await move(1000);
    return await move(3000);
  });
}

/** Prints the book's figures. */
export async function benchBook(): Promise<void> {
  let bytes = 0;
  const server = serve((count) => bytes += count);
  const browser = await launchBrowser();
  const pages = [...Deno.readDirSync(dist)].map(({ name }) => name)
    .filter((name) => name.endsWith(".html")).sort();
  console.log("page                         KB  first text  shift   all cells");
  for (const name of pages) {
    const url = `http://localhost:${server.addr.port}/${name}`;
    bytes = 0;
    const page = await open(browser, true, url);
    const { paint, shift } = await firstView(page);
    const size = (bytes / 1000).toFixed(0);
    await page.browserContext().close();
    const quick = await open(browser, false, url);
    const alive = await quick.$(".cell");
    const time = alive ? `${(await runAll(quick)).toFixed(1)} s` : "";
    console.log(
      name.padEnd(26) + size.padStart(5) + `${(paint / 1000).toFixed(2)} s`.padStart(12) +
        shift.toFixed(4).padStart(7) + time.padStart(12),
    );
    await quick.browserContext().close();
  }
  const page = await open(browser, false, `http://localhost:${server.addr.port}/weight_decay.html`);
  console.log(`λ dragged: ${(await drag(page)).toFixed(0)} trainings a second`);
  await browser.close();
  await server.shutdown();
}
