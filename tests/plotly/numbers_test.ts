import { assert, assertEquals } from "@std/assert";
import { thin, toNumbers } from "../../lib/plotly/numbers.ts";

function unpack(numbers: unknown): number[] {
  const { dtype, bdata } = numbers as { dtype: string; bdata: string };
  const { buffer } = Uint8Array.fromBase64(bdata);
  const types = { i4: Int32Array, f4: Float32Array, f8: Float64Array };
  return Array.from(new types[dtype as keyof typeof types](buffer));
}

Deno.test("toNumbers() leaves few numbers as they are and makes gaps of what is no number", () => {
  assertEquals(toNumbers([1, NaN, 0.1, Infinity, -Infinity]), [1, null, 0.1, null, null]);
});

Deno.test("toNumbers() packs many whole numbers without loss", () => {
  const values = Array.from({ length: 1000 }, (_, i) => i * 1000 - 5);
  assertEquals(unpack(toNumbers(values)), values);
});

Deno.test("toNumbers() packs many numbers in float32", () => {
  const values = Array.from({ length: 1000 }, (_, i) => Math.exp(-i / 20));
  const packed = toNumbers(values) as unknown as { dtype: string };
  assertEquals(packed.dtype, "f4");
  assertEquals(unpack(packed), Array.from(Float32Array.from(values)));
});

Deno.test("toNumbers() packs in float64 what float32 cannot hold", () => {
  const values = Array.from({ length: 1000 }, (_, i) => 10 ** (i / 5 - 100));
  const packed = toNumbers(values) as unknown as { dtype: string };
  assertEquals(packed.dtype, "f8");
  assertEquals(unpack(packed), values);
});

Deno.test("thin() keeps few points", () => {
  assertEquals(thin([3, 1, 2], 2), [0, 1, 2]);
});

Deno.test("thin() keeps both ends and every peak", () => {
  const y = Array.from({ length: 10_000 }, (_, i) => Math.sin(i / 50));
  y[1234] = 99;
  y[8765] = -99;
  const kept = thin(y, 100);
  assert(kept.length <= 202, `${kept.length} points`);
  assertEquals(kept[0], 0);
  assertEquals(kept.at(-1), 9999);
  assert(kept.includes(1234) && kept.includes(8765));
  assertEquals(kept, [...new Set(kept)].sort((a, b) => a - b));
});

Deno.test("thin() keeps points of a curve that is flat or not a number", () => {
  assertEquals(thin(new Array(1000).fill(1), 2), [0, 500, 999]);
  assertEquals(thin(new Array(1000).fill(NaN), 2), [0, 500, 999]);
});
