import * as torch from "torch";
import { assertEquals } from "@std/assert";
import { numbers } from "../_fixtures.ts";

/** The gradient of `f` at each number. */
function gradient(f: (x: torch.Tensor) => torch.Tensor, at: number[]): number[] {
  const x = torch.tensor(at, { requiresGrad: true });
  f(x).sum().backward();
  return numbers(x.grad);
}

Deno.test("abs() has the gradient 0 at 0", () => {
  assertEquals(gradient((x) => x.abs(), [-2, 0, 3]), [-1, 0, 1]);
});

Deno.test("sign() has the gradient 0 everywhere", () => {
  assertEquals(gradient((x) => x.sign(), [-2, 0, 3]), [0, 0, 0]);
});

Deno.test("clamp() lets the gradient pass at its bounds", () => {
  assertEquals(gradient((x) => x.clamp({ min: -1, max: 1 }), [-2, -1, 0, 1, 2]), [0, 1, 1, 1, 0]);
});

Deno.test("pow(0) is 1 with the gradient 0, at 0 as well", () => {
  assertEquals(numbers(torch.tensor([0, 2, -3]).pow(0)), [1, 1, 1]);
  assertEquals(gradient((x) => x.pow(0), [0, 2, -3]), [0, 0, 0]);
});

Deno.test("pow(1) has the gradient 1 at 0", () => {
  assertEquals(gradient((x) => x.pow(1), [0, 2, -3]), [1, 1, 1]);
});

Deno.test("pow(0.5) and sqrt() have the gradient Infinity at 0", () => {
  assertEquals(gradient((x) => x.pow(0.5), [0, 4]), [Infinity, 0.25]);
  assertEquals(gradient((x) => x.sqrt(), [0, 4]), [Infinity, 0.25]);
});

Deno.test("pow(-1) has the gradient -Infinity at 0", () => {
  assertEquals(gradient((x) => x.pow(-1), [0, 2]), [-Infinity, -0.25]);
});
