import * as d2l from "d2l";
import * as mod from "../../lib/d2l/mod.ts";
import { assertEquals, assertThrows } from "@std/assert";

Deno.test("d2l has every function and class of its face", () => {
  const names = "syntheticData loadArray linreg squaredLoss sgd evaluateLoss Accumulator Timer " +
    "Animator plot figure progress usePlotly Interrupted";
  for (const name of names.split(" ")) {
    assertEquals(typeof d2l[name as keyof typeof d2l], "function", name);
  }
});

Deno.test("every function of d2l's mod.ts refuses in face.ts an argument that it does not have", () => {
  type Functions = Record<string, (...given: unknown[]) => unknown>;
  for (const [name, f] of Object.entries(mod as unknown as Functions)) {
    if (typeof f !== "function" || !/^[a-z]/.test(name)) continue;
    const outer = (d2l as unknown as Functions)[name];
    assertEquals([outer.name, outer.length], [name, f.length]);
    assertThrows(
      () => outer(...Array(f.length + 1).fill(0)),
      TypeError,
      `${name}() expects at most`,
    );
  }
});
