import * as torch from "torch";
import { assertEquals } from "@std/assert";
import { numbers } from "../_fixtures.ts";

Deno.test("reshape() shares its numbers with the tensor it came from", () => {
  const x = torch.tensor([1, 2, 3, 4]);
  const y = x.reshape([2, 2]);
  x.add_(10);
  assertEquals(y.toArray(), [[11, 12], [13, 14]]);
  y.zero_();
  assertEquals(numbers(x), [0, 0, 0, 0]);
});

Deno.test("reshape() does not keep the array it was given", () => {
  const shape = [2, 2];
  const x = torch.arange(4).reshape(shape);
  shape[0] = 7;
  assertEquals([...x.shape], [2, 2]);
});

Deno.test("detach() shares its numbers and needs no gradient", () => {
  const x = torch.ones([2], { requiresGrad: true });
  const y = x.detach();
  assertEquals([y.requiresGrad, y.isLeaf, x.requiresGrad], [false, true, true]);
  y.fill_(5);
  assertEquals(numbers(x), [5, 5]);
});
