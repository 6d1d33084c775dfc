/**
 * What a training looks like: three small plots in SVG, and a sentence.
 *
 * @module
 */

import { EVERY, type Result, STEPS } from "./job.ts";

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [240, 170, 34, 22];
const [RIGHT, TOP] = [8, 8];

interface Axis {
  range: [number, number];
  ticks: [at: number, text: string][];
}

/** A power of ten in letters: 10⁻³, and 10 and 1 as they are. */
const power = (exponent: number) =>
  exponent === 0 || exponent === 1 ? String(10 ** exponent) : "10" +
    [...String(exponent)].map((char) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(char)]).join("");
const powers = (...exponents: number[]): Axis["ticks"] => exponents.map((at) => [at, power(at)]);
const steps: Axis = { range: [0, STEPS], ticks: [[0, "0"], [200, "200"], [400, "400"]] };
const losses: Axis = { range: [-6, 3], ticks: powers(-6, -3, 0, 3) };
const features: Axis = { range: [0, 201], ticks: [[1, "1"], [100, "100"], [200, "200"]] };
const weights: Axis = { range: [-3.2, 3.2], ticks: [[-3, "−3"], [0, "0"], [3, "3"]] };
const lengths: Axis = { range: [-3, 2], ticks: powers(-3, -2, -1, 0, 1, 2) };

const across = ({ range: [low, high] }: Axis, x: number) =>
  LEFT + (x - low) / (high - low) * (WIDTH - LEFT - RIGHT);
const down = ({ range: [low, high] }: Axis, y: number) =>
  HEIGHT - BOTTOM - (y - low) / (high - low) * (HEIGHT - BOTTOM - TOP);

/** A curve of values on a logarithmic axis; what has no logarithm is left out. */
function curve(axis: Axis, values: readonly number[], first = EVERY): string {
  let pen = "M";
  return values.map((value, i) => {
    if (!(value > 0) || !Number.isFinite(value)) {
      pen = "M";
      return "";
    }
    const point = `${across(steps, first + i * EVERY).toFixed(1)} ${
      down(axis, Math.log10(value)).toFixed(1)
    }`;
    const part = pen + point;
    pen = "L";
    return part;
  }).join("");
}

/** The length that the formula gives: w at the start, times 1 − ηλ at each step. */
export function predicted({ settings: { eta, lambda }, norms }: Result, step: number): number {
  return norms[0] * Math.abs(1 - eta * lambda) ** step;
}

/** The paths of the plots, by their names. */
export function paths(result: Result): Record<string, string> {
  const formula = result.norms.map((_, i) => predicted(result, i * EVERY));
  return {
    train: curve(losses, result.train),
    test: curve(losses, result.test),
    norm: curve(lengths, result.norms, 0),
    formula: curve(lengths, formula, 0),
    weights: result.weights.map((w, j) =>
      Number.isFinite(w)
        ? `M${across(features, j + 1).toFixed(1)} ${down(weights, w).toFixed(1)}h0`
        : ""
    ).join(""),
  };
}

/** A number as a reader wants it: three digits. */
export function short(value: number): string {
  if (!Number.isFinite(value) || value >= 1e6) return "∞";
  if (value !== 0 && value < 1e-3) {
    const [digits, exponent] = value.toExponential(1).split("e");
    return `${digits}×${power(Number(exponent))}`;
  }
  return String(Number(value.toPrecision(3)));
}

/** The words of the sentence that change, by their names. */
export function words(result: Result): Record<string, string> {
  const { settings: { lambda, eta, samples, scale }, train, test, norms } = result;
  return {
    lambda: short(lambda),
    eta: short(eta),
    samples: String(samples),
    scale: scale === 0 ? "w = 0" : `N(0, ${scale === 1 ? "1" : `${scale}²`})`,
    trained: short(train.at(-1)!),
    tested: short(test.at(-1)!),
    from: short(norms[0]),
    to: short(norms.at(-1)!),
    formula: short(predicted(result, STEPS)),
    epochs: String(STEPS * 5 / samples),
  };
}

function plot(title: string, x: Axis, y: Axis, shapes: string): string {
  const lines = y.ticks.map(([at, text]) =>
    `<path class="grid" d="M${LEFT} ${down(y, at)}H${WIDTH - RIGHT}"/>` +
    `<text x="${LEFT - 5}" y="${down(y, at) + 4}" text-anchor="end">${text}</text>`
  );
  const marks = x.ticks.map(([at, text], i) =>
    `<text x="${across(x, at)}" y="${HEIGHT - 6}" text-anchor="${
      i === 2 ? "end" : "middle"
    }">${text}</text>`
  );
  // An SVG inside the SVG cuts off what lies beyond the axes.
  const [width, height] = [WIDTH - LEFT - RIGHT, HEIGHT - BOTTOM - TOP];
  const inside = `<svg x="${LEFT}" y="${TOP}" width="${width}" height="${height}" ` +
    `viewBox="${LEFT} ${TOP} ${width} ${height}">${shapes}</svg>`;
  return `<div><p>${title}</p><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${
    lines.join("")
  }${marks.join("")}${inside}</svg></div>`;
}

/** The HTML of the plots. */
export function plots(result: Result): string {
  const d = paths(result);
  const path = (name: string) => `<path class="${name}" data-path="${name}" d="${d[name]}"/>`;
  return plot(
    `<b class="train">训练损失</b>、<b class="test">测试损失</b>，横轴是步数`,
    steps,
    losses,
    path("train") + path("test"),
  ) + plot("200个权重", features, weights, path("weights")) +
    plot("‖w‖，点线是公式", steps, lengths, path("norm") + path("formula"));
}
