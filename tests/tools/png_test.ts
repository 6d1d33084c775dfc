import { assert, assertEquals } from "@std/assert";
import { inflateSync } from "node:zlib";
import { encodePng } from "../../tools/png.ts";

/** The chunks of a PNG by name. */
function chunks(png: Uint8Array): Record<string, Uint8Array> {
  const view = new DataView(png.buffer, png.byteOffset);
  const found: Record<string, Uint8Array> = {};
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const name = new TextDecoder().decode(png.subarray(at + 4, at + 8));
    found[name] = png.subarray(at + 8, at + 8 + length);
    at += 12 + length;
  }
  return found;
}

Deno.test("encodePng() writes few colours exactly, the most frequent first", () => {
  const [white, red] = [[255, 255, 255, 255], [255, 0, 0, 255]];
  const pixels = new Uint8Array([white, white, white, red].flat());
  const { IHDR, PLTE, IDAT } = chunks(encodePng(pixels, 2, 2));
  assertEquals([...IHDR], [0, 0, 0, 2, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
  assertEquals([...PLTE], [255, 255, 255, 255, 0, 0]);
  assertEquals([...inflateSync(IDAT)], [0, 0, 0, 0, 0, 1]);
});

Deno.test("encodePng() gives a colour that it does not keep the nearest one it keeps", () => {
  const shades = Array.from({ length: 256 }, (_, i) => [i, i, i, 255]);
  const pixels = new Uint8Array(shades.flat());
  const { PLTE, IDAT } = chunks(encodePng(pixels, 256, 1));
  assertEquals(PLTE.length, 3 * 32);
  const row = inflateSync(IDAT).subarray(1);
  shades.forEach(([shade], i) => {
    const distance = (place: number) => Math.abs(PLTE[3 * place] - shade);
    const nearest = Math.min(...Array.from({ length: 32 }, (_, place) => distance(place)));
    assertEquals(distance(row[i]), nearest);
    assert(nearest <= 8, `${shade} is ${nearest} off`);
  });
});

Deno.test("encodePng() keeps a rare colour that no other one resembles", () => {
  // 200 shades of grey, each ten times, and two points of orange.
  const greys = Array.from({ length: 2_000 }, (_, i) => [i % 200, i % 200, i % 200, 255]);
  const orange = [213, 94, 0, 255];
  const { PLTE, IDAT } = chunks(
    encodePng(new Uint8Array([...greys, orange, orange].flat()), 2_002, 1),
  );
  const place = inflateSync(IDAT).at(-1)!;
  assertEquals([...PLTE.subarray(3 * place, 3 * place + 3)], [213, 94, 0]);
});

Deno.test("encodePng() keeps every colour of a picture with very many", () => {
  const pixels = new Uint8Array(10_000 * 4).fill(255);
  for (let i = 0; i < 10_000; i++) pixels.set([i >> 8, i & 255, 7], 4 * i);
  const { IHDR, PLTE, IDAT } = chunks(encodePng(pixels, 10_000, 1));
  assertEquals([IHDR[9], PLTE], [2, undefined]);
  assertEquals([...inflateSync(IDAT).subarray(1 + 3 * 9_999)], [39, 15, 7]);
});
