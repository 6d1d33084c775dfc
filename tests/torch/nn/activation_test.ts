import * as torch from "torch";
import { nn } from "torch";
import { assertEquals, assertThrows } from "@std/assert";
import { fixture, numbers } from "../_fixtures.ts";

const LAYERS = [
  ["ReLU", "relu"],
  ["Sigmoid", "sigmoid"],
  ["Tanh", "tanh"],
] as const;

for (const [name, call] of LAYERS) {
  Deno.test(`${name}() is ${call}() as a module, forward and backward`, () => {
    const [a, b] = [0, 1].map(() =>
      torch.tensor([[-2, 0, 3], [0.5, -0.5, 1]], { requiresGrad: true })
    );
    const [out, expected] = [new nn[name]()(a), b[call]()];
    assertEquals(out.toArray(), expected.toArray());
    out.sum().backward();
    expected.sum().backward();
    assertEquals(numbers(a.grad), numbers(b.grad));
    assertEquals(new nn[name]().parameters(), []);
  });
}

Deno.test("Flatten() keeps the first dimension and makes one of the others, as PyTorch's does", () => {
  for (
    const { shape, out } of fixture<
      { flattened: { shape: number[]; out: number[] }[] }
    >("nn").flattened
  ) {
    assertEquals([...new nn.Flatten()(torch.ones(shape)).shape], out);
  }
});

Deno.test("Flatten() gives gradients back in the shape of its input", () => {
  const X = torch.ones([2, 3, 4], { requiresGrad: true });
  new nn.Flatten()(X).mul(2).sum().backward();
  assertEquals([...X.grad!.shape], [2, 3, 4]);
});

Deno.test("Flatten() refuses a vector, as PyTorch does", () => {
  assertThrows(() => new nn.Flatten()(torch.ones([3])), RangeError, "Flatten()");
});
