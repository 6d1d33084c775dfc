/**
 * The sliders of the explorable: what each of their places stands for.
 *
 * @module
 */

import type { Settings } from "./job.ts";

// The E24 series: equal steps on a logarithmic scale, in round numbers.
const E24 = [
  10,
  11,
  12,
  13,
  15,
  16,
  18,
  20,
  22,
  24,
  27,
  30,
  33,
  36,
  39,
  43,
  47,
  51,
  56,
  62,
  68,
  75,
];
const decades = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .flatMap((exponent) => [...E24, 82, 91].map((m) => Number(`${m}e${exponent - 1}`)));

/** The values of each slider, from left to right. */
export const values: Record<keyof Settings, readonly number[]> = {
  lambda: [0, ...decades(-2, 2), 1000],
  eta: decades(-4, -2).filter((eta) => eta >= 3e-4 && eta <= 0.03),
  samples: [5, 10, 20, 50, 100, 200, 400],
  scale: Array.from({ length: 21 }, (_, i) => i / 20),
};

/** What each slider is called. */
export const names: Record<keyof Settings, string> = {
  lambda: "λ",
  eta: "学习率η",
  samples: "训练样本数",
  scale: "起点",
};
