import * as d2l from "d2l";
import { assertEquals } from "@std/assert";

Deno.test("d2l has every function and class of its face", () => {
  const names = "syntheticData loadArray linreg squaredLoss sgd evaluateLoss Accumulator Timer " +
    "Animator plot figure progress usePlotly Interrupted";
  for (const name of names.split(" ")) {
    assertEquals(typeof d2l[name as keyof typeof d2l], "function", name);
  }
});
