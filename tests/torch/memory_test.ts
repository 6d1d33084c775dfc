import * as torch from "torch";
import { assertEquals } from "@std/assert";
import { allocate } from "../../lib/torch/memory.ts";

Deno.test("allocate() gives zeros that nobody else has", () => {
  const arrays = Array.from({ length: 2000 }, (_, i) => allocate(i % 90));
  arrays.forEach((array, i) => {
    assertEquals(array.length, i % 90);
    assertEquals(array.every((x) => x === 0), true);
    array.fill(i + 1);
  });
  arrays.forEach((array, i) => assertEquals(array.every((x) => x === i + 1), true));
});

Deno.test("allocate() gives arrays of any size", () => {
  for (const size of [0, 1, 4095, 4096, 4097, 65535, 65536, 65537, 200_000]) {
    assertEquals(allocate(size).length, size);
  }
});

Deno.test("toFloat32Array() hands out a copy with a buffer of its own", () => {
  for (const x of [torch.ones([3]), torch.ones([3]).mul(2)]) {
    const array = x.toFloat32Array();
    assertEquals(array.buffer.byteLength, 12);
    array.fill(9);
    assertEquals(x.toFloat32Array().includes(9), false);
  }
});
