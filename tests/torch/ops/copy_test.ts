import * as torch from "torch";
import { assertEquals, assertNotStrictEquals } from "@std/assert";
import { numbers } from "../_fixtures.ts";

Deno.test("clone() has numbers of its own", () => {
  const x = torch.ones([2]);
  const y = x.clone();
  assertNotStrictEquals(x, y);
  x.fill_(5);
  assertEquals(numbers(y), [1, 1]);
});

Deno.test("indexSelect() adds up the gradients of a place taken several times", () => {
  const x = torch.tensor([1, 2, 3], { requiresGrad: true });
  x.indexSelect(0, [2, 0, 2, 2]).sum().backward();
  assertEquals(numbers(x.grad), [1, 0, 3]);
});

Deno.test("indexSelect() does not keep the array it was given", () => {
  const x = torch.tensor([1, 2, 3], { requiresGrad: true });
  const index = [0, 1];
  const y = x.indexSelect(0, index);
  index[0] = 2;
  y.sum().backward();
  assertEquals(numbers(x.grad), [1, 1, 0]);
});

Deno.test("indexSelect() makes a copy", () => {
  const x = torch.tensor([1, 2, 3]);
  const y = x.indexSelect(0, [0, 1, 2]);
  x.zero_();
  assertEquals(numbers(y), [1, 2, 3]);
});
