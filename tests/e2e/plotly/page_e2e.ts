import { assert, assertEquals, assertLess } from "@std/assert";
import plotly from "plotly.js-dist-min/plotly.min.js" with { type: "text" };
import type { Page } from "puppeteer-core";
import { plot } from "../../../lib/d2l/plot.ts";
import { figure, type FigureOptions } from "../../../lib/plotly/figure.ts";
import { setLanguage } from "../../../lib/plotly/language.ts";
import { setTextSize } from "../../../lib/plotly/look.ts";
import { requestFigure } from "../../../lib/plotly/page/page.ts";
import { launchBrowser } from "../../../tools/chromium.ts";

const face = new URL("../../../lib/plotly/page/mod.ts", import.meta.url);

/** The functions of `lib/plotly/page/mod.ts` as one script that puts them on the window. */
async function bundle(): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const entry = `${folder}/entry.ts`;
    await Deno.writeTextFile(
      entry,
      `import * as face from "${face}"; Object.assign(window, face);`,
    );
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["bundle", "--quiet", "--platform", "browser", "--format", "iife", entry],
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

// deno-lint-ignore no-explicit-any -- the page's window has what the bundle puts there
type Any = any;

function htmlOf(figure: unknown): string {
  const shown = figure as Record<symbol, () => Record<string, string>>;
  return shown[Symbol.for("Jupyter.display")]()["text/html"];
}

/** Two panels; the marks of the first at 1, 2, 3 and of the second at 0 and 10. */
const panels: FigureOptions = {
  data: [
    { x: [1, 2, 3], y: [10, 20, 30], name: "loss" },
    { x: [0, 10], y: [5, 6], name: "norm", xaxis: "x2", yaxis: "y2" },
    { x: [0, 10], y: [7, 7], name: "band", xaxis: "x2", yaxis: "y2", hoverinfo: "skip" },
  ],
  layout: {
    width: 700,
    height: 300,
    showlegend: false,
    xaxis: { title: { text: "epochs" }, domain: [0, 0.4] },
    yaxis: { title: { text: "loss" } },
    xaxis2: { title: { text: "w<sub>j</sub>" }, domain: [0.6, 1], anchor: "y2" },
    yaxis2: { anchor: "x2" },
  },
};

/** Shows outputs in an element `width` pixels wide, and waits until they are drawn. */
async function show(page: Page, width: number, ...figures: unknown[]): Promise<void> {
  await page.evaluate(
    (outputs, width) => {
      document.body.replaceChildren();
      document.body.style.width = `${width}px`;
      for (const html of outputs) {
        const output = document.createElement("div");
        output.innerHTML = html;
        document.body.append(output);
        (window as Any).drawFigures(output);
      }
    },
    figures.map(htmlOf),
    width,
  );
  await page.waitForFunction(
    (count) => document.querySelectorAll(".js-plotly-plot .main-svg[viewBox]").length >= count,
    {},
    figures.length,
  );
}

/** What the figure's graph and its box measure on the screen. */
const measure = (page: Page) =>
  page.evaluate(() => {
    const box = document.querySelector<HTMLElement>("[data-d2l-box]")!;
    const graph = box.firstElementChild as Any;
    const { width, height } = graph.getBoundingClientRect();
    const tick = graph.querySelector(".xtick text").getBoundingClientRect();
    return {
      width: Math.round(width),
      height: Math.round(height),
      box: Math.round(box.getBoundingClientRect().height),
      laidOut: graph._fullLayout.width as number,
      scrolls: box.scrollWidth > box.clientWidth,
      overflows: document.documentElement.scrollWidth > innerWidth,
      tick: tick.height as number,
    };
  });

const said = (page: Page) => page.$eval("[data-d2l-said]", (element) => element.textContent);

Deno.test("figures in a page", async (t) => {
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  await page.setViewport({ width: 2100, height: 900 });
  await page.setContent('<!doctype html><meta charset="utf-8"><body style="margin:0"></body>');
  await page.addScriptTag({ content: plotly });
  await page.addScriptTag({ content: await bundle() });
  await page.evaluate(() =>
    (window as Any).installFigures(Promise.resolve((window as Any).Plotly))
  );
  const mouse = async (x: number, y: number) => {
    await page.mouse.move(0, 0);
    await page.mouse.move(x, y);
    await page.waitForSelector(".hoverlayer text");
    return await page.$eval(".hoverlayer", (layer) => layer.textContent!);
  };

  await t.step("a plot becomes narrower, and scrolls below 360 pixels", async () => {
    for (const [room, width] of [[900, 595], [500, 500], [300, 360]]) {
      await show(page, room, plot([1, 2, 3]));
      const seen = await measure(page);
      assertEquals([seen.width, seen.laidOut], [width, width]);
      assertEquals(seen.scrolls, width > room);
      assert(!seen.overflows);
    }
  });

  await t.step("a drawing becomes smaller as a whole, and scrolls below 0.75", async () => {
    const ticks: number[] = [];
    for (const [room, width] of [[900, 700], [630, 630], [400, 525]]) {
      await show(page, room, figure(panels));
      const seen = await measure(page);
      assertEquals([seen.width, seen.laidOut], [width, 700]);
      assertEquals(seen.height, Math.round(300 * width / 700));
      assertLess(seen.box - seen.height, 20);
      assertEquals(seen.scrolls, width > room);
      assert(!seen.overflows);
      ticks.push(seen.tick / width);
    }
    ticks.forEach((tick) => assertLess(Math.abs(tick / ticks[0] - 1), 0.02));
  });

  await t.step("a drawing becomes larger for a lecture hall", async () => {
    setTextSize("large");
    try {
      await show(page, 2000, figure(panels));
    } finally {
      setTextSize("normal");
    }
    assertEquals((await measure(page)).width, 1050);
  });

  await t.step("the mouse finds the points of a drawing at any size", async () => {
    for (const room of [700, 600]) {
      await show(page, room, figure(panels));
      const place = await page.evaluate(() => {
        const points = document.querySelectorAll(".xy .point");
        const { left, top } = (points[1] as Element).getBoundingClientRect();
        return [left + 2, top + 2];
      });
      const told = await mouse(place[0], place[1]);
      assert(told.includes("epochs = 2") && told.includes("20"), told);
    }
  });

  await t.step("a drawing that loses room after it was drawn follows", async () => {
    await show(page, 700, figure(panels));
    await page.evaluate(() => document.body.style.width = "600px");
    await page.waitForFunction(() => {
      const graph = document.querySelector(".js-plotly-plot")!;
      return Math.round(graph.getBoundingClientRect().width) === 600;
    });
    const [x, y] = await page.evaluate(() => {
      const point = document.querySelectorAll(".xy .point")[2];
      const { left, top } = point.getBoundingClientRect();
      return [left + 2, top + 2];
    });
    const told = await mouse(x, y);
    assert(told.includes("epochs = 3"), told);
  });

  await t.step("the buttons leave the legend free", async () => {
    const legend = ["a long name", "another long name", "a third one", "and a fourth"];
    for (const room of [360, 420, 480, 540, 600]) {
      await show(page, room, plot([0, 1], [[1, 2], [2, 3], [3, 4], [4, 5]], { legend }));
      const meet = await page.evaluate(() => {
        const [legend, buttons] = [".legend", ".modebar"]
          .map((part) => document.querySelector(part)!.getBoundingClientRect());
        return legend.right > buttons.left && legend.top < buttons.bottom - 1;
      });
      assert(!meet, `${room}`);
    }
  });

  await t.step("printed figures fit the page and keep their shape", async () => {
    await show(page, 900, figure(panels));
    await page.emulateMediaType("print");
    await page.evaluate(() => document.body.style.width = "400px");
    const drawn = await page.evaluate(() => {
      const { width, height } = document.querySelector(".main-svg")!.getBoundingClientRect();
      const container = document.querySelector("[data-d2l-box]")!.getBoundingClientRect();
      return { width, ratio: width / height, spare: container.height - height };
    });
    await page.emulateMediaType("screen");
    assertEquals(Math.round(drawn.width), 400);
    assertLess(Math.abs(drawn.ratio / (700 / 300) - 1), 0.01);
    assertLess(Math.abs(drawn.spare), 2);
  });

  await t.step("the arrow keys read one panel at a time", async () => {
    await show(page, 800, figure(panels));
    await page.focus(".js-plotly-plot");
    const after = async (key: "ArrowRight" | "ArrowDown" | "ArrowUp" | "End") => {
      await page.keyboard.press(key);
      return await said(page);
    };
    assertEquals(await after("ArrowRight"), "1, loss 10");
    assertEquals(await after("End"), "3, loss 30");
    assertEquals(await after("ArrowDown"), "wj");
    assertEquals(await after("ArrowRight"), "0, norm 5");
    assertEquals(await after("ArrowRight"), "10, norm 6");
    // Plotly shows what the keys ask for within 50 ms, and nothing of the other panel.
    await page.waitForFunction(() =>
      /= 10.*norm : 6/.test(document.querySelector(".hoverlayer")!.textContent!)
    );
    assertEquals(await page.$$eval(".hoverlayer .legend", (all) => all.length), 1);
    assertEquals(await after("ArrowUp"), "loss, epochs");
  });

  await t.step("a slider is reached by Tab and moved by the arrow keys", async () => {
    const steps = [0, 1, 10].map((lambd) => ({
      label: `${lambd}`,
      method: "animate" as const,
      args: [[`λ = ${lambd}`], { mode: "immediate", frame: { duration: 0, redraw: true } }],
    }));
    const sliding = figure({
      data: [{ y: [1, 2] }],
      frames: [0, 1, 10].map((y) => ({ name: `λ = ${y}`, data: [{ y: [y, y] }], traces: [0] })),
      layout: { sliders: [{ active: 0, currentvalue: { prefix: "λ = " }, steps }] },
    });
    await show(page, 800, sliding);
    await page.focus(".js-plotly-plot");
    const role = () => page.evaluate(() => document.activeElement?.getAttribute("role"));
    for (let tabs = 0; tabs < 9 && await role() !== "slider"; tabs++) {
      await page.keyboard.press("Tab");
    }
    const reaches = (label: string, value: number) =>
      page.waitForFunction(
        (label, value) => {
          const text = document.activeElement!.getAttribute("aria-valuetext");
          const { data } = document.querySelector(".js-plotly-plot") as Any;
          return text === label && data[0].y[0] === value;
        },
        {},
        label,
        value,
      );
    await page.keyboard.press("ArrowRight");
    await reaches("1", 1);
    await page.keyboard.press("End");
    await reaches("10", 10);
    // Drawn anew in other colours it stands where the reader left it.
    await page.evaluate(() => {
      document.body.style.background = "#111111";
      (window as Any).redrawFigures();
    });
    await page.waitForFunction(() =>
      (document.querySelector(".js-plotly-plot") as Any)._fullLayout.paper_bgcolor ===
        "rgb(17, 17, 17)"
    );
    await reaches("10", 10);
    await page.evaluate(() => document.body.style.background = "");
  });

  await t.step("what Plotly refuses is told once, packed numbers are not", async () => {
    const many = Array.from({ length: 20 }, (_, i) => i);
    const data = [{ y: many, colour: "red" }, { y: [1], line: "thick" }];
    const frames = [{ name: "a", data: [{ y: [1], colour: "red" }, { y: [2], fil: 1 }] }];
    const layout = { xaxs: {}, yaxis: { type: "lag" }, annotations: { text: "no list" } };
    await show(page, 800, figure({ data, frames, layout } as unknown as FigureOptions));
    const notes = await page.$$eval("[data-d2l-notes] p", (all) => all.map((p) => p.textContent));
    assertEquals(notes.toSorted(), [
      "data[0].colour is no attribute that Plotly knows",
      "data[1].line is not the object that Plotly wants",
      "frames[0].data[1].fil is no attribute that Plotly knows",
      "layout.annotations is not the array that Plotly wants",
      "layout.xaxs is no attribute that Plotly knows",
      "layout.yaxis.type is no value that Plotly knows",
    ]);
  });

  await t.step("buttons speak the figure's language", async () => {
    setLanguage("zh");
    const chinese = plot([1, 2]);
    try {
      await show(page, 800, chinese);
    } finally {
      setLanguage("en");
    }
    const labels = await page.$$eval(
      ".modebar-btn",
      (all) => all.map((button) => button.getAttribute("aria-label")),
    );
    assertEquals(labels, ["放大", "缩小", "恢复坐标轴", "存为PNG", "存为SVG"]);
  });

  await t.step("a figure whose script runs away from its place is found", async () => {
    const html = htmlOf(plot([1, 2, 3]));
    const id = /data-d2l-figure="([^"]*)"/.exec(html)![1];
    await page.evaluate(
      (html, id, request) => {
        document.body.replaceChildren();
        const output = document.createElement("div");
        output.innerHTML = html;
        (0, eval)(`(${request})`)(id, document.createElement("script"));
        setTimeout(() => document.body.append(output), 120);
      },
      html,
      id,
      String(requestFigure),
    );
    await page.waitForSelector(".js-plotly-plot .main-svg");
  });
});
