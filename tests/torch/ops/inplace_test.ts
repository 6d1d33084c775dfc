import * as torch from "torch";
import { assertEquals, assertNotEquals, assertStrictEquals, assertThrows } from "@std/assert";
import * as inplace from "../../../lib/torch/ops/inplace.ts";
import { numbers, unpack } from "../_fixtures.ts";
import { callCase, casesOf } from "../_operations.ts";

for (const call of Object.keys(inplace)) {
  /** One call of a vector, as the fixtures have it, on a tensor that is not copied first. */
  const each = casesOf(call).find(({ inputs }) => inputs[0] === "x[5]")!;
  const inputs = () => each.inputs.map((name) => unpack(each.pool[name]));

  Deno.test(`${call}() refuses a leaf that requires gradients, and changes it inside noGrad()`, () => {
    const given = inputs(), [x] = given, before = numbers(x);
    x.requiresGrad = true;
    assertThrows(() => callCase(each, given, x), Error, `${call}()`);
    assertEquals(numbers(x), before);
    assertStrictEquals(torch.noGrad(() => callCase(each, given, x)), x);
    assertEquals([x.requiresGrad, x.isLeaf], [true, true]);
    assertNotEquals(numbers(x), before);
  });

  Deno.test(`${call}() changes a tensor without gradients and gives it back`, () => {
    const given = inputs(), [x] = given, before = numbers(x);
    assertStrictEquals(callCase(each, given, x), x);
    assertNotEquals(numbers(x), before);
  });
}

Deno.test("add_() and sub_() scale what they add by alpha", () => {
  const x = torch.tensor([1, 2]);
  x.add_(torch.tensor([10, 20]), { alpha: 0.5 });
  assertEquals(numbers(x), [6, 12]);
  x.sub_(torch.tensor([1, 1]), { alpha: 3 });
  assertEquals(numbers(x), [3, 9]);
});

Deno.test("copy_() copies, so that later changes of the source are not seen", () => {
  const source = torch.tensor([1, 2]);
  const x = torch.zeros([2]).copy_(source);
  source.fill_(9);
  assertEquals(numbers(x), [1, 2]);
});

Deno.test("mul_() of a tensor by itself outside autograd squares it", () => {
  const x = torch.tensor([2, 3]);
  x.mul_(x);
  assertEquals(numbers(x), [4, 9]);
});

Deno.test("add_() inside noGrad() is seen by operations recorded afterwards", () => {
  const w = torch.tensor([1, 2], { requiresGrad: true });
  torch.noGrad(() => w.sub_(torch.tensor([1, 1])));
  w.mul(w).sum().backward();
  assertEquals(numbers(w.grad), [0, 2]);
});
