import * as torch from "torch";
import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { numbers } from "./_fixtures.ts";

Deno.test("shape, dim() and numel() describe a tensor", () => {
  for (const shape of [[], [1], [3], [2, 3], [2, 0, 4], [1, 1, 1, 2]]) {
    const x = torch.zeros(shape);
    assertEquals([...x.shape], shape);
    assertEquals([x.dim(), x.numel()], [
      shape.length,
      shape.reduce((product, n) => product * n, 1),
    ]);
  }
});

Deno.test("item() gives the only element of a tensor of any shape", () => {
  for (
    const x of [torch.tensor(2.5), torch.tensor([2.5]), torch.tensor([[[2.5]]])]
  ) assertEquals(x.item(), 2.5);
});

Deno.test("item() refuses several elements and none", () => {
  for (const shape of [[2], [1, 3], [0], [2, 0]]) {
    assertThrows(() => torch.zeros(shape).item(), Error, "item()");
  }
});

Deno.test("toArray() nests as deep as there are dimensions; a scalar gives a number", () => {
  assertStrictEquals(torch.tensor(2).toArray(), 2);
  assertEquals(torch.arange(6).reshape([2, 3]).toArray(), [[0, 1, 2], [3, 4, 5]]);
  assertEquals(torch.zeros([2, 0]).toArray(), [[], []]);
  assertEquals(torch.zeros([0, 2]).toArray(), []);
  assertEquals(torch.arange(4).reshape([2, 1, 2]).toArray(), [[[0, 1]], [[2, 3]]]);
});

Deno.test("toArray() and toFloat32Array() hand out copies", () => {
  const x = torch.tensor([[1, 2]]);
  x.toArray()[0][0] = 9;
  x.toFloat32Array()[1] = 9;
  assertEquals(numbers(x), [1, 2]);
});

Deno.test("data is the same numbers without history, to be changed in place", () => {
  const w = torch.ones([2], { requiresGrad: true });
  assertEquals(w.data.requiresGrad, false);
  w.data.fill_(3);
  assertEquals(numbers(w), [3, 3]);
  torch.manualSeed(0);
  w.data.normal_(0, 0.01);
  assert(numbers(w).every((x) => x !== 3));
  assertEquals([w.isLeaf, w.requiresGrad], [true, true]);
});

Deno.test("requiresGrad spreads from inputs to results", () => {
  const [x, c] = [torch.ones([2], { requiresGrad: true }), torch.ones([2])];
  assertEquals([
    x.add(c).requiresGrad,
    c.add(x).requiresGrad,
    c.add(c).requiresGrad,
  ], [true, true, false]);
  assertEquals(x.detach().add(c).requiresGrad, false);
});

Deno.test("requiresGrad can be switched on for a leaf after it was made", () => {
  const x = torch.ones([2]);
  x.requiresGrad = true;
  x.mul(3).sum().backward();
  assertEquals(numbers(x.grad), [3, 3]);
});

Deno.test("grad is null before the first backward()", () => {
  assertStrictEquals(torch.ones([2], { requiresGrad: true }).grad, null);
});

Deno.test("Tensor is the class of all tensors", () => {
  assert(torch.ones([2]) instanceof torch.Tensor);
  assert(torch.ones([2]).mul(2) instanceof torch.Tensor);
});

Deno.test("shape cannot be changed, nor that of a result which has the same", () => {
  const x = torch.ones([2, 3]);
  const y = x.neg();
  assertThrows(() => (x.shape as number[]).reverse(), TypeError);
  assertThrows(() => (y.shape as number[]).push(4), TypeError);
  assertEquals([x.shape, y.shape], [[2, 3], [2, 3]]);
});
