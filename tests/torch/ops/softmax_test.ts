import * as torch from "torch";
import { assertAlmostEquals, assertEquals } from "@std/assert";

Deno.test("softmax() adds up to 1 along its dimension", () => {
  const X = torch.randn([3, 4, 5]);
  for (const dim of [0, 1, 2]) {
    for (const total of torch.softmax(X, dim).sum({ dim }).toFloat32Array()) {
      assertAlmostEquals(total, 1, 1e-6);
    }
  }
});

Deno.test("logSoftmax() keeps what the logarithm of softmax() has lost", () => {
  const scores = torch.tensor([0, 200]);
  assertEquals(torch.softmax(scores, 0).log().toArray(), [-Infinity, 0]);
  assertEquals(torch.logSoftmax(scores, 0).toArray(), [-200, 0]);
});
