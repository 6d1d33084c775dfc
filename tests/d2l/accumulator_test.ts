import { assertEquals, assertThrows } from "@std/assert";
import * as torch from "torch";
import { Accumulator } from "d2l";

Deno.test("Accumulator adds up numbers and tensors side by side", () => {
  const metric = new Accumulator(2);
  metric.add(1.5, 2);
  metric.add(torch.tensor([0.5]), 3);
  assertEquals([metric[0], metric[1]], [2, 5]);
  assertEquals(metric.data, [2, 5]);
});

Deno.test("Accumulator.reset() makes all sums 0", () => {
  const metric = new Accumulator(3);
  metric.add(1, 2, 3);
  metric.reset();
  assertEquals(metric.data, [0, 0, 0]);
});

Deno.test("Accumulator.add() refuses fewer or more values than sums", () => {
  const metric = new Accumulator(2);
  for (const values of [[1], [1, 2, 3]]) {
    assertThrows(
      () => metric.add(...values),
      RangeError,
      `Accumulator.add() expects 2 values but got ${values.length}`,
    );
  }
});

Deno.test("Accumulator refuses a number of sums that cannot be one", () => {
  assertThrows(
    () => new Accumulator(0),
    RangeError,
    "Accumulator() expects n to be a positive integer but got 0",
  );
});

Deno.test("Accumulator.add() refuses what is not a number, and adds nothing then", () => {
  const metric = new Accumulator(2);
  assertThrows(
    // @ts-expect-error a text
    () => metric.add(1, "2"),
    TypeError,
    'Accumulator.add() expects every amount to be a number but got "2"',
  );
  assertEquals(metric.data, [0, 0]);
});
