import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as torch from "torch";
import { syntheticData } from "d2l";

function assertClose(actual: number[], expected: number[]) {
  assertEquals(actual.length, expected.length);
  actual.forEach((x, i) => assertAlmostEquals(x, expected[i], 1e-6));
}

Deno.test("syntheticData() draws what d2l.synthetic_data draws in PyTorch", () => {
  torch.manualSeed(7);
  const [X, y] = syntheticData(torch.tensor([[2], [-3.4]]), 4.2, 3);
  assertClose(X.toArray().flat(), [
    -0.1467950940132141,
    0.7861412763595581,
    0.9468216300010681,
    -1.1143440008163452,
    1.6907901763916016,
    -0.8948279023170471,
  ]);
  assertClose(y.toArray().flat(), [1.2299728393554688, 9.894737243652344, 10.62537670135498]);
});

Deno.test("syntheticData() draws PyTorch's numbers at the size of the notes", () => {
  torch.manualSeed(7);
  const [X, y] = syntheticData(torch.ones([200, 1]).mul(0.01), 0.05, 20);
  assertEquals([X.shape, y.shape], [[20, 200], [20, 1]]);
  assertAlmostEquals(X.norm().item(), 63.87717819213867, 1e-4);
  assertClose(y.toArray().flat().slice(0, 3), [
    -0.08907075971364975,
    0.06513961404561996,
    0.2016942948102951,
  ]);
});

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

Deno.test("syntheticData() refuses weights that are not a column", () => {
  for (const shape of [[2], [1, 2], [0, 1], [2, 1, 1]]) {
    assertThrows(
      () => syntheticData(torch.ones(shape), 0, 5),
      RangeError,
      `syntheticData() expects w to have shape [d, 1] but got [${shape.join(", ")}]`,
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
