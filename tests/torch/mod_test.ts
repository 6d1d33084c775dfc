import * as torch from "torch";
import * as mod from "../../lib/torch/mod.ts";
import { assertEquals, assertThrows } from "@std/assert";

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
  assertFunctions(torch.ones([2]), "item numel dim backward toArray toFloat32Array".split(" "));
});

Deno.test("nn, optim and utils.data have every class of their face", () => {
  assertFunctions(
    torch.nn,
    "Module Sequential Linear ReLU Sigmoid Tanh Flatten MSELoss L1Loss CrossEntropyLoss".split(" "),
  );
  assertFunctions(torch.optim, "SGD Adam AdamW".split(" "));
  assertFunctions(torch.utils.data, "TensorDataset DataLoader".split(" "));
});

Deno.test("every function of mod.ts refuses in face.ts an argument that it does not have", () => {
  type Functions = Record<string, (...given: unknown[]) => unknown>;
  const inner = Object.entries(mod as unknown as Functions);
  const functions = inner.filter(([, f]) => typeof f === "function" && f.length > 0);
  for (const [name, f] of functions.filter(([name]) => /^[a-z]/.test(name))) {
    const outer = (torch as unknown as Functions)[name];
    assertEquals([outer.name, outer.length], [name, f.length]);
    const tooMany = Array(f.length + 1).fill(0);
    assertThrows(() => outer(...tooMany), TypeError, `${name}() expects at most`);
  }
});
