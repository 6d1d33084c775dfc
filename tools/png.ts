import { crc32, deflateSync } from "node:zlib";

/** A drawing's colours with three or four shades of each at the edges: more cannot be told apart. */
const PALETTE = 32;

/** With more colours than this a picture is a photograph or a field, which a palette spoils. */
const FEW_COLOURS = 8192;

/**
 * Encodes a picture without transparency as PNG.
 *
 * A drawing has few colours and many shades of them at the edges of its lines. A few that
 * are frequent and far apart stand for all: the file is a fifth of what a browser writes, and looks
 * the same.
 *
 * @param pixels Red, green, blue and opacity of each pixel, row by row.
 */
export function encodePng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const colours = countColours(pixels);
  const indexed = colours.size <= FEW_COLOURS;
  const palette = indexed ? choosePalette(colours) : [];
  const index = indexed ? indexOf(colours.keys(), palette) : undefined;

  const depth = index ? 1 : 3;
  const rows = new Uint8Array(height * (1 + width * depth));
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    // Each row begins with its filter; a drawing's flat areas need none.
    to++;
    for (let x = 0; x < width; x++, from += 4) {
      if (index) rows[to++] = index.get(colourAt(pixels, from))!;
      else for (let i = 0; i < 3; i++) rows[to++] = pixels[from + i];
    }
  }

  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8);
  header.setUint8(9, index ? 3 : 2);
  const chunks = [
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", new Uint8Array(header.buffer)),
    ...(index ? [chunk("PLTE", new Uint8Array(palette.flatMap(parts)))] : []),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ];
  return new Uint8Array(chunks.flatMap((part) => [...part]));
}

function countColours(pixels: Uint8Array): Map<number, number> {
  const colours = new Map<number, number>();
  for (let i = 0; i < pixels.length; i += 4) {
    const colour = colourAt(pixels, i);
    colours.set(colour, (colours.get(colour) ?? 0) + 1);
  }
  return colours;
}

/**
 * The most frequent colour, and one after the other the colour that the chosen ones serve worst: by
 * its distance from the nearest of them and by how often it occurs. So a thin line keeps its colour.
 */
function choosePalette(colours: Map<number, number>): number[] {
  const all = [...colours].sort(([a, n], [b, m]) => m - n || a - b)
    .map(([colour, count]) => ({ colour, count, shade: parts(colour), distance: Infinity }));
  const palette: number[] = [];
  let next: typeof all[number] | undefined = all[0];
  while (next && palette.length < PALETTE) {
    const [red, green, blue]: number[] = next.shade;
    palette.push(next.colour);
    next = undefined;
    let worst = 0;
    for (const one of all) {
      const [r, g, b] = one.shade;
      const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
      one.distance = Math.min(one.distance, distance);
      if (one.distance * one.count > worst) [worst, next] = [one.distance * one.count, one];
    }
  }
  return palette;
}

/** For each colour the place of the nearest one in the palette. */
function indexOf(colours: Iterable<number>, palette: number[]): Map<number, number> {
  const shades = palette.map(parts);
  const index = new Map<number, number>();
  for (const colour of colours) {
    const [r, g, b] = parts(colour);
    let nearest = 0;
    let least = Infinity;
    shades.forEach(([red, green, blue], i) => {
      const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
      if (distance < least) [nearest, least] = [i, distance];
    });
    index.set(colour, nearest);
  }
  return index;
}

function colourAt(pixels: Uint8Array, at: number): number {
  return pixels[at] << 16 | pixels[at + 1] << 8 | pixels[at + 2];
}

function parts(colour: number): number[] {
  return [colour >> 16, colour >> 8 & 255, colour & 255];
}

/** A chunk of a PNG: length, name, data, checksum. */
function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}
