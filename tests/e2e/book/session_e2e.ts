import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Fault, Output } from "../../../book/session/protocol.ts";
import { compare, readCells } from "../../book/session/_notebook.ts";
import { joinStreams } from "../../book/session/_outputs.ts";
import { type Ask, launchFirefox, Site } from "./_site.ts";

const site = await Site.open();
const firefox = await Site.open(launchFirefox);
Deno.test.afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await firefox[Symbol.asyncDispose]();
});

/** Runs one cell and gives what came of it. */
async function run(ask: Ask, code: string, id = "cell"): Promise<[string, Output[]]> {
  return await ask(
    async (page, cell) => [await page.runCells([cell]), page.told.outputs[cell.id]] as const,
    { id, code },
  ) as [string, Output[]];
}

/** The text of a cell's last output. */
async function value(ask: Ask, code: string): Promise<unknown> {
  const output = (await run(ask, code)).at(1)?.at(-1) as { data?: Record<string, unknown> };
  return output?.data?.["text/plain"];
}

/** Presses ■ a while after a cell began, and gives what came of the cell. */
async function stop(ask: Ask, code: string): Promise<{ fault: Fault; ms: number }> {
  const [ms, outputs] = await ask(async (page, cell) => {
    const ended = page.runCells([cell]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const start = performance.now();
    page.session.interrupt();
    await ended;
    return [performance.now() - start, page.told.outputs[cell.id]] as const;
  }, { id: "stopped", code });
  return { fault: outputs.at(-1) as Fault, ms };
}

const folder = new URL("../../../notebooks/", import.meta.url);
for await (const { name } of Deno.readDir(folder)) {
  if (!name.endsWith(".ipynb")) continue;
  Deno.test(`each cell of ${name} gives in Chromium what is committed`, async () => {
    const { page, ask } = await site.visit("http");
    const cells = readCells(JSON.parse(await Deno.readTextFile(new URL(name, folder))));
    await ask((page, cells) => {
      page.runCells(cells);
    }, cells.map(({ id, code, aside }) => ({ id, code, aside })));
    // One question may not take as long as all cells do.
    do await new Promise((resolve) => setTimeout(resolve, 200)); while (
      await ask((page) => page.session.busy || page.told.states.length === 0)
    );
    const told = await ask((page) => page.told);
    for (const cell of cells) {
      const outputs = joinStreams(told.outputs[cell.id] ?? []);
      const errors = outputs.filter(({ output_type }) => output_type === "error");
      const found = cell.outputs ? compare(outputs, cell) : undefined;
      assertEquals([cell.id, errors, found], [cell.id, [], undefined]);
      assertEquals(told.states.findLast(([id]) => id === cell.id)?.[1], "ok");
    }
    assertEquals(told.plotly, 1);
    await page.close();
  });
}

/** For each notebook, cells that do not need all above them, or need them for their draws alone. */
const ALONE: Record<string, string[]> = {
  "weight_decay.ipynb": ["in-1", "in-6", "sgd-by-d2l", "in-8", "in-10", "decay-two-ways"],
  "weight_decay_measured.ipynb": ["s7-numbers", "s7-figure", "s8-check", "s9-figure"],
};
for (const [name, ids] of Object.entries(ALONE)) {
  Deno.test(`a cell of ${name} that runs first in a session gives what is committed`, async () => {
    const cells = readCells(JSON.parse(await Deno.readTextFile(new URL(name, folder))));
    for (const id of ids) {
      const { page, ask } = await site.visit("http");
      const index = cells.findIndex((cell) => cell.id === id);
      const outputs = await ask(
        async (page, cells, index) => {
          await page.session.run(cells, index);
          return page.told.outputs[cells[index].id];
        },
        cells.map(({ id, code, aside }) => ({ id, code, aside })),
        index,
      );
      assertEquals([id, compare(joinStreams(outputs), cells[index])], [id, undefined]);
      await page.close();
    }
  });
}

for (const how of ["http", "file"] as const) {
  Deno.test(`■ ends whatever a cell does, over ${how}`, async (t) => {
    const { page, ask } = await site.visit(how);
    await run(ask, `import * as d2l from "d2l"; let steps = 0; const kept = "kept";`, "first");

    await t.step("a training, after a whole step", async () => {
      const { fault, ms } = await stop(
        ask,
        `const animator = new d2l.Animator({ xlabel: "epochs" });
        for (let step = 1; ; step++) { await animator.add(step, 1); steps = step; }`,
      );
      assertMatch(fault.evalue, /^training was stopped at epochs = \d+; /);
      assert(ms < 1000, `${ms}`);
      assertMatch(String(await value(ask, "steps")), /^\d{2,}$/);
    });
    await t.step("a progress bar", async () => {
      const { fault } = await stop(ask, `for await (const i of d2l.progress(1e9, "loop")) {}`);
      assertMatch(fault.evalue, /^loop was stopped at \d+\/1000000000$/);
    });
    await t.step("an await that never ends", async () => {
      const { fault, ms } = await stop(ask, `steps = -1; await new Promise(() => {})`);
      assertEquals(fault.ename, "Interrupted");
      assert(ms < 1000, `${ms}`);
      assertEquals(await value(ask, "steps"), "-1");
    });
    await t.step("an endless loop", async () => {
      const { fault } = await stop(ask, `steps = 0; while (true) steps++;`);
      assertEquals(fault.ename, "Interrupted");
      // Chromium lets no worker of a file look at an address: there the worker is replaced.
      const told = await ask((page) => page.told);
      assertEquals(told.replaced, how === "http" ? [] : [["first", "cell"]]);
      assertEquals(Number(await value(ask, "steps")) > 1000, how === "http");
      assertEquals(await value(ask, "kept"), `"kept"`);
    });
    await t.step("what has no loop of the cell's own, by another worker", async () => {
      const before = await ask((page) => page.told.replaced.length);
      const { fault } = await stop(ask, `Array.from({ length: 1e9 }, (_, i) => i).length`);
      assertEquals(fault.ename, "Interrupted");
      assertEquals(await value(ask, "kept"), `"kept"`);
      const told = await ask((page) => page.told);
      assertEquals(told.replaced.length, before + 1);
      assertEquals(told.restored.at(-1), true);
    });
    await page.close();
  });
}

for (const how of ["http", "file"] as const) {
  Deno.test(`Firefox runs the notes' notebook and is stopped with its state kept, over ${how}`, async () => {
    const { page, ask } = await firefox.visit(how);
    const name = new URL("weight_decay.ipynb", folder);
    const cells = readCells(JSON.parse(await Deno.readTextFile(name)));
    const outputs = await ask(async (page, cells) => {
      await page.runCells(cells);
      return page.told.outputs;
    }, cells.map(({ id, code }) => ({ id, code })));
    for (const cell of cells) {
      const found = compare(joinStreams(outputs[cell.id]), cell);
      assertEquals([cell.id, found], [cell.id, undefined]);
    }
    await stop(ask, `let steps = 0; while (true) steps++;`);
    assertMatch(String(await value(ask, "steps")), /^\d{3,}$/);
    assertEquals(await ask((page) => page.told.replaced), []);
    await run(ask, "function deep() {\n  return null.x;\n}", "deep");
    const [, [fault]] = await run(ask, "\ndeep()", "caller");
    assertEquals((fault as Fault).frames, [
      { name: "deep", cell: "deep", line: 2 },
      { name: "", cell: "caller", line: 2 },
    ]);
    assertEquals(await value(ask, `new Error("one")`), "Error: one\n    at cell:1");
    await page.close();
  });
}

Deno.test("a cell runs first what it needs, and once", async () => {
  const { page, ask } = await site.visit("http");
  const told = await ask(async (page, cells) => {
    await page.session.run(cells, 3);
    await page.session.run(cells, 3);
    cells[0].code = "const a = 10;";
    await page.session.run(cells, 3);
    return page.told;
  }, [
    { id: "a", code: "const a = 1;" },
    { id: "other", code: "const other = 1;" },
    { id: "b", code: "const double = () => 2 * a;" },
    { id: "c", code: "double()" },
  ]);
  assertEquals(told.first, [["a", "b"], ["a"]]);
  assertEquals((told.outputs.c[0] as { data: unknown }).data, { "text/plain": "20" });
  assertEquals(told.outputs.other, undefined);
  await page.close();
});

Deno.test("after an error the cells that wait do not run", async () => {
  const { page, ask } = await site.visit("http");
  const told = await ask(async (page, cells) => {
    await page.runCells(cells);
    return page.told;
  }, [{ id: "a", code: "let x = 1;\nx.y.z" }, { id: "b", code: "1" }]);
  assertEquals(told.states.slice(-2), [["b", "dropped"], ["a", "error"]]);
  const [fault] = told.outputs.a as Fault[];
  assertEquals(fault.frames, [{ name: "", cell: "a", line: 2 }]);
  await page.close();
});

Deno.test("what a cell leaves behind tells of itself, and harms no other", async () => {
  const { page, ask } = await site.visit("http");
  await run(
    ask,
    `setTimeout(() => { throw new Error("late") }, 20); Promise.reject(new Error("lost"))`,
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  const outputs = await ask((page) => page.told.outputs.cell);
  assertMatch(JSON.stringify(outputs), /"stderr","text":"Error: late\\n {4}at cell:1/);
  assertEquals(await value(ask, "1 + 1"), "2");
  await page.close();
});

Deno.test("a cell may declare names that the session and the library use", async () => {
  const { page, ask } = await site.visit("http");
  await run(
    ask,
    `const performance = 0.9, Map = 1, Object = 2, setTimeout = 3, Promise = 4, console = 5;`,
  );
  await run(ask, `import * as d2l from "d2l"; await new d2l.Animator().add(1, 2);`);
  assertEquals(await value(ask, "[performance, Map, new Set([1])]"), "[ 0.9, 1, Set(1) { 1 } ]");
  await page.close();
});

Deno.test("running all cells again and again takes no more memory", async () => {
  const { page, ask } = await site.visit("http");
  const cells = readCells(
    JSON.parse(await Deno.readTextFile(new URL("weight_decay.ipynb", folder))),
  ).map(({ id, code }) => ({ id, code }));
  const runAll = async (times: number) => {
    for (let i = 0; i < times; i++) await ask((page, cells) => page.runCells(cells), cells);
    const [worker] = page.workers();
    await worker.client.send("HeapProfiler.collectGarbage");
    return (await worker.client.send("Runtime.getHeapUsage")).usedSize;
  };
  const early = await runAll(10);
  const late = await runAll(20);
  assert(late < 1.1 * early, `${early} ${late}`);
  await page.close();
});
