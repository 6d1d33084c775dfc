import * as torch from "torch";
import { assertEquals } from "@std/assert";

/** What a face must hold: each name is there, and is a function. */
function assertFunctions(owner: object, names: string[]): void {
  for (const name of names) {
    assertEquals(typeof (owner as Record<string, unknown>)[name], "function", name);
  }
}

Deno.test("torch has every function of its face", () => {
  assertFunctions(
    torch,
    "manualSeed tensor zeros ones full arange rand randn normal randperm noGrad Generator Tensor"
      .split(" "),
  );
});

Deno.test("Tensor has every method of its face that is not an operation", () => {
  assertFunctions(
    torch.ones([2]),
    "item numel dim backward toArray toFloat32Array".split(" "),
  );
});

Deno.test("nn, optim and utils.data have every class of their face", () => {
  assertFunctions(
    torch.nn,
    "Module Sequential Linear ReLU Sigmoid Tanh Flatten MSELoss L1Loss CrossEntropyLoss".split(" "),
  );
  assertFunctions(torch.optim, "SGD Adam AdamW".split(" "));
  assertFunctions(torch.utils.data, "TensorDataset DataLoader".split(" "));
});
