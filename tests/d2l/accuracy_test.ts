import * as torch from "torch";
import * as d2l from "d2l";
import { assertEquals, assertThrows } from "@std/assert";

Deno.test("accuracy() counts the right predictions, by scores or by classes", () => {
  const y = torch.tensor([0, 2, 1]);
  assertEquals(d2l.accuracy(torch.tensor([[3, 1, 2], [0, 1, 2], [5, 4, 3]]), y), 2);
  assertEquals(d2l.accuracy(torch.tensor([0, 2, 0]), y), 2);
  assertEquals(d2l.accuracy(torch.tensor([[0], [2], [0]]), y), 2);
});

Deno.test("evaluateAccuracy() weighs batches by their size, and records no gradient", () => {
  const net = new torch.nn.Linear(2, 2);
  const X = torch.randn([7, 2]);
  const y = net(X).argmax({ dim: 1 });
  assertEquals(d2l.evaluateAccuracy(net, d2l.loadArray([X, y], 3, false)), 1);
  const wrong = torch.ones([7]).sub(y);
  const mixed = torch.tensor([...y.toArray().slice(0, 6), wrong.toArray()[6]]);
  assertEquals(d2l.evaluateAccuracy(net, d2l.loadArray([X, mixed], 3, false)), 6 / 7);
});

Deno.test("evaluateAccuracy() says what it got in the place of a model or of batches", () => {
  const dataIter = d2l.loadArray([torch.ones([2, 2]), torch.zeros([2])], 1);
  // @ts-expect-error not a function
  assertThrows(() => d2l.evaluateAccuracy(1, dataIter), TypeError, "expects net to be a function");
  assertThrows(
    // @ts-expect-error not batches
    () => d2l.evaluateAccuracy((X) => X, 1),
    TypeError,
    "expects dataIter to give batches",
  );
});
