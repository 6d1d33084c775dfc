import * as torch from "torch";
import { assertEquals, assertThrows } from "@std/assert";
import { numbers } from "./_fixtures.ts";

Deno.test("tensor() takes numbers and arrays nested to any depth", () => {
  assertEquals([...torch.tensor(3).shape], []);
  assertEquals([...torch.tensor([]).shape], [0]);
  assertEquals([...torch.tensor([[], []]).shape], [2, 0]);
  assertEquals([...torch.tensor([[1, 2, 3]]).shape], [1, 3]);
  assertEquals([...torch.tensor([[[1], [2]], [[3], [4]]]).shape], [2, 2, 1]);
  const cube = [[[1], [2]], [[3], [4]]];
  assertEquals(torch.tensor(cube).toArray(), cube);
});

Deno.test("tensor() rounds to float32", () => {
  assertEquals(torch.tensor(0.1).item(), Math.fround(0.1));
  assertEquals(torch.tensor(1e39).item(), Infinity);
});

Deno.test("tensor() keeps NaN, infinities and -0", () => {
  const data = [NaN, Infinity, -Infinity, -0];
  assertEquals(numbers(torch.tensor(data)), data);
});

Deno.test("tensor() copies the array it is given", () => {
  const data = new Float32Array([1, 2]);
  const x = torch.tensor(data);
  data[0] = 9;
  x.add_(1);
  assertEquals(numbers(x), [2, 3]);
  assertEquals([...data], [9, 2]);
});

Deno.test("tensor() refuses ragged arrays", () => {
  const bad = [
    [[1, 2], [3]],
    [[1], 2],
    [1, [2]],
    [[[1]], [[1, 2]]],
    [[], [1]],
    [[1], []],
    [[1], [[2]]],
  ];
  for (const data of bad) {
    assertThrows(
      () => torch.tensor(data as number[]),
      RangeError,
      "tensor()",
      JSON.stringify(data),
    );
  }
});

Deno.test("tensor() refuses what is not a number", () => {
  const bad = [
    "1",
    ["1"],
    [[1, "2"]],
    null,
    undefined,
    [undefined],
    [null],
    [1n],
    {},
    [{}],
    [() => 1],
  ];
  for (const data of bad) {
    assertThrows(() => torch.tensor(data as number[]), TypeError, "tensor()");
  }
});

Deno.test("zeros(), ones() and full() fill a shape", () => {
  assertEquals(torch.zeros([2, 2]).toArray(), [[0, 0], [0, 0]]);
  assertEquals(torch.ones([1, 3]).toArray(), [[1, 1, 1]]);
  assertEquals(torch.full([2], -0.5).toArray(), [-0.5, -0.5]);
  assertEquals(torch.full([], 7).toArray(), 7);
  assertEquals(torch.zeros([0, 3]).toArray(), []);
});

Deno.test("zeros(), ones() and full() make leaves that require gradients when asked to", () => {
  for (const make of [torch.zeros, torch.ones]) {
    assertEquals(make([1]).requiresGrad, false);
    assertEquals(make([1], { requiresGrad: true }).requiresGrad, true);
  }
  assertEquals(torch.full([1], 2, { requiresGrad: true }).requiresGrad, true);
});

Deno.test("zeros() does not keep the shape array it was given", () => {
  const shape = [2, 3];
  const x = torch.zeros(shape);
  shape[0] = 9;
  assertEquals([...x.shape], [2, 3]);
});

Deno.test("arange() counts up to its end, without it", () => {
  assertEquals(torch.arange(5).toArray(), [0, 1, 2, 3, 4]);
  assertEquals(torch.arange(0).toArray(), []);
  assertEquals(torch.arange(2, 5).toArray(), [2, 3, 4]);
  assertEquals(torch.arange(1, 2, 0.5).toArray(), [1, 1.5]);
  assertEquals(torch.arange(3, 0, -1).toArray(), [3, 2, 1]);
  assertEquals(torch.arange(2.5).toArray(), [0, 1, 2]);
});

Deno.test("arange() from a number to itself is empty in either direction", () => {
  assertEquals(torch.arange(3, 3).shape, [0]);
  assertEquals(torch.arange(3, 3, -1).shape, [0]);
});

Deno.test("arange() takes its options behind one, two or three numbers", () => {
  const options = { requiresGrad: true };
  assertEquals(torch.arange(2, options).requiresGrad, true);
  assertEquals(torch.arange(1, 3, options).toArray(), [1, 2]);
  assertEquals(torch.arange(3, 1, -1, options).toArray(), [3, 2]);
  // @ts-expect-error there is no such option
  assertThrows(() => torch.arange(2, { requires_grad: true }), TypeError, "requiresGrad");
});

Deno.test("arange() refuses a step that never arrives", () => {
  const bad = [
    [0, 5, 0],
    [0, 5, -1],
    [5, 0, 1],
    [0, Infinity, 1],
    [NaN, 1, 1],
  ];
  bad.push([1, 0.5, 1]); // less than one step, but in the wrong direction
  for (const [start, end, step] of bad) {
    assertThrows(() => torch.arange(start, end, step), RangeError, "arange()");
  }
  assertThrows(() => torch.arange(-1), RangeError, "arange()");
});

Deno.test("zerosLike() and onesLike() take the shape alone", () => {
  const x = torch.rand([2, 3], { requiresGrad: true });
  for (const [like, value] of [[torch.zerosLike(x), 0], [torch.onesLike(x), 1]] as const) {
    assertEquals([[...like.shape], like.requiresGrad], [[2, 3], false]);
    assertEquals(new Set(like.toFloat32Array()), new Set([value]));
  }
  assertEquals(torch.onesLike(x, { requiresGrad: true }).requiresGrad, true);
  assertThrows(
    // @ts-expect-error a shape is no tensor
    () => torch.zerosLike([2, 3]),
    TypeError,
    "zerosLike() expects input to be a Tensor",
  );
});
