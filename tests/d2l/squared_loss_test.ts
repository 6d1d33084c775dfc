import { assertEquals, assertThrows } from "@std/assert";
import * as torch from "torch";
import { squaredLoss } from "d2l";

Deno.test("squaredLoss() gives half the squared error in the shape of the predictions", () => {
  const losses = squaredLoss(torch.tensor([[1], [2.5]]), torch.tensor([0, 4]));
  assertEquals(losses.toArray(), [[0.5], [1.125]]);
});

Deno.test("squaredLoss() has the error as its gradient", () => {
  const yHat = torch.tensor([[1], [2.5]], { requiresGrad: true });
  squaredLoss(yHat, torch.tensor([[0], [4]])).sum().backward();
  assertEquals(yHat.grad?.toArray(), [[1], [-1.5]]);
});

Deno.test("squaredLoss() refuses more labels than predictions", () => {
  assertThrows(
    () => squaredLoss(torch.ones([5, 1]), torch.ones([4, 1])),
    RangeError,
    "squaredLoss() expects as many labels as predictions but got yHat of shape [5, 1] and y of shape [4, 1]",
  );
});

Deno.test("squaredLoss() refuses a number for the labels", () => {
  assertThrows(
    // @ts-expect-error the types refuse it too
    () => squaredLoss(torch.ones([5, 1]), 3),
    TypeError,
    "squaredLoss() expects y to be a Tensor but got 3",
  );
});
