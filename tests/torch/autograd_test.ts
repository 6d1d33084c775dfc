import * as torch from "torch";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { numbers } from "./_fixtures.ts";

Deno.test("backward() goes through a chain of 100,000 operations", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  let y: torch.Tensor = x;
  for (let i = 0; i < 100_000; i++) y = y.add(i % 2 === 0 ? 1 : -1);
  y.mul(3).sum().backward();
  assertEquals(numbers(y), [1, 2]);
  assertEquals(numbers(x.grad), [3, 3]);
});

Deno.test("backward() goes through a ladder of 1,000 diamonds once for each operation", () => {
  const x = torch.tensor(1, { requiresGrad: true });
  let y: torch.Tensor = x;
  for (let i = 0; i < 1000; i++) y = y.mul(0.5).add(y.mul(0.5)); // 2 ** 1000 paths
  y.backward();
  assertEquals(x.grad?.item(), 1);
});

Deno.test("backward() that is refused leaves every grad as it was", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  const w = torch.tensor([3, 4], { requiresGrad: true });
  const y = x.mul(w);
  const loss = y.add(x.exp()).sum();
  torch.noGrad(() => w.add_(1));
  assertThrows(() => loss.backward(), Error, "mul()");
  assertStrictEquals(x.grad, null);
  assertStrictEquals(w.grad, null);
});

Deno.test("backward() gives leaves without requiresGrad no grad", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  const c = torch.tensor([3, 4]);
  x.mul(c).sum().backward();
  assertEquals(numbers(x.grad), [3, 4]);
  assertStrictEquals(c.grad, null);
});

Deno.test("backward() keeps no grad on results of operations", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  const y = x.mul(2);
  y.sum().backward();
  assertStrictEquals(y.grad, null);
});

Deno.test("backward() does not read its gradient after it returned", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  const given = torch.tensor([1, 1]);
  x.add(0).backward(given);
  given.fill_(9);
  assertEquals(numbers(x.grad), [1, 1]);
  x.grad!.fill_(5);
  assertEquals(numbers(given), [9, 9]);
});

Deno.test("backward() adds to a grad that the user put there", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  x.grad = torch.tensor([10, 20]);
  x.mul(3).sum().backward();
  assertEquals(numbers(x.grad), [13, 23]);
});

Deno.test("backward() reads a grad as it was before the pass that adds to it", () => {
  const w = torch.tensor(2, { requiresGrad: true });
  w.mul(3).backward();
  const g = w.grad!; // 3
  w.pow(2).mul(g).add(w.mul(5)).backward(); // 2 * 2 * 3 + 5, beside the 3
  assertEquals([w.grad!.item(), g.item()], [20, 20]);
});

Deno.test("backward() keeps its graph for another pass with retainGraph", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  const loss = x.mul(x).sum();
  loss.backward(undefined, { retainGraph: true });
  loss.backward();
  assertEquals(numbers(x.grad), [4, 8]);
  assertThrows(() => loss.backward(), Error, "backward() has already gone through this graph");
});

Deno.test("backward() works inside noGrad() on a graph recorded outside", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  const loss = x.mul(x).sum();
  torch.noGrad(() => loss.backward());
  assertEquals(numbers(x.grad), [2, 4]);
});

Deno.test("backward() gives a grad that requires none itself", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  x.mul(x).sum().backward();
  assertEquals(x.grad!.requiresGrad, false);
  assertEquals([...x.grad!.shape], [2]);
});

Deno.test("noGrad() gives back what its function returns, and records nothing in it", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  const y = torch.noGrad(() => x.mul(2));
  assertEquals(y.requiresGrad, false);
  assertEquals(x.mul(2).requiresGrad, true);
});

Deno.test("noGrad() records again after a nested noGrad() and after an error", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  torch.noGrad(() => {
    torch.noGrad(() => {});
    assertEquals(x.mul(2).requiresGrad, false);
  });
  assertThrows(
    () =>
      torch.noGrad(() => {
        throw new Error("stop");
      }),
    Error,
    "stop",
  );
  assertEquals(x.mul(2).requiresGrad, true);
});

Deno.test("noGrad() leaves a tensor made in it free to require gradients", () => {
  const w = torch.noGrad(() => torch.ones([2], { requiresGrad: true }));
  assertEquals(w.requiresGrad, true);
  w.mul(2).sum().backward();
  assertEquals(numbers(w.grad), [2, 2]);
});

Deno.test("isLeaf is true for what no recorded operation made", () => {
  const x = torch.tensor([1], { requiresGrad: true });
  assertEquals([
    x.isLeaf,
    x.mul(2).isLeaf,
    torch.ones([1]).mul(2).isLeaf,
    x.detach().isLeaf,
  ], [true, false, true, true]);
});

Deno.test("isGradEnabled() is false inside noGrad() only", () => {
  const inside = torch.noGrad(() => torch.isGradEnabled());
  assertEquals([torch.isGradEnabled(), inside], [true, false]);
});
