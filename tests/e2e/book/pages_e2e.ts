import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { launch, type Page } from "puppeteer-core";
import { compare, type Notebook, readCells } from "../../book/session/_notebook.ts";
import { launchBrowser } from "../../../tools/chromium.ts";
import { Book, download, hear, press, run, settle, text, type } from "./_book.ts";

const book = await Book.open();
Deno.test.afterAll(() => book[Symbol.asyncDispose]());

const folder = new URL("../../../notebooks/", import.meta.url);
const notebooks = [...Deno.readDirSync(folder)].map(({ name }) => name)
  .filter((name) => name.endsWith(".ipynb")).sort();
const readNotebook = async (name: string): Promise<Notebook> =>
  JSON.parse(await Deno.readTextFile(new URL(name, folder)));
const toPage = (name: string) => name.replace(".ipynb", ".html");

function pagesIn(folder: string, path = ""): string[] {
  return [...Deno.readDirSync(`${folder}/${path}`)].flatMap(({ name, isDirectory }) =>
    isDirectory ? pagesIn(folder, `${path}${name}/`) : name.endsWith(".html") ? [path + name] : []
  );
}

for (const how of ["file", "http"] as const) {
  Deno.test(`each page opens over ${how}, asks for nothing elsewhere and fits a phone`, async () => {
    const page = await book.read("index.html", how);
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("requestfailed", (request) => faults.push(request.url()));
    page.on("request", (request) => {
      const here = /^(data|blob):/.test(request.url()) ||
        request.url().startsWith(book.address("", how));
      if (!here) faults.push(request.url());
    });
    await page.setViewport({ width: 390, height: 800 });
    for (const path of pagesIn(book.folder)) {
      await page.goto(book.address(path, how));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 390) faults.push(`${path} is ${width} wide`);
    }
    assertEquals(faults, []);
    await page.browserContext().close();
  });
}

Deno.test("a page reads without JavaScript, and no mark of punctuation begins a line", async () => {
  const page = await book.read("index.html");
  await page.setJavaScriptEnabled(false);
  for (const name of notebooks) {
    await page.goto(book.address(toPage(name)));
    for (const width of [390, 640, 1000]) {
      await page.setViewport({ width, height: 800 });
      assertEquals(await page.evaluate(findLineStarts), []);
    }
    const { cells } = await readNotebook(name);
    const figures = JSON.stringify(cells).split("application/vnd.plotly.v1+json").length - 1;
    assertEquals((await page.$$("figure > svg")).length, figures);
    assertEquals((await page.$$("button")).length, 0);
    assert((await page.$$(".katex math")).length > 50);
    assert((await page.$$(".code .k")).length > 50);
  }
  await page.browserContext().close();
});

/** Marks that begin a line of prose, with what follows them. */
function findLineStarts(): string[] {
  return [...document.querySelectorAll("main :is(p, li, h2, h3)")].flatMap((block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const left = block.getBoundingClientRect().left;
    const found: string[] = [];
    for (let node = walker.nextNode() as Text; node; node = walker.nextNode() as Text) {
      if (node.parentElement!.closest("math, code")) continue;
      for (const { index } of node.data.matchAll(/[，。、；：？！）”》]/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        const place = range.getBoundingClientRect();
        if (place.width && Math.abs(place.left - left) < 2) {
          found.push(node.data.slice(index, index + 9));
        }
      }
    }
    return found;
  });
}

/** In what a saved notebook differs from the committed one. */
async function differences(saved: Notebook, name: string): Promise<unknown[]> {
  const committed = readCells(await readNotebook(name)).filter(({ aside }) => !aside);
  return readCells(saved).filter(({ aside }) => !aside).flatMap(({ id, code, outputs = [] }, i) => {
    const found = code === committed[i].code ? compare(outputs as never, committed[i]) : "the code";
    return found ? [[id, found]] : [];
  });
}

for (const name of notebooks) {
  Deno.test(`${name} runs in its page, from a file, and is saved as it is committed`, async () => {
    const page = await book.read(toPage(name));
    page.setDefaultTimeout(400_000);
    await press(page, "all");
    await settle(page);
    assertEquals(await differences(await download(page), name), []);
    const holders = (await page.$$("[data-d2l-figure]")).length;
    await page.waitForFunction(
      (count) => document.querySelectorAll(".js-plotly-plot .main-svg").length >= count,
      {},
      holders,
    );
    for (const { id, aside } of readCells(await readNotebook(name))) {
      if (!aside) continue;
      const cell = id.replace(/\d+$/, (i) => String(Number(i) + 1));
      await press(page, "run", cell);
      await settle(page);
      assertEquals([cell, await page.$(`#${cell} .error`)], [cell, null]);
    }
    await page.browserContext().close();
  });
}

Deno.test("a cell runs first what it needs, and says so", async () => {
  const page = await book.read("weight_decay.html");
  assertMatch(await run(page, "in-8"), /^先运行了前面\d+格[^]*0\.36717653274536133\n$/);
  await page.browserContext().close();
});

Deno.test("what a reader changes survives a reload, is saved, and can be undone", async () => {
  const page = await book.read("weight_decay.html");
  const printed = await text(page, "#in-1 code");
  assertMatch(await run(page, "in-1", "1 + 1"), /^2$/);
  await page.reload();
  await page.waitForSelector("#in-1.edited");
  assertEquals(await text(page, "#in-1 code"), "1 + 1");
  const saved = await download(page);
  assertEquals(saved.cells.find(({ id }: { id: string }) => id === "in-1").source, "1 + 1");
  await press(page, "restore", "in-1");
  assertEquals(await text(page, "#in-1 code"), printed);
  await type(page, "in-3", "2 + 2");
  page.on("dialog", (dialog) => dialog.accept());
  await press(page, "discard");
  await page.reload();
  assertEquals((await page.$$(".edited")).length, 0);
  await page.browserContext().close();
});

Deno.test("the editor has Jupyter's keys, brackets, completion and help", async () => {
  const page = await book.read("weight_decay.html");
  await type(page, "in-1", "");
  await page.keyboard.type("[torch.manu");
  await page.waitForSelector(".cm-tooltip-autocomplete");
  // Within its first moments CodeMirror takes Enter for the reader's own.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() =>
    document.querySelector("#in-1 .cm-content")!.textContent === "[torch.manualSeed]"
  );
  await type(page, "in-1", "const three = 3; three");
  await page.keyboard.down("Shift");
  await page.keyboard.press("Enter");
  await page.keyboard.up("Shift");
  await page.waitForFunction(() => document.querySelector("#in-1 .value")?.textContent === "3");
  assert(await page.$eval("#in-2 .code", (code) => code === document.activeElement));
  await page.browserContext().close();
});

Deno.test("an error is marked at its line, and ■ ends what does not end", async () => {
  const page = await book.read("weight_decay.html");
  assertMatch(await run(page, "in-1", "let kept = 1;\n\nkept.x.y;"), /TypeError/);
  assertEquals(
    await page.$eval("#in-1 .fault", (mark) => (mark as HTMLElement).style.top),
    "calc(3.2em + 0.8rem)",
  );
  for (const code of ["await new Promise(() => {});", "while (true);"]) {
    await type(page, "in-2", code);
    await press(page, "run", "in-2");
    await page.waitForSelector("#in-2.running");
    await press(page, "stop", "in-2");
    await settle(page);
    assertMatch(await text(page, "#in-2 .out"), /Interrupted/);
  }
  assertMatch(await run(page, "in-1", `import fs from "node:fs";`), /node:fs/);
  assertMatch(await run(page, "in-1", `%matplotlib inline`), /TypeScript/);
  await page.browserContext().close();
});

const sentence = (page: Page) => text(page, ".sentence");

Deno.test("λ is dragged by mouse, by keys and in the sentence; the last value is drawn", async () => {
  const page = await book.read("weight_decay.html");
  const printed = await sentence(page);
  assertMatch(printed, /λ = 3、.*测试损失是0\.0569；‖w‖从14\.2变成0\.367/);
  const slider = (await page.$(".explorable [name=lambda]"))!;
  await slider.scrollIntoView();
  const { x, y, width } = (await slider.boundingBox())!;
  await page.mouse.move(x + width / 2, y + 10);
  await page.mouse.down();
  for (let i = 0; i <= 40; i++) await page.mouse.move(x + width * (0.5 + i / 100), y + 10);
  await page.mouse.up();
  const shows = (words: RegExp) =>
    page.waitForFunction(
      (words) => new RegExp(words).test(document.querySelector(".sentence")!.textContent!),
      {},
      words.source,
    );
  const value = await page.$eval(
    ".explorable [name=lambda]",
    (input) => (input as HTMLInputElement).ariaValueText,
  );
  await shows(new RegExp(`^λ = ${value}、`));
  await slider.focus();
  await page.keyboard.press("Home");
  await shows(/^λ = 0、.*公式.*给出14\.2。$/);
  const samples = (await page.$("[data-drag=samples]"))!;
  await samples.scrollIntoView();
  const number = (await samples.boundingBox())!;
  await page.mouse.move(number.x + 3, number.y + 3);
  await page.mouse.down();
  await page.mouse.move(number.x + 400, number.y + 3, { steps: 4 });
  await page.mouse.up();
  await shows(/用400个样本/);
  assertNotEquals(await sentence(page), printed);
  await page.browserContext().close();
});

Deno.test("a name in a cell leads to its source, whose example runs, and back", async () => {
  const page = await book.read("weight_decay_measured.html");
  await page.$eval(
    "a[href$='matmul.html#matmul']",
    (a) => (a as HTMLElement).click(),
  );
  await page.waitForSelector("#matmul:target");
  assertMatch(await text(page, "#matmul > .code code"), /^export function matmul/);
  assertMatch(await run(page, "example-1"), /^✓/);
  await page.goBack();
  await page.waitForSelector("#s1-claim, #imports");
  await page.browserContext().close();
});

Deno.test("without workers, storage or WebAssembly a page works or says what is missing", async () => {
  const bare = await book.read("weight_decay.html", "file", () => {
    Reflect.deleteProperty(globalThis, "WebAssembly");
    Object.defineProperty(globalThis, "localStorage", {
      get() {
        throw new Error("denied");
      },
    });
  });
  assertEquals(await run(bare, "in-1", "6 * 7"), "42");
  await type(bare, "in-1", "1");
  await hear(bare, "你的修改在离开这一页后就没有了");
  await bare.browserContext().close();

  const alone = await book.read("weight_decay.html", "file", () => {
    globalThis.Worker = class {
      constructor() {
        throw new Error("blocked");
      }
    } as never;
  });
  await press(alone, "run", "in-1");
  await hear(alone, "代码格不能运行");
  await alone.hover(".explorable");
  await hear(alone, "拖动没有反应");
  await alone.browserContext().close();
});

Deno.test("a script that is old, late or missing is told of, and the rest works", async () => {
  book.special.serve = (path) =>
    path === "assets/cells.js" ? new Response(`d2lBook.builds["cells.js"]="old"`) : undefined;
  const stale = await book.read("weight_decay.html", "http");
  await press(stale, "run", "in-1");
  await hear(stale, "不是同一次生成的");
  await stale.browserContext().close();

  book.special.serve = (path) =>
    path === "assets/plotly.js" ? new Response("", { status: 404 }) : undefined;
  const missing = await book.read("weight_decay.html", "http");
  assertMatch(await run(missing, "in-8"), /0\.36717653274536133/);
  await hear(missing, "图画不出来");
  await missing.browserContext().close();

  book.special.serve = async (path) => {
    if (path === "assets/plotly.js") await new Promise((resolve) => setTimeout(resolve, 4000));
    return undefined as never;
  };
  const late = await book.read("weight_decay.html", "http");
  await run(late, "in-8");
  assertEquals(await late.$("#in-8 .main-svg"), null);
  await late.waitForSelector("#in-8 .main-svg");
  await late.browserContext().close();
  book.special.serve = undefined;
});

Deno.test("of two tabs each keeps its own session, and hears of the other's changes", async () => {
  const page = await book.read("weight_decay.html", "http");
  const other = await page.browserContext().newPage();
  await other.goto(page.url());
  await run(other, "in-4");
  await page.bringToFront();
  assertMatch(await run(page, "in-1", "typeof initParams"), /undefined/);
  await other.bringToFront();
  await type(other, "in-2", "2");
  await hear(page, "另一个标签页");
  await page.browserContext().close();
});

Deno.test("a training goes on in a tab that nobody sees", async () => {
  const page = await book.read("weight_decay.html");
  const code = `import * as d2l from "d2l";
const animator = new d2l.Animator({});
for (let step = 1; step <= 20; step++) {
  await new Promise((resolve) => setTimeout(resolve, 250));
  await animator.add(step, step);
}
"done"`;
  await type(page, "in-1", code);
  await press(page, "run", "in-1");
  const other = await page.browserContext().newPage();
  await other.bringToFront();
  await new Promise((resolve) => setTimeout(resolve, 8000));
  assertMatch(await text(page, "#in-1 .value"), /done/);
  await page.bringToFront();
  await page.waitForSelector("#in-1 .main-svg");
  await page.browserContext().close();
});

/** The memory of a page and its worker, in bytes: V8's, the document's, and the arrays'. */
async function memory(page: Page): Promise<number> {
  const clients = [await page.createCDPSession(), page.workers()[0].client];
  const sizes = await Promise.all(clients.map(async (client) => {
    await client.send("HeapProfiler.collectGarbage");
    const used = await client.send("Runtime.getHeapUsage");
    return used.usedSize + used.embedderHeapUsedSize + used.backingStorageSize;
  }));
  return sizes[0] + sizes[1];
}

Deno.test("running all cells 30 times takes no more memory", async () => {
  // What V8 compiles on the way is no leak, and would be the most of what comes and goes.
  const browser = await launchBrowser(["--js-flags=--no-opt --no-sparkplug --no-maglev"]);
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(book.address("weight_decay.html"));
  const used: number[] = [];
  for (let round = 1; round <= 33; round++) {
    await press(page, "all");
    await settle(page);
    if (round === 3 || round === 33) used.push(await memory(page));
  }
  assert(used[1] < used[0] * 1.1, `${used}`);
  await browser.close();
});

const firefox = "/usr/bin/firefox-esr";
const missing = !await Deno.stat(firefox).then(() => true, () => false);
Deno.test({ name: "Firefox runs the first notebook, from a file", ignore: missing }, async () => {
  const browser = await launch({ browser: "firefox", executablePath: firefox, headless: true });
  const page = await browser.newPage();
  await page.goto(book.address("weight_decay.html"));
  await page.evaluate(() => {
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      if (blob.type.includes("ipynb")) Object.assign(globalThis, { saved: blob.text() });
      return make(blob);
    };
  });
  await press(page, "all");
  await settle(page);
  assertEquals(await differences(await download(page), "weight_decay.ipynb"), []);
  await browser.close();
});
