import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as torch from "torch";
import { linreg, sgd, squaredLoss } from "d2l";

Deno.test("sgd() takes the step that d2l.sgd takes in PyTorch", () => {
  torch.manualSeed(7);
  const w = torch.normal(0, 1, [3, 1], { requiresGrad: true });
  const b = torch.zeros([1], { requiresGrad: true });
  const X = torch.randn([4, 3]);
  const y = torch.randn([4, 1]);
  squaredLoss(linreg(X, w, b), y).sum().backward();
  sgd([w, b], 0.1, 4);
  const expected = [
    -0.15682795643806458,
    0.8578671216964722,
    0.9676821827888489,
    0.06321309506893158,
  ];
  const actual = [...w.toArray().flat(), b.item()];
  actual.forEach((x, i) => assertAlmostEquals(x, expected[i], 1e-6));
});

Deno.test("sgd() sets the gradients back to 0", () => {
  const w = torch.ones([2], { requiresGrad: true });
  w.sum().backward();
  sgd([w], 0.1, 1);
  assertEquals(w.grad?.toArray(), [0, 0]);
  assertEquals(w.requiresGrad, true);
});

Deno.test("sgd() refuses a parameter without gradient and changes none", () => {
  const w = torch.ones([2], { requiresGrad: true });
  const b = torch.zeros([1], { requiresGrad: true });
  w.sum().backward();
  assertThrows(
    () => sgd([w, b], 0.1, 5),
    Error,
    "sgd() expects every parameter to have a gradient but got none for number 1, of shape [1]",
  );
  assertEquals(w.toArray(), [1, 1]);
});

Deno.test("sgd() refuses a learning rate or a batch size that cannot be one", () => {
  const w = torch.ones([2], { requiresGrad: true });
  w.sum().backward();
  assertThrows(
    () => sgd([w], NaN, 5),
    RangeError,
    "sgd() expects lr to be a finite number of at least 0 but got NaN",
  );
  assertThrows(
    () => sgd([w], 0.1, 0),
    RangeError,
    "sgd() expects batchSize to be a positive integer but got 0",
  );
});

Deno.test("sgd() refuses a parameter that is not in a list", () => {
  const w = torch.ones([1], { requiresGrad: true });
  assertThrows(
    // @ts-expect-error a tensor
    () => sgd(w, 0.1, 1),
    TypeError,
    "sgd() expects an array of parameters such as [w, b] but got a Tensor of shape [1]",
  );
});
