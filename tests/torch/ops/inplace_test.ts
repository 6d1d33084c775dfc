import * as torch from "torch";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { numbers } from "../_fixtures.ts";
import { callMethod, callsOf, testLikePyTorch } from "../_operations.ts";

testLikePyTorch("inplace");

const CALLS: [string, unknown[]][] = [
  ["add_", [1]],
  ["sub_", [1]],
  ["mul_", [2]],
  ["zero_", []],
  ["fill_", [3]],
  ["normal_", [0, 1]],
  ["copy_", [torch.ones([2])]],
];

Deno.test("every in-place operation of the fixtures is called on a leaf below", () => {
  const names = CALLS.map(([call]) => call);
  assertEquals(callsOf("inplace").filter((call) => !names.includes(call)), []);
});

for (const [call, given] of CALLS) {
  Deno.test(`${call}() refuses a leaf that requires gradients, and changes it inside noGrad()`, () => {
    const x = torch.tensor([1, 2], { requiresGrad: true });
    assertThrows(() => callMethod(call, x, given), Error, `${call}()`);
    assertEquals(numbers(x), [1, 2]);
    assertStrictEquals(torch.noGrad(() => callMethod(call, x, given)), x);
    assertEquals([x.requiresGrad, x.isLeaf], [true, true]);
  });

  Deno.test(`${call}() changes a tensor without gradients and gives it back`, () => {
    const x = torch.tensor([5, 6]);
    assertStrictEquals(callMethod(call, x, given), x);
    assertEquals(numbers(x).join() === "5,6", false);
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
