import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as torch from "torch";
import { evaluateLoss, loadArray, squaredLoss } from "d2l";

Deno.test("evaluateLoss() gives the mean loss that d2l.evaluate_loss gives in PyTorch", () => {
  torch.manualSeed(7);
  const dataIter = loadArray([torch.randn([7, 3]), torch.randn([7, 1])], 3);
  const loss = evaluateLoss((X) => X.matmul(torch.ones([3, 1])), dataIter, squaredLoss);
  assertAlmostEquals(loss, 1.0508467669465713, 1e-6);
});

Deno.test("evaluateLoss() counts the examples of a batch that is not full only once", () => {
  const dataIter = loadArray([torch.zeros([3, 1]), torch.tensor([[0], [0], [6]])], 2, false);
  assertEquals(evaluateLoss((X) => X, dataIter, squaredLoss), 6);
});

Deno.test("evaluateLoss() records no gradients", () => {
  const w = torch.ones([1, 1], { requiresGrad: true });
  const dataIter = loadArray([torch.ones([2, 1]), torch.ones([2, 1])], 2, false);
  const seen: boolean[] = [];
  evaluateLoss((X) => X.matmul(w), dataIter, (yHat, y) => {
    seen.push(yHat.requiresGrad);
    return squaredLoss(yHat, y);
  });
  assertEquals(seen, [false]);
});

Deno.test("evaluateLoss() refuses to average over nothing", () => {
  assertThrows(
    () => evaluateLoss((X) => X, [], squaredLoss),
    RangeError,
    "evaluateLoss() expects at least one batch but got none",
  );
});

Deno.test("evaluateLoss() says which argument is missing or out of place", () => {
  const net = (X: torch.Tensor) => X;
  const dataIter = [[torch.ones([1]), torch.ones([1])]];
  const evaluate = evaluateLoss as (...args: unknown[]) => number;
  for (
    const [args, message] of [
      [[dataIter, net, squaredLoss], "net to be a function but got [[a Tensor of shape [1], "],
      [[net, dataIter], "loss to be a function but got undefined"],
      [[net, 5, squaredLoss], "dataIter to give batches [X, y] but got 5"],
    ] as const
  ) {
    assertThrows(() => evaluate(...args), TypeError, `evaluateLoss() expects ${message}`);
  }
});

Deno.test("evaluateLoss() refuses batches that are not two tensors", () => {
  const X = torch.ones([2, 1]);
  for (
    const [batch, shown] of [
      [5, "5"],
      [X, "a Tensor of shape [2, 1]"],
      [[X], "[a Tensor of shape [2, 1]]"],
      [[X, [1, 2]], "[a Tensor of shape [2, 1], [1, 2]]"],
      [[X, X, X], "[a Tensor of shape [2, 1], a Tensor of shape [2, 1], a Tensor"],
    ] as const
  ) {
    assertThrows(
      () => evaluateLoss((X) => X, [batch] as unknown as torch.Tensor[][], squaredLoss),
      TypeError,
      `evaluateLoss() expects every batch to be two Tensors [X, y] but got ${shown}`,
    );
  }
});
