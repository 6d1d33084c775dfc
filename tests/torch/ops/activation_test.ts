import * as torch from "torch";
import { assertEquals } from "@std/assert";
import { numbers } from "../_fixtures.ts";

Deno.test("relu() has the gradient 0 at 0", () => {
  const x = torch.tensor([-1, 0, 2], { requiresGrad: true });
  x.relu().sum().backward();
  assertEquals(numbers(x.grad), [0, 0, 1]);
});
