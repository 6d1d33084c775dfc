import { assertEquals, assertThrows } from "@std/assert";
import * as torch from "torch";
import { linreg } from "d2l";

Deno.test("linreg() adds the bias to every row", () => {
  const X = torch.tensor([[1, 2], [3, 4], [5, 6]]);
  const yHat = linreg(X, torch.tensor([[0.5], [-1]]), torch.tensor([2]));
  assertEquals(yHat.toArray(), [[0.5], [-0.5], [-1.5]]);
});

Deno.test("linreg() lets gradients flow to weights and bias", () => {
  const w = torch.zeros([2, 1], { requiresGrad: true });
  const b = torch.zeros([1], { requiresGrad: true });
  linreg(torch.tensor([[1, 2], [3, 4]]), w, b).sum().backward();
  assertEquals(w.grad?.toArray(), [[4], [6]]);
  assertEquals(b.grad?.toArray(), [2]);
});

Deno.test("linreg() refuses features that do not fit the weights", () => {
  assertThrows(
    () => linreg(torch.ones([5, 200]), torch.ones([5, 1]), torch.zeros([1])),
    RangeError,
    "matmul() cannot multiply shapes [5, 200] and [5, 1]",
  );
});

Deno.test("linreg() refuses features that are not a tensor", () => {
  assertThrows(
    // @ts-expect-error an array
    () => linreg([[1, 2]], torch.ones([2, 1]), torch.ones([1])),
    TypeError,
    "to be a Tensor but got [[1, 2]]",
  );
});
