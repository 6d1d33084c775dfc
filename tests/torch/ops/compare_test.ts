import * as torch from "torch";
import { assertEquals, assertThrows } from "@std/assert";

Deno.test("a comparison is a leaf without a gradient, whatever it compares", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  for (const result of [x.eq(1), x.gt(1), x.lt(1), x.argmax()]) {
    assertEquals([result.requiresGrad, result.isLeaf], [false, true]);
  }
});

Deno.test("maximum() takes tensors only, as PyTorch's", () => {
  // @ts-expect-error a number has no place here
  assertThrows(() => torch.maximum(torch.ones([2]), 1), TypeError, "maximum() expects other");
});
