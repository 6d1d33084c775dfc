import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import * as torch from "torch";
import { loadArray, progress } from "d2l";

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
