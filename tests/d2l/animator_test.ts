import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { Animator, type AnimatorOptions } from "../../lib/d2l/animator.ts";
import { RecordingHost } from "../plotly/_host.ts";

Deno.test("Animator.add() keeps one curve for each value", async () => {
  const animator = new Animator({ legend: ["train", "test"] });
  await animator.add(1, [3, 4]);
  await animator.add(2, [5, 6]);
  assertEquals(animator.series, [{ x: [1, 2], y: [3, 5] }, { x: [1, 2], y: [4, 6] }]);
});

Deno.test("Animator.add() takes a single value, and an x for each curve", async () => {
  const one = new Animator();
  await one.add(1, 2);
  assertEquals(one.series, [{ x: [1], y: [2] }]);
  const two = new Animator();
  await two.add([1, 2], [3, 4]);
  assertEquals(two.series, [{ x: [1], y: [3] }, { x: [2], y: [4] }]);
});

Deno.test("Animator.add() leaves out what is missing, as d2l does", async () => {
  const animator = new Animator();
  await animator.add(1, [null, 1]);
  await animator.add(null, [2, 2]);
  await animator.add(3, [NaN, undefined]);
  await animator.add(4, [4, Infinity]);
  assertEquals(animator.series, [{ x: [4], y: [4] }, { x: [1], y: [1] }]);
});

Deno.test("Animator.add() keeps values that a logarithmic axis cannot show", async () => {
  const animator = new Animator({ yscale: "log" });
  await animator.add(1, 0);
  assertEquals(animator.series, [{ x: [1], y: [0] }]);
});

Deno.test("Animator.add() refuses another number of values than the first time", async () => {
  const animator = new Animator();
  await assertRejects(
    () => animator.add(1, []),
    RangeError,
    "animator.add() expects at least one value but got none",
  );
  await animator.add(1, [1, 2]);
  for (const y of [[1], [1, 2, 3], 1]) {
    const count = Array.isArray(y) ? y.length : 1;
    await assertRejects(
      () => animator.add(2, y),
      RangeError,
      `animator.add() expects 2 values, as many as the first time, but got ${count}`,
    );
  }
  await assertRejects(
    () => animator.add([1, 2, 3], [1, 2]),
    RangeError,
    "animator.add() expects one x for each of 2 values but got 3",
  );
  assertEquals(animator.series, [{ x: [1], y: [1] }, { x: [1], y: [2] }]);
});

Deno.test("Animator.add() refuses what is no number", async () => {
  const animator = new Animator();
  for (
    const [value, shown] of [["1", `"1"`], [true, "true"], [
      new Map(),
      "a value of type Map",
    ]] as const
  ) {
    await assertRejects(
      () => animator.add(1, value as unknown as number),
      TypeError,
      `animator.add() expects x and y to be numbers but got ${shown}`,
    );
  }
});

Deno.test("Animator() refuses options it does not know or cannot use", () => {
  const names = "xlabel, ylabel, legend, xlim, ylim, xscale, yscale, fmts, figsize";
  const unknown = "Animator() got an unknown option";
  const cases: [Record<string, unknown>, ErrorConstructor, string][] = [
    [{ ylable: "loss" }, TypeError, `${unknown} "ylable": it knows ${names}`],
    [{ yScale: "log" }, TypeError, `${unknown} "yScale": did you mean yscale?`],
    [{ xlabel: 3 }, TypeError, "Animator() expects xlabel to be a string but got 3"],
    [
      { legend: "train" },
      TypeError,
      `Animator() expects legend to be an array of strings but got "train"`,
    ],
    [{ xlim: [5] }, TypeError, "Animator() expects xlim to be two numbers but got [5]"],
    [{ ylim: [0, NaN] }, TypeError, "Animator() expects ylim to be two numbers but got [0, NaN]"],
    [
      { yscale: "logs" },
      RangeError,
      `Animator() expects yscale to be "linear" or "log" but got "logs"`,
    ],
    [
      { xscale: "log", xlim: [0, 9] },
      RangeError,
      "Animator() expects xlim to be positive on a logarithmic axis but got [0, 9]",
    ],
    [{ fmts: [] }, RangeError, "Animator() expects fmts to hold a format but got []"],
    [
      { fmts: ["-", "zz"] },
      RangeError,
      `Animator() expects fmts like "-", "m--" or "ro" but got "zz"`,
    ],
    [{ figsize: [3, 0] }, RangeError, "Animator() expects figsize to be positive but got [3, 0]"],
  ];
  for (const [options, type, message] of cases) {
    assertThrows(() => new Animator(options as AnimatorOptions), type, message);
  }
});

Deno.test("Animator() takes null for a default, as d2l's None", () => {
  new Animator({ xlim: null, legend: null } as unknown as AnimatorOptions);
});

/** The figure of the last frame, and what stands under it, after these points were added. */
async function draw(options: AnimatorOptions, points: [number, number[]][]) {
  const host = new RecordingHost();
  await host.run(async () => {
    const animator = new Animator({ xlabel: "epochs", legend: ["train", "test"], ...options });
    for (const [x, y] of points) await animator.add(x, y);
  });
  const { "text/html": html, "text/plain": text } = host.messages.at(-1)!.content.data!;
  const { layout } = JSON.parse(/plotly\.v1\+json">(.*?)<\/script>/s.exec(html)![1]);
  return { layout, notes: text.split("\n").slice(1) };
}

Deno.test("Animator marks where curves diverge, and says so once", async () => {
  const { layout, notes } = await draw({ yscale: "log" }, [
    [1, [10, 100]],
    [2, [1e9, 1e10]],
    [3, [NaN, Infinity]],
    [4, [NaN, NaN]],
  ]);
  assertEquals(notes, [
    "train is NaN at epochs = 3 and test is Infinity at epochs = 3: the training diverged, usually " +
    "because the learning rate, or learning rate times lambda, is too large",
  ]);
  const marks = layout.annotations.map(({ text, x, y }: Record<string, unknown>) => [text, x, y]);
  assertEquals(marks, [["✕", 2, 9], ["✕", 2, 10]]);
});

Deno.test("Animator says of curves without a value that there was none", async () => {
  const { layout, notes } = await draw({}, [[5, [NaN, NaN]]]);
  assertEquals(layout.annotations.length, 1);
  assertEquals(layout.annotations[0].text, "no value that could be drawn");
  assertEquals(layout.yaxis.showticklabels, false);
  assertEquals(notes.length, 1);
  assertEquals(notes[0].includes("either a NaN went in"), true);
});

Deno.test("Animator says what a logarithmic axis leaves out", async () => {
  const { notes } = await draw({ yscale: "log" }, [[1, [1, 1]], [2, [0, 2]]]);
  assertEquals(notes, ["train is 0 at epochs = 2: a logarithmic axis shows positive values only"]);
});

Deno.test("Animator names fewer values where one or two powers of ten are shown", async () => {
  const ticks = async (...y: number[]) =>
    (await draw({ yscale: "log" }, y.map((y, i) => [i, [y, y]]))).layout.yaxis.nticks;
  assertEquals(await ticks(0.02, 0.9), 3);
  assertEquals(await ticks(0.02, 0.03), undefined);
  assertEquals(await ticks(1e-6, 100), undefined);
});
