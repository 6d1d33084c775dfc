import * as torch from "torch";
import { assertEquals, assertThrows } from "@std/assert";
import { numbers } from "../_fixtures.ts";

Deno.test("add() makes a new tensor", () => {
  const a = torch.tensor([1, 2]);
  const b = a.add(0);
  a.fill_(9);
  assertEquals(numbers(b), [1, 2]);
});

Deno.test("add(), sub(), mul() and div() as functions take a number on the left", () => {
  const x = torch.tensor([1, 2, 4], { requiresGrad: true });
  assertEquals(numbers(torch.add(10, x)), [11, 12, 14]);
  assertEquals(numbers(torch.sub(10, x)), [9, 8, 6]);
  assertEquals(numbers(torch.mul(10, x)), [10, 20, 40]);
  assertEquals(numbers(torch.div(8, x)), [8, 4, 2]);
  torch.div(8, x).add(torch.sub(1, x)).sum().backward();
  assertEquals(numbers(x.grad), [-9, -3, -1.5]);
});

Deno.test("mul() adds both gradients of a tensor multiplied by itself", () => {
  const x = torch.tensor([3, -2], { requiresGrad: true });
  x.mul(x).sum().backward();
  assertEquals(numbers(x.grad), [6, -4]);
});

Deno.test("add() rounds its result to float32", () => {
  assertEquals(torch.tensor(0.1).add(0.2).item(), Math.fround(Math.fround(0.1) + Math.fround(0.2)));
  assertEquals(torch.tensor(16777216).add(1).item(), 16777216);
});

Deno.test("add() of what is neither Tensor nor number is refused", () => {
  // @ts-expect-error a string
  assertThrows(() => torch.ones([2]).add("1"), TypeError, "add()");
  // @ts-expect-error nothing
  assertThrows(() => torch.ones([2]).mul(), TypeError, "mul()");
  // @ts-expect-error an array
  assertThrows(() => torch.ones([2]).sub([1, 2]), TypeError, "sub()");
});
