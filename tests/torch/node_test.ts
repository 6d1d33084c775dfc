import * as torch from "torch";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";

Deno.test("gradFn prints as PyTorch's does", () => {
  const x = torch.ones([2], { requiresGrad: true });
  assertEquals(String(x.mul(2).gradFn), "<MulBackward0>");
  assertEquals(Deno.inspect(x.sum().gradFn), "<SumBackward0>");
  assertEquals(String(x.mul(2).zero_().gradFn), "<ZeroBackward0>");
  assertStrictEquals(x.gradFn, null);
});

Deno.test("gradFn.edges lead to the nodes of the inputs, and nowhere for a constant", () => {
  const x = torch.ones([2], { requiresGrad: true });
  const y = x.exp();
  const z = y.mul(torch.ones([2]));
  assertStrictEquals(z.gradFn?.edges[0], y.gradFn);
  assertStrictEquals(z.gradFn?.edges[1], null);
});

Deno.test("gradFn has a larger id than the nodes it was computed from", () => {
  const y = torch.ones([2], { requiresGrad: true }).exp();
  const z = y.sum();
  assertEquals(z.gradFn!.id > y.gradFn!.id, true);
});

Deno.test("gradFn.check() names the operation whose saved values are freed or changed", () => {
  const x = torch.ones([2], { requiresGrad: true });
  const y = x.mul(x);
  torch.noGrad(() => x.add_(1));
  assertThrows(() => y.gradFn!.check(), Error, "backward() needs values that mul() saved");
  const z = x.exp();
  z.sum().backward();
  assertThrows(() => z.gradFn!.check(), Error, "exp() has freed the values it saved");
});
