import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import * as torch from "torch";
import { loadArray, progress } from "d2l";
import { joinLines, type Output, runNotebook } from "../../tools/kernel.ts";

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

Deno.test("progress() gives the items of a list in order", async () => {
  assertEquals(await collect(progress(["a", "b"], "letters")), ["a", "b"]);
});

Deno.test("progress() counts from 0 to n - 1", async () => {
  assertEquals(await collect(progress(3)), [0, 1, 2]);
  assertEquals(await collect(progress(0)), []);
});

Deno.test("progress() goes through sets, generators and data loaders", async () => {
  function* generate() {
    yield 1;
    yield 2;
  }
  assertEquals(await collect(progress(new Set([5, 6]))), [5, 6]);
  assertEquals(await collect(progress(generate())), [1, 2]);
  const X = torch.ones([5, 1]);
  const batches = await collect(progress(loadArray([X], 2, false)));
  assertEquals(batches.map(([X]) => X.shape[0]), [2, 2, 1]);
});

Deno.test("progress() closes what it goes through when the loop is left", async () => {
  let closed = false;
  function* generate() {
    try {
      yield 1;
      yield 2;
    } finally {
      closed = true;
    }
  }
  for await (const item of progress(generate())) {
    assertEquals(item, 1);
    break;
  }
  assert(closed);
});

Deno.test("progress() hands on what goes wrong in a generator", async () => {
  // deno-lint-ignore require-yield
  function* fail(): Generator<number> {
    throw new Error("no more data");
  }
  await assertRejects(() => collect(progress(fail())), Error, "no more data");
});

Deno.test("progress() tells what it wants before the loop starts", () => {
  const message = "progress() expects the number of rounds to be an integer of at least 0 but got ";
  for (const n of [-1, 1.5, NaN, Infinity]) {
    assertThrows(() => progress(n), RangeError, message + n);
  }
  assertThrows(
    () => progress(undefined as unknown as number),
    TypeError,
    "progress() expects something to iterate over or a number but got " +
      "undefined",
  );
  assertThrows(
    () => progress(3, 4 as unknown as string),
    TypeError,
    "progress() expects label to be a string but got 4",
  );
});

/** The outputs of cells that are run in a notebook's kernel. */
async function outputsOf(...sources: string[]): Promise<Output[][]> {
  const { cells } = await runNotebook({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: sources.map((source) => ({
      cell_type: "code",
      metadata: { tags: ["raises-exception"] },
      source,
      execution_count: null,
      outputs: [],
    })),
  });
  return cells.map((cell) => cell.outputs ?? []);
}

function textOf(output: Output): string {
  return output.output_type === "display_data"
    ? joinLines(output.data["text/plain"])
    : JSON.stringify(output);
}

Deno.test("progress() leaves one line in the notebook that tells nothing of times", async () => {
  const [, quick, slow, left] = await outputsOf(
    'import * as d2l from "d2l";',
    'for await (const i of d2l.progress(3, "种子"));',
    `for await (const i of d2l.progress(3, "种子")) {
       await new Promise((resolve) => setTimeout(resolve, 150));
     }`,
    'for await (const x of d2l.progress("abc", "<x>")) if (x === "b") break;',
  );
  assertEquals(quick.map(textOf), ["种子 3/3"]);
  assertEquals(slow, quick);
  assertEquals(left.map(textOf), ["<x> 1/3"]);
  assert(JSON.stringify(left).includes("&lt;x&gt; 1/3"));
});

Deno.test("progress() ends the loop at a press of ■, and the kernel lives on", async () => {
  const [, pressed, next] = await outputsOf(
    'import * as d2l from "d2l";\nlet rounds = 0;',
    `for await (const i of d2l.progress(1_000_000, "种子")) {
       rounds++;
       if (i === 10) Deno.kill(Deno.pid, "SIGINT");
       const start = performance.now();
       while (performance.now() - start < 2);
     }`,
    "rounds < 1000",
  );
  const error = pressed.find((output) => output.output_type === "error");
  if (error?.output_type !== "error") throw new Error("The loop went on");
  assertEquals(error.ename, "Interrupted");
  assert(/^种子 was stopped at \d+\/1000000$/.test(error.evalue), error.evalue);
  assert(/^种子 \d+\/1000000$/.test(textOf(pressed[0])), textOf(pressed[0]));
  assert(JSON.stringify(next).includes("true"));
});
