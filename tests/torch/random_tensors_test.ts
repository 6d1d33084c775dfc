import * as torch from "torch";
import { assertEquals, assertThrows } from "@std/assert";
import { numbers } from "./_fixtures.ts";

const DRAWS: Record<
  string,
  (shape: number[], options?: { requiresGrad?: boolean }) => torch.Tensor
> = {
  rand: torch.rand,
  randn: torch.randn,
  normal: (shape, options) => torch.normal(0, 1, shape, options),
};

for (const [name, draw] of Object.entries(DRAWS)) {
  Deno.test(`${name}() makes a leaf of the shape it is given`, () => {
    for (const shape of [[], [3], [2, 0], [2, 3, 4]]) {
      assertEquals([...draw(shape).shape], shape);
    }
    const w = draw([2], { requiresGrad: true });
    assertEquals([w.requiresGrad, w.isLeaf], [true, true]);
    assertEquals(draw([2]).requiresGrad, false);
  });

  Deno.test(`${name}() refuses sizes that are not whole numbers of at least 0`, () => {
    for (const shape of [[-1], [1.5], ["2"], [NaN], 3, "2", null]) {
      assertThrows(() => draw(shape as number[]), Error, `${name}()`, JSON.stringify(shape));
    }
  });

  Deno.test(`${name}() draws in row-major order`, () => {
    torch.manualSeed(4);
    const flat = numbers(draw([12]));
    torch.manualSeed(4);
    assertEquals(numbers(draw([3, 4])), flat);
  });
}

Deno.test("normal() refuses a negative deviation and takes 0", () => {
  assertThrows(() => torch.normal(0, -1, [2]), RangeError, "normal()");
  assertEquals(numbers(torch.normal(3, 0, [2])), [3, 3]);
});

Deno.test("randperm() refuses what is not a whole number of at least 0", () => {
  for (const n of [-1, 1.5, NaN]) {
    assertThrows(() => torch.randperm(n), RangeError, "randperm()");
  }
  for (const n of ["3", undefined]) {
    assertThrows(() => torch.randperm(n as never), TypeError, "randperm()");
  }
});

Deno.test("rand() refuses a generator that is not one", () => {
  // @ts-expect-error a seed is not a generator
  assertThrows(() => torch.rand([2], { generator: 42 }), TypeError, "rand()");
});
