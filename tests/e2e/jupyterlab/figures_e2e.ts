import { assert, assertEquals } from "@std/assert";
import { defineTrain, setUp } from "../_cells.ts";
import { Desk } from "./_desk.ts";

Deno.test("figures in JupyterLab", async (t) => {
  await using desk = await Desk.open();

  await t.step("a figure grows on one graph, in order, to its last frame", async () => {
    await using sheet = await desk.write("frames", [
      setUp,
      defineTrain,
      "await train(12, 150);",
      "await train(3, 1);",
      "await train(200, 2);",
      "await train(2000, 0);",
    ]);
    await sheet.runAll();
    assertEquals(await sheet.errors(), []);
    const lasts = [12, 3, 200, 2000];
    for (const [i, points] of lasts.entries()) {
      await sheet.call("select", 2 + i);
      await sheet.until("hasPoints", 2 + i, points);
      const graphs = await sheet.graphs(2 + i);
      assertEquals(graphs.map((graph) => graph.points), [[points, points]]);
    }
    const frames = await sheet.call("frames");
    const ids = Object.keys(frames);
    assertEquals(ids.length, 4);
    assert(frames[ids[0]] > 8, `the kernel sent ${frames[ids[0]]} frames of 12 steps`);
    // The page may skip frames that come faster than it draws, but not the last one.
    const draws = await sheet.draws();
    for (const [i, id] of ids.entries()) {
      const own = draws.filter(({ figure }) => figure === id);
      assertEquals(new Set(own.map(({ graph }) => graph)).size, 1, id);
      assertEquals(new Set(own.map(({ drawing }) => drawing)).size, 1, id);
      const points = own.map(({ points }) => points);
      assertEquals(points, points.toSorted((a, b) => a - b), id);
      assertEquals(points.at(-1), lasts[i], id);
    }
  });

  await t.step("the notes' notebook draws four figures", async () => {
    await desk.copy("weight_decay");
    await using sheet = await desk.show("weight_decay");
    await sheet.runAll();
    assertEquals(await sheet.errors(), []);
    const frames = Object.keys(await sheet.call("frames"));
    assertEquals(frames.length, 4);
    const live = await sheet.call("liveCells");
    assertEquals(live.length, 4);
    for (const cell of live) {
      await sheet.call("select", cell);
      await sheet.until("hasPoints", cell, 20);
      const graphs = await sheet.graphs(cell);
      assertEquals(graphs.map((graph) => graph.points), [[20, 20]]);
    }
    const draws = await sheet.draws();
    for (const id of frames) {
      const graphs = draws.filter(({ figure }) => figure === id);
      assertEquals(new Set(graphs.map(({ graph }) => graph)).size, 1, id);
    }
  });

  await t.step("a figure follows the theme and the width", async () => {
    await using sheet = await desk.write("theme", [setUp, defineTrain, "await train(5, 1);"]);
    await sheet.runAll();
    await sheet.until("hasPoints", 2, 5);
    const shown = async () => (await sheet.graphs(2))[0];
    const light = await shown();
    assertEquals(light.width, 595);
    await sheet.call("setTheme", "JupyterLab Dark");
    await sheet.eventually("it is dark", async () => {
      const { textColor, background } = await shown();
      return textColor !== light.textColor && background !== light.background;
    });
    const asBefore = async () => JSON.stringify(await shown()) === JSON.stringify(light);
    await sheet.call("setTheme", "JupyterLab Light");
    await sheet.eventually("it is light again", asBefore);

    await sheet.page.setViewport({ width: 700, height: 1000 });
    await sheet.eventually("it is narrower", async () => (await shown()).width < light.width);
    await sheet.page.setViewport({ width: 1200, height: 1000 });
    await sheet.eventually("it is wide again", asBefore);
    const [id] = Object.keys(await sheet.call("frames"));
    const draws = (await sheet.draws()).filter(({ figure }) => figure === id);
    assertEquals(new Set(draws.map(({ graph }) => graph)).size, 1);
  });

  await t.step("every view of an output has a graph of its own", async () => {
    await using sheet = await desk.write("views", [setUp, defineTrain, "await train(40, 50);"]);
    await sheet.run(0);
    await sheet.run(1);
    await sheet.call("start", 2);
    await sheet.until("hasPoints", 2, 2);
    await sheet.call("cloneOutput", 2);
    await sheet.settled();
    await sheet.until("showsEverywhere", [[40, 40], [40, 40]]);
  });

  await t.step("a figure waits for Plotly, and says so", async () => {
    await desk.writeFile("waiting", [
      `import { Animator, usePlotly } from "d2l";`,
      defineTrain,
      "await train(3, 1);",
      "await usePlotly();",
    ]);
    await using sheet = await desk.showAlone("waiting"); // no other notebook has brought Plotly
    for (const cell of [0, 1, 2]) await sheet.run(cell);
    await sheet.until("says", 2, "run the cell with");
    assertEquals(await sheet.graphs(2), []);
    await sheet.call("start", 3);
    await sheet.until("hasPoints", 2, 3);
  });

  await t.step("a figure tells what went wrong, and where", async () => {
    await using sheet = await desk.write("trouble", [
      setUp,
      `const animator = new Animator({ xlabel: "轮数", legend: ["训练"] });
for (let t = 1; t < 9; t++) await animator.add(t, t < 5 ? 10 ** t : NaN);`,
      `figure({ data: [{ y: [1, 2], colour: "red" }], layout: { xaxs: {} } })`,
    ]);
    await sheet.runAll();
    await sheet.until("says", 1, "训练 is NaN at 轮数 = 5");
    await sheet.until("says", 2, "data[0].colour is no attribute");
    await sheet.until("says", 2, "layout.xaxs is no attribute");
  });

  await t.step("a figure can be read with the keyboard", async () => {
    await using sheet = await desk.write("keyboard", [
      setUp,
      `plot([1, 2, 3], [[10, 20, 30], [3, 2, 1]], { legend: ["上", "下"] })`,
    ]);
    await sheet.runAll();
    await sheet.until("hasPoints", 1, 3);
    const label = await sheet.page.$eval(
      ".js-plotly-plot",
      (graph) => graph.getAttribute("aria-label"),
    );
    assertEquals(label, "y over x: 上 goes from 10 at 1 to 30 at 3; 下 goes from 3 at 1 to 1 at 3");
    await sheet.page.focus(".js-plotly-plot");
    await sheet.page.keyboard.press("ArrowRight");
    await sheet.page.keyboard.press("ArrowRight");
    const said = () => sheet.page.$eval("[data-d2l-said]", (p) => p.textContent);
    assertEquals(await said(), "2, 上 20, 下 2");
    await sheet.page.keyboard.press("End");
    assertEquals(await said(), "3, 上 30, 下 1");
    const buttons = await sheet.page.$$eval(
      ".modebar-btn",
      (all) => all.map((button) => button.getAttribute("aria-label")),
    );
    assertEquals(buttons, ["Zoom in", "Zoom out", "Reset axes", "Save as PNG", "Save as SVG"]);
  });
});
