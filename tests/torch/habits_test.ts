import * as torch from "torch";
import { assertEquals, assertThrows } from "@std/assert";

/** A tensor of which the compiler knows nothing, as a notebook's cell takes it. */
// deno-lint-ignore no-explicit-any -- what is written here is what types forbid
const x = torch.tensor([[1, 2], [3, 4]]) as any;

const OPERATOR = "Tensor expects a method in the place of an operator: write a.add(b), a.sub(b), " +
  "a.mul(b), a.div(b), a.gt(b), or a.item() for its only number";

const HABITS: [says: string, when: () => unknown][] = [
  [OPERATOR, () => x + x],
  [OPERATOR, () => 3 * x],
  [OPERATOR, () => x > 0],
  [OPERATOR, () => -x],
  [OPERATOR, () => x == 1],
  [OPERATOR, () => Number(x)],
  ["Tensor has no element 0: write indexSelect(0, [0])", () => x[0]],
  ["Tensor has no element -1: write toArray().at(-1)", () => x[-1]],
  [
    "Tensor has no element 0 to set: change the array of toArray(), then write x.data.copy_(torch.tensor(array))",
    () => x[0] = 1,
  ],
  ["Tensor has no T: write t()", () => x.T],
  ["Tensor has no size: write shape, or numel() for the number of elements", () => x.size()],
  ["Tensor has no length: write shape[0], or numel() for the number of elements", () => x.length],
  ["Tensor has no view: write reshape()", () => x.view(-1)],
  ["Tensor has no requires_grad: write requiresGrad", () => x.requires_grad],
  ["Tensor has no requires_grad: write requiresGrad", () => x.requires_grad = true],
  ["Tensor has no grad_fn: write gradFn", () => x.grad_fn],
  ["Tensor has no index_select: write indexSelect", () => x.index_select(0, [1])],
];

for (const [says, when] of HABITS) {
  Deno.test(`Tensor says what to write in the place of ${String(when).slice(6)}: ${says}`, () => {
    assertThrows(when, TypeError, says);
  });
}

Deno.test("Tensor is printed in templates, and takes what else looks for names on it", async () => {
  assertEquals(`${torch.tensor([1, 2])}`, "tensor([1., 2.])");
  assertEquals(String(torch.tensor(1.5)), "tensor(1.5000)");
  assertEquals(await Promise.resolve(x), x);
  assertEquals([x.anything, "size" in x, Object.hasOwn(x, "storage")], [undefined, false, true]);
  x.label = "features";
  assertEquals(x.label, "features");
});
