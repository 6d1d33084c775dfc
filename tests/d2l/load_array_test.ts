import { assertEquals, assertThrows } from "@std/assert";
import * as torch from "torch";
import { loadArray } from "d2l";

const X = torch.arange(7).reshape([-1, 1]);
const y = torch.arange(7).mul(10);

function epoch(dataIter: Iterable<torch.Tensor[]>) {
  return Array.from(dataIter, (batch) => batch.map((tensor) => tensor.toArray()));
}

Deno.test("loadArray() shuffles as PyTorch does, in a new order each epoch", () => {
  torch.manualSeed(7);
  const trainIter = loadArray([X, y], 3);
  assertEquals(epoch(trainIter), [
    [[[2], [0], [5]], [20, 0, 50]],
    [[[6], [3], [4]], [60, 30, 40]],
    [[[1]], [10]],
  ]);
  assertEquals(epoch(trainIter), [
    [[[4], [3], [2]], [40, 30, 20]],
    [[[1], [5], [0]], [10, 50, 0]],
    [[[6]], [60]],
  ]);
});

Deno.test("loadArray() keeps the order of test data", () => {
  const testIter = loadArray([X], 4, false);
  assertEquals(epoch(testIter), [[[[0], [1], [2], [3]]], [[[4], [5], [6]]]]);
});

Deno.test("loadArray() gives batches that can be changed without changing the data", () => {
  const data = torch.zeros([4, 1]);
  for (const [batch] of loadArray([data], 2, false)) batch.fill_(9);
  assertEquals(data.toArray(), [[0], [0], [0], [0]]);
});

Deno.test("loadArray() refuses tensors of different length", () => {
  assertThrows(
    () => loadArray([torch.ones([20, 200]), torch.ones([19, 1])], 5),
    RangeError,
    "expects tensors with the same number of examples but got shapes [20, 200] and [19, 1]",
  );
});

Deno.test("loadArray() refuses a batch size that is not a positive integer", () => {
  for (const batchSize of [0, -1, 1.5, NaN]) {
    assertThrows(
      () => loadArray([X, y], batchSize),
      RangeError,
      `expects batchSize to be a positive integer but got ${batchSize}`,
    );
  }
});

Deno.test("loadArray() refuses what is not an array of tensors", () => {
  assertThrows(
    // @ts-expect-error the types refuse it too
    () => loadArray(X, 5),
    TypeError,
    "loadArray() expects an array of Tensors such as [X, y] but got a Tensor of shape [7, 1]",
  );
  assertThrows(() => loadArray([], 5), TypeError, "at least one Tensor");
});

Deno.test("loadArray() refuses options in the place of isTrain", () => {
  assertThrows(
    // @ts-expect-error an object
    () => loadArray([torch.ones([2])], 1, { isTrain: false }),
    TypeError,
    "to be true or false but got { isTrain }",
  );
});
