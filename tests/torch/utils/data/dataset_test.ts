import * as torch from "torch";
import { assertEquals, assertThrows } from "@std/assert";

const { TensorDataset } = torch.utils.data;

Deno.test("TensorDataset is as long as its tensors", () => {
  assertEquals(new TensorDataset(torch.zeros([5, 2]), torch.zeros([5])).length, 5);
  assertEquals(new TensorDataset(torch.zeros([0, 2])).length, 0);
});

Deno.test("TensorDataset refuses tensors of different lengths, as PyTorch does", () => {
  assertThrows(
    () => new TensorDataset(torch.zeros([5, 2]), torch.zeros([4])),
    RangeError,
    "TensorDataset()",
  );
});

Deno.test("TensorDataset refuses scalars, arrays and nothing", () => {
  assertThrows(() => new TensorDataset(torch.tensor(1)), RangeError, "TensorDataset()");
  // @ts-expect-error an array
  assertThrows(() => new TensorDataset([1, 2]), TypeError, "TensorDataset()");
  assertThrows(() => new TensorDataset(), Error, "TensorDataset()");
});
