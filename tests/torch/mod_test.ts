import * as torch from "torch";
import { assertEquals } from "@std/assert";
import { callsOf } from "./_operations.ts";

/** What a face must hold: each name is there, and is a function. */
function assertFunctions(owner: object, names: string[]): void {
  for (const name of names) {
    assertEquals(typeof (owner as Record<string, unknown>)[name], "function", name);
  }
}

const OPERATIONS = [
  ..."add sub mul div pow matmul neg abs sign exp log sqrt relu sigmoid tanh clamp"
    .split(" "),
  ..."eq gt lt maximum argmax softmax logSoftmax sum mean norm reshape t detach clone indexSelect"
    .split(" "),
];

Deno.test("torch has every function of its face", () => {
  assertFunctions(
    torch,
    "manualSeed tensor zeros ones full arange rand randn normal randperm noGrad"
      .split(" "),
  );
  assertFunctions(torch, OPERATIONS);
  assertFunctions(torch, ["Generator", "Tensor"]);
});

Deno.test("Tensor has every method of its face", () => {
  const x = torch.ones([2]);
  assertFunctions(x, OPERATIONS);
  assertFunctions(x, "add_ sub_ mul_ zero_ fill_ normal_ copy_".split(" "));
  assertFunctions(x, "item numel dim backward toArray toFloat32Array".split(" "));
});

Deno.test("nn, optim and utils.data have every class of their face", () => {
  assertFunctions(
    torch.nn,
    "Module Sequential Linear ReLU Sigmoid Tanh Flatten MSELoss L1Loss CrossEntropyLoss".split(" "),
  );
  assertFunctions(torch.optim, "SGD Adam AdamW".split(" "));
  assertFunctions(torch.utils.data, "TensorDataset DataLoader".split(" "));
});

Deno.test("every operation of the face is compared with PyTorch", () => {
  const compared = ["elementwise", "classify", "reduce", "matmul", "view"].flatMap(callsOf);
  const rest = OPERATIONS.filter((name) => !compared.includes(name));
  assertEquals(rest, ["detach"]); // it has no gradient to compare
});
