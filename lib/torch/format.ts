/**
 * How a tensor is printed: as PyTorch prints it.
 *
 * @module
 */

import type { Storage } from "./memory.ts";
import type { Node } from "./node.ts";
import { type Shape, sizeOf } from "./shape.ts";

/** Digits after the point. */
const PRECISION = 4;
/** Tensors with more elements than this are shortened. */
const THRESHOLD = 1000;
/** How many elements a shortened dimension shows at either end. */
const EDGE_ITEMS = 3;
/** Characters in a line. */
const LINE_WIDTH = 80;
const PREFIX = "tensor(";

/** What is printed of a tensor. */
interface Printed {
  readonly shape: Shape;
  readonly storage: Storage;
  readonly gradFn: Node | null;
  readonly requiresGrad: boolean;
}

/** The text of a tensor, such as `tensor([[1., 2.]], requiresGrad=true)`. */
export function formatTensor(tensor: Printed): string {
  const { shape, storage: { values }, gradFn } = tensor;
  const notes: string[] = [];
  let body = "[]";
  if (values.length > 0) body = formatValues(values, shape);
  else if (shape.length > 1) notes.push(`size=[${shape.join(", ")}]`);
  if (gradFn !== null) notes.push(`gradFn=${gradFn}`);
  else if (tensor.requiresGrad) notes.push("requiresGrad=true");

  let text = PREFIX + body;
  let lineLength = text.length - text.lastIndexOf("\n") + 1; // PyTorch counts two too many
  for (const note of notes) {
    const fits = lineLength + note.length + 2 <= LINE_WIDTH;
    text += fits ? `, ${note}` : `,\n${" ".repeat(PREFIX.length)}${note}`;
    lineLength = fits ? lineLength + note.length + 2 : PREFIX.length + note.length;
  }
  return text + ")";
}

/** The places along a dimension that are shown; `null` stands for the dots. */
function shownPlaces(length: number, isShortened: boolean): (number | null)[] {
  const count = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  if (!isShortened || length <= 2 * EDGE_ITEMS) return count(0, length);
  return [...count(0, EDGE_ITEMS), null, ...count(length - EDGE_ITEMS, length)];
}

function formatValues(values: Float32Array, shape: readonly number[]): string {
  const isShortened = values.length > THRESHOLD;
  const shown: number[] = [];
  const collect = (d: number, at: number): void => {
    if (d === shape.length) return void shown.push(values[at]);
    const stride = sizeOf(shape.slice(d + 1));
    for (const i of shownPlaces(shape[d], isShortened)) {
      if (i !== null) collect(d + 1, at + i * stride);
    }
  };
  collect(0, 0);
  const format = numberFormat(shown);
  const width = Math.max(1, ...shown.filter(isCounted).map((x) => format(x).length));

  const write = (d: number, at: number, indent: number): string => {
    if (d === shape.length) return format(values[at]).padStart(width);
    const stride = sizeOf(shape.slice(d + 1));
    const isRow = d === shape.length - 1;
    const dots = isRow ? " ..." : "...";
    const parts = shownPlaces(shape[d], isShortened)
      .map((i) => i === null ? dots : write(d + 1, at + i * stride, indent + 1));
    const newLine = (count: number) => `,${"\n".repeat(count)}${" ".repeat(indent + 1)}`;
    if (!isRow) {
      return `[${parts.join(newLine(shape.length - 1 - d))}]`;
    }
    const perLine = Math.max(1, Math.floor((LINE_WIDTH - indent) / (width + 2)));
    const lines: string[] = [];
    for (let i = 0; i < parts.length; i += perLine) {
      lines.push(parts.slice(i, i + perLine).join(", "));
    }
    return `[${lines.join(newLine(1))}]`;
  };
  return write(0, 0, PREFIX.length);
}

/** Whether PyTorch heeds a number when it chooses the format and the width of all. */
function isCounted(x: number): boolean {
  return Number.isFinite(x) && x !== 0;
}

/**
 * The way in which all numbers of a tensor are written: whole, with four digits, or with exponents.
 */
function numberFormat(values: number[]): (x: number) => string {
  const finite = values.filter(isCounted).map(Math.abs);
  const largest = finite.reduce((a, b) => Math.max(a, b), 0);
  const smallest = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const isWhole = finite.every(Number.isInteger);
  const isScientific = finite.length > 0 &&
    (largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4);
  return (x) => {
    if (!Number.isFinite(x)) {
      return Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
    }
    const sign = x < 0 || Object.is(x, -0) ? "-" : "";
    const size = Math.abs(x);
    if (isScientific) {
      const [digits, exponent] = toExponentialHalfEven(size).split("e");
      return `${sign}${digits}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
    }
    return sign + (isWhole ? `${size}.` : toFixedHalfEven(size));
  };
}

/** An exponent and four digits, a tie going to the even one; `toExponential` rounds ties up. */
function toExponentialHalfEven(x: number): string {
  const [digits, exponent] = x.toExponential(100).split("e");
  const isTie = /^.{5}[02468]50*$/.test(digits); // 1.0000 and a 5, then nothing
  return isTie ? `${digits.slice(0, 2 + PRECISION)}e${exponent}` : x.toExponential(PRECISION);
}

/** Four digits, a tie going to the even one, as in C and Python; `toFixed` rounds ties up. */
function toFixedHalfEven(x: number): string {
  const scaled = x * 10 ** PRECISION; // exact: 24 bits of a float32 times 14 bits
  const below = Math.floor(scaled);
  const isTie = scaled - below === 0.5;
  return ((isTie && below % 2 === 0 ? below : Math.round(scaled)) /
    10 ** PRECISION).toFixed(PRECISION);
}
