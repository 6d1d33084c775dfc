import { assertEquals, assertThrows } from "@std/assert";
import {
  broadcastIndex,
  broadcastShapes,
  checkDim,
  checkShape,
  sameShape,
  sizeOf,
} from "../../lib/torch/shape.ts";

Deno.test("sizeOf() is 1 for a scalar and 0 where a size is 0", () => {
  assertEquals([sizeOf([]), sizeOf([3]), sizeOf([2, 3, 4]), sizeOf([2, 0, 4])], [1, 3, 24, 0]);
});

Deno.test("sameShape() tells [1] from [] and [2, 3] from [3, 2]", () => {
  assertEquals([sameShape([], []), sameShape([2, 3], [2, 3])], [true, true]);
  assertEquals([
    sameShape([1], []),
    sameShape([2, 3], [3, 2]),
    sameShape([2], [2, 1]),
  ], [false, false, false]);
});

Deno.test("broadcastShapes() repeats sizes of 1 and missing ones", () => {
  const cases: [number[], number[], number[]][] = [
    [[], [], []],
    [[], [2, 3], [2, 3]],
    [[1], [5], [5]],
    [[3, 1], [1, 4], [3, 4]],
    [[4], [2, 3, 4], [2, 3, 4]],
    [[3, 1], [2, 1, 4], [2, 3, 4]],
    [[1], [0], [0]],
    [[3, 1], [0], [3, 0]],
    [[1, 1, 1], [2], [1, 1, 2]],
  ];
  for (const [a, b, together] of cases) {
    assertEquals([...broadcastShapes("f()", a, b)], together);
    assertEquals([...broadcastShapes("f()", b, a)], together);
  }
});

Deno.test("broadcastShapes() refuses sizes that differ", () => {
  for (
    const [a, b] of [
      [[2], [3]],
      [[2, 3], [3, 2]],
      [[0], [2]],
      [[5, 1], [4, 5]],
      [[3, 4], [3]],
    ]
  ) {
    assertThrows(() => broadcastShapes("f()", a, b), RangeError, "f()");
  }
});

Deno.test("broadcastIndex() tells which element goes where", () => {
  assertEquals([...broadcastIndex([], [2, 2])], [0, 0, 0, 0]);
  assertEquals([...broadcastIndex([3], [2, 3])], [0, 1, 2, 0, 1, 2]);
  assertEquals([...broadcastIndex([2, 1], [2, 3])], [0, 0, 0, 1, 1, 1]);
  assertEquals([...broadcastIndex([2, 1, 2], [2, 2, 2])], [0, 1, 0, 1, 2, 3, 2, 3]);
  assertEquals([...broadcastIndex([1], [0])], []);
});

Deno.test("checkDim() counts negative dims from the last and gives a scalar one dim", () => {
  assertEquals([checkDim("f()", 1, 3), checkDim("f()", -1, 3), checkDim("f()", -3, 3)], [1, 2, 0]);
  assertEquals([checkDim("f()", 0, 0), checkDim("f()", -1, 0)], [0, 0]);
  for (const dim of [3, -4, 0.5, NaN]) {
    assertThrows(() => checkDim("f()", dim, 3), RangeError, "f()");
  }
  for (const dim of ["0", undefined]) {
    assertThrows(() => checkDim("f()", dim, 3), TypeError, "f()");
  }
  assertThrows(() => checkDim("f()", 1, 0), RangeError, "f()");
});

Deno.test("checkShape() lets sizes of at least 0 through", () => {
  assertEquals([...checkShape("f()", [2, 0])], [2, 0]);
  for (const shape of [[-1], [0.5], [NaN]]) {
    assertThrows(() => checkShape("f()", shape), RangeError, "f()");
  }
  for (const shape of [2, "2", null, undefined, {}, ["1"], [undefined]]) {
    assertThrows(() => checkShape("f()", shape), TypeError, "f()");
  }
});
