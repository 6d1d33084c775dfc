import { assert, assertEquals } from "@std/assert";
import { type ColorName, cycle, dark, light, type Theme } from "../../lib/plotly/theme.ts";

/** What dichromats see of linear RGB: Vienot, Brettel and Mollon, 1999. */
const blindness: Record<string, number[][]> = {
  none: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
  deutan: [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
};

function linear(color: string): number[] {
  return [1, 3, 5].map((i) => {
    const value = parseInt(color.slice(i, i + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

function luminance(color: string): number {
  const [r, g, b] = linear(color);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** CIE Lab of a colour as somebody sees it. */
function lab(color: string, matrix: number[][]): number[] {
  const rgb = linear(color);
  const [r, g, b] = matrix.map((row) => row.reduce((sum, m, i) => sum + m * rgb[i], 0));
  const [x, y, z] = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
    0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
  ].map((t) => t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function difference(a: string, b: string, matrix: number[][]): number {
  const [p, q] = [lab(a, matrix), lab(b, matrix)];
  return Math.hypot(...p.map((value, i) => value - q[i]));
}

const themes: [string, Theme, string][] = [["light", light, "#ffffff"], ["dark", dark, "#111111"]];

for (const [name, theme, page] of themes) {
  Deno.test(`the ${name} theme's curves stand out from the page`, () => {
    for (const letter of cycle) {
      const ratio = contrast(theme.colors[letter], page);
      assert(ratio >= 3, `${letter}: ${ratio}`);
    }
    for (const ink of Object.values(theme.inks)) {
      const ratio = contrast(ink, page);
      assert(ratio >= 4.5, `${ink}: ${ratio}`);
    }
    assert(contrast(theme.text, page) >= 7);
    assert(contrast(theme.muted, page) >= 4.5);
  });

  Deno.test(`the ${name} theme's first four colours differ for every eye`, () => {
    const four: ColorName[] = ["b", "m", "g", "r"];
    for (const [kind, matrix] of Object.entries(blindness)) {
      four.forEach((a, i) => {
        for (const b of four.slice(i + 1)) {
          const apart = difference(theme.colors[a], theme.colors[b], matrix);
          assert(apart >= 20, `${kind}: ${a} and ${b} are ${apart} apart`);
        }
      });
    }
  });
}

Deno.test("every light colour has one dark colour in its place", () => {
  const twins = new Map<string, string>();
  const pairs = [
    ...(["colors", "inks"] as const).flatMap((kind) =>
      Object.keys(light[kind]).map((key) => [
        light[kind][key as ColorName],
        dark[kind][key as ColorName],
      ])
    ),
    ...Object.entries(light).filter(([, color]) => typeof color === "string")
      .map(([key, color]) => [color as string, dark[key as keyof Theme] as string]),
  ];
  for (const [from, to] of pairs) {
    assertEquals(twins.get(from) ?? to, to, from);
    twins.set(from, to);
  }
});
