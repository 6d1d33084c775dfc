import * as torch from "torch";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { numbers } from "../_fixtures.ts";

Deno.test("sum() of nothing is 0 and mean() of nothing is NaN", () => {
  assertEquals(torch.tensor([]).sum().item(), 0);
  assertEquals(torch.tensor([]).mean().item(), NaN);
});

Deno.test("norm() of the zero vector has the gradient 0", () => {
  const x = torch.zeros([3], { requiresGrad: true });
  x.norm().backward();
  assertEquals(numbers(x.grad), [0, 0, 0]);
});

Deno.test("mean() over several dims divides the gradient by how many elements they hold", () => {
  const x = torch.ones([2, 3, 4], { requiresGrad: true });
  x.mean({ dim: [0, -1] }).sum().backward();
  assertEquals([...x.grad!.shape], [2, 3, 4]);
  for (const g of numbers(x.grad)) assertAlmostEquals(g, 1 / 8);
});

Deno.test("sum() of a million small numbers keeps its digits", () => {
  assertAlmostEquals(torch.full([1_000_000], 0.1).sum().item(), 100_000, 0.01);
});
