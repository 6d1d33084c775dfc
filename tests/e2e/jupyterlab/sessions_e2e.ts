import { assert, assertEquals, assertMatch } from "@std/assert";
import { defineTrain, setUp } from "../_cells.ts";
import { Desk } from "./_desk.ts";

/** The sentence after ■. */
const stopped =
  /^training was stopped at epochs = \d+; the figure and the parameters are those of the last whole step$/;

Deno.test("sessions in JupyterLab", async (t) => {
  await using desk = await Desk.open();

  await t.step("run all, run all again, restart and run all", async () => {
    await using sheet = await desk.write("again", [
      setUp,
      defineTrain,
      "await train(9, 1);",
      "await train(9, 5);",
    ]);
    await sheet.runAll();
    await sheet.runAll();
    await sheet.restart();
    await sheet.runAll();
    assertEquals(await sheet.errors(), []);
    for (const cell of [2, 3]) {
      await sheet.until("hasPoints", cell, 9);
      const graphs = await sheet.graphs(cell);
      assertEquals(graphs.map(({ points }) => points), [[9, 9]]);
    }
  });

  await t.step("cells out of order, and queued behind a training", async () => {
    await using sheet = await desk.write("order", [
      "await train(20, 20);",
      defineTrain,
      setUp,
      "await train(9, 1);",
    ]);
    for (const cell of [2, 1]) await sheet.run(cell);
    await sheet.call("start", 0);
    await sheet.call("start", 3);
    await sheet.until("hasPoints", 3, 9);
    await sheet.until("hasPoints", 0, 20);
    assertEquals(await sheet.errors(), []);
  });

  await t.step("■ ends the training and nothing else", async () => {
    await using sheet = await desk.write("stop", [
      setUp,
      defineTrain,
      "await train(2000, 10);",
      "parameter",
    ]);
    for (const cell of [0, 1]) await sheet.run(cell);
    await sheet.call("start", 2);
    await sheet.until("hasPoints", 2, 20);
    await sheet.command("notebook:interrupt-kernel");
    await sheet.settled();
    const [error] = await sheet.errors();
    assertMatch(error, stopped);
    const where = Number(/\d+/.exec(error)![0]);
    await sheet.until("hasPoints", 2, where);
    assertEquals((await sheet.graphs(2)).map(({ points }) => points), [[where, where]]);
    await sheet.run(3);
    const [answer] = await sheet.outputs(3);
    assertEquals(answer.data?.["text/plain"], String(where));
  });

  await t.step("■ ends a loop with a progress bar, and the kernel lives on", async () => {
    await using sheet = await desk.write("stop_loop", [
      `import * as d2l from "d2l"; let rounds = 0;`,
      `for await (const i of d2l.progress(1_000_000, "种子")) {
        rounds++;
        for (const start = performance.now(); performance.now() - start < 2;);
      }`,
      "rounds < 1_000_000",
    ]);
    await sheet.call("start", 0);
    await sheet.settled();
    await sheet.call("start", 1);
    await sheet.until("says", 1, "/1000000");
    await sheet.command("notebook:interrupt-kernel");
    await sheet.settled();
    const [error] = await sheet.errors();
    assertMatch(error, /^种子 was stopped at \d+\/1000000$/);
    const [bar] = await sheet.outputs(1);
    assertMatch(bar.data!["text/plain"], /^种子 \d+\/1000000$/);
    await sheet.call("start", 2);
    await sheet.settled();
    const [answer] = await sheet.outputs(2);
    assertEquals(answer.data?.["text/plain"], "true");
  });

  await t.step("a training nobody waits for comes to its end", async () => {
    await using sheet = await desk.write("unawaited", [
      setUp,
      defineTrain,
      "train(30, 20); undefined",
      "train(30, 10, 25); undefined",
      `setTimeout(() => { throw new Error("a fault in a timer") }, 10); undefined`,
      "1 + 1",
    ]);
    for (const cell of [0, 1, 2]) await sheet.run(cell);
    await sheet.until("hasPoints", 2, 30);
    assertEquals(await sheet.errors(), []);
    await sheet.call("start", 3);
    await sheet.until("reports", "a fault in step 25");
    await sheet.until("hasPoints", 3, 24);
    await sheet.call("start", 4);
    await sheet.until("reports", "a fault in a timer");
    await sheet.run(5);
    const [answer] = await sheet.outputs(5);
    assertEquals(answer.data?.["text/plain"], "2");
  });

  await t.step("an error in a training leaves the figure whole", async () => {
    await using sheet = await desk.write("error", [setUp, defineTrain, "await train(30, 1, 20);"]);
    await sheet.runAll();
    assertEquals(await sheet.errors(), ["a fault in step 20"]);
    await sheet.until("hasPoints", 2, 19);
  });

  await t.step(
    "a live figure out of sight is whole when it returns",
    async () => {
      const filler = Array.from({ length: 12 }, (_, i) => `// ${i}\n`.repeat(20));
      await using sheet = await desk.write("scrolled", [
        setUp,
        defineTrain,
        "await train(40, 40);",
        ...filler,
      ]);
      for (const cell of [0, 1]) await sheet.run(cell);
      await sheet.call("start", 2);
      await sheet.until("hasPoints", 2, 3);
      await sheet.call("select", 14);
      await sheet.settled();
      await sheet.call("select", 2);
      await sheet.until("hasPoints", 2, 40);
      assertEquals((await sheet.graphs(2)).length, 1);
    },
  );

  await t.step(
    "a live figure's output is cleared, its cell deleted",
    async () => {
      await using sheet = await desk.write("deleted", [
        setUp,
        defineTrain,
        "await train(30, 40);",
        "await train(30, 40);",
        "parameter",
      ]);
      for (const cell of [0, 1]) await sheet.run(cell);
      await sheet.call("start", 2);
      await sheet.until("hasPoints", 2, 3);
      await sheet.command("notebook:clear-cell-output");
      await sheet.settled();
      assertEquals(await sheet.errors(), []);
      await sheet.call("start", 2);
      await sheet.until("hasPoints", 2, 30);

      await sheet.call("start", 3);
      await sheet.until("hasPoints", 3, 3);
      await sheet.command("notebook:delete-cell");
      await sheet.settled();
      await sheet.run(3);
      const [answer] = await sheet.outputs(3);
      assertEquals(answer.data?.["text/plain"], "30");
      assertEquals(await sheet.errors(), []);
    },
  );

  await t.step("two notebooks live on one page", async () => {
    await using sheet = await desk.write("one", [setUp, defineTrain, "await train(40, 40);"]);
    await desk.writeFile("two", [setUp, defineTrain, "await train(30, 40);"]);
    await sheet.call("openBeside", "two.ipynb");
    await sheet.ready();
    await sheet.call("runAllOf", "one.ipynb");
    await sheet.call("runAllOf", "two.ipynb");
    await sheet.until("showsEverywhere", [[30, 30], [40, 40]]);
  });

  await t.step(
    "reloaded in a training and after it, and reopened",
    async () => {
      await desk.writeFile("reload", [setUp, defineTrain, "await train(60, 50);"]);
      await using sheet = await desk.showAlone("reload");
      await sheet.run(0);
      await sheet.run(1);
      await sheet.call("start", 2);
      await sheet.until("hasPoints", 2, 5);
      await sheet.save();
      await sheet.page.reload();
      await sheet.ready();
      await sheet.until("hasPoints", 2, 5);
      await sheet.settled();
      await sheet.call("start", 2);
      await sheet.until("hasPoints", 2, 60);
      await sheet.save();
      await sheet.page.reload();
      await sheet.ready();
      await sheet.until("hasPoints", 2, 60);
      assertEquals((await sheet.graphs(2)).length, 1);
      await sheet.page.close();
      await using reopened = await desk.showAlone("reload");
      await reopened.until("hasPoints", 2, 60);
    },
  );

  await t.step("a saved notebook is small, has pictures, and comes alive again", async () => {
    await using sheet = await desk.write("saved", [setUp, defineTrain, "await train(9, 5);"]);
    await sheet.runAll();
    await sheet.until("hasPicture", 2);
    await sheet.save();
    const { size } = await Deno.stat(`${desk.folder}/saved.ipynb`);
    assert(size < 100_000, `${size} bytes`);
    await sheet.page.reload();
    await sheet.ready();
    await sheet.until("hasPoints", 2, 9);
  });

  await t.step("a notebook that is not trusted has the words", async () => {
    {
      await using sheet = await desk.write("mine", [setUp, defineTrain, "await train(5, 1);"]);
      await sheet.runAll();
      await sheet.save();
    }
    await desk.takeOver("mine", "theirs");
    await using sheet = await desk.show("theirs");
    await sheet.until("describes", 2, "train goes from 1 at 1 to 0.2 at 5");
    await sheet.until("says", 2, "trust this notebook");
    assertEquals(await sheet.graphs(2), []);
    assert(!await sheet.call("says", 0, "H4sI"));
  });
});
