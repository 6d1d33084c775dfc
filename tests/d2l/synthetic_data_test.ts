import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as torch from "torch";
import { syntheticData } from "d2l";
import { assertClose, fixture } from "../torch/_fixtures.ts";

interface Draws {
  shape: number[];
  w: number[];
  b: number;
  n: number;
  X: Shown;
  y: Shown;
  next: number[];
}

/** A tensor's shape, its first numbers and the sum of all. */
interface Shown {
  shape: number[];
  first: number[];
  sum: number;
}

function assertShown(tensor: torch.Tensor, { shape, first, sum }: Shown) {
  assertEquals(tensor.shape, shape);
  const numbers = Array.from(tensor.toFloat32Array());
  assertClose(numbers.slice(0, first.length), first);
  assertAlmostEquals(numbers.reduce((total, x) => total + x, 0), sum, 1e-3);
}

for (
  const { shape, w, b, n, X, y, next } of fixture<{ syntheticData: Draws[] }>("d2l").syntheticData
) {
  Deno.test(`syntheticData() draws ${n} examples as the book does in PyTorch, w of shape [${shape}]`, () => {
    torch.manualSeed(7);
    const data = syntheticData(torch.tensor(w).reshape(shape), b, n);
    assertShown(data[0], X);
    assertShown(data[1], y);
    assertClose(torch.rand([1]).toArray(), next);
  });
}

Deno.test("syntheticData() takes the bias as a tensor, too", () => {
  const w = torch.zeros([2, 1]);
  torch.manualSeed(1);
  const [, fromNumber] = syntheticData(w, 5, 4);
  torch.manualSeed(1);
  const [, fromTensor] = syntheticData(w, torch.tensor([5]), 4);
  assertEquals(fromTensor.toArray(), fromNumber.toArray());
});

Deno.test("syntheticData() refuses to draw no examples", () => {
  assertThrows(
    () => syntheticData(torch.ones([2, 1]), 0, 0),
    RangeError,
    "syntheticData() expects n to be a positive integer but got 0",
  );
});

Deno.test("syntheticData() refuses weights that are not one column", () => {
  for (const shape of [[], [0], [1, 2], [0, 1], [2, 1, 1]]) {
    assertThrows(
      () => syntheticData(torch.ones(shape), 0, 5),
      RangeError,
      `syntheticData() expects w to have shape [d] or [d, 1] but got [${shape.join(", ")}]`,
    );
  }
});

Deno.test("syntheticData() refuses a bias of several elements", () => {
  assertThrows(
    () => syntheticData(torch.ones([2, 1]), torch.ones([2]), 5),
    RangeError,
    "syntheticData() expects b to be a number or one element but got shape [2]",
  );
});
