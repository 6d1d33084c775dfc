import { assertEquals, assertThrows } from "@std/assert";
import { type Curves, plot } from "../../lib/d2l/plot.ts";
import type { Figure } from "../../lib/plotly/figure.ts";

interface Drawn {
  data: { x: number[]; y: number[]; name: string; mode: string; line: { dash: string } }[];
  layout: Record<string, { type: string; range: number[] }>;
}

/** What a figure has Plotly draw, and its words. */
function read(figure: Figure): Drawn & { words: string } {
  const shown = figure as unknown as Record<symbol, () => Record<string, string>>;
  const bundle = shown[Symbol.for("Jupyter.display")]();
  const json = /plotly\.v1\+json">(.*?)<\/script>/s.exec(bundle["text/html"])![1];
  return { ...JSON.parse(json), words: bundle["text/plain"] };
}

Deno.test("plot() draws one x for all curves or one for each", () => {
  const shared = read(plot([1, 2], [[3, 4], [5, 6]])).data;
  assertEquals(shared.map(({ x, y }) => [x, y]), [[[1, 2], [3, 4]], [[1, 2], [5, 6]]]);
  const own = read(plot([[1, 2], [7]], [[3, 4], [5]])).data;
  assertEquals(own.map(({ x, y }) => [x, y]), [[[1, 2], [3, 4]], [[7], [5]]]);
});

Deno.test("plot() counts from 0 where only values are given", () => {
  assertEquals(read(plot([5, 6, 7])).data.map(({ x, y }) => [x, y]), [[[0, 1, 2], [5, 6, 7]]]);
});

Deno.test("plot() takes typed arrays and tensors", () => {
  const tensor = { toArray: () => [[1, 2], [3, 4]] };
  const { data } = read(plot(new Float32Array([0.5, 1]), tensor));
  assertEquals(data.map(({ x, y }) => [x, y]), [[[0.5, 1], [1, 2]], [[0.5, 1], [3, 4]]]);
});

Deno.test("plot() styles the curves by fmts, in turn", () => {
  const { data } = read(plot([[1], [2], [3], [4], [5]], undefined, { legend: ["a"] }));
  assertEquals(data.map(({ line }) => line.dash), ["solid", "dash", "dashdot", "dot", "solid"]);
  assertEquals(data.map(({ name }) => name), ["a", "y2", "y3", "y4", "y5"]);
  const points = read(plot([1], [2], { fmts: ["ro"] })).data;
  assertEquals(points.map(({ mode }) => mode), ["markers"]);
});

Deno.test("plot() gives logarithmic axes their exponents", () => {
  const { layout } = read(plot([1], [2], { yscale: "log", xlim: [5, 100], ylim: [0.01, 10] }));
  assertEquals([layout.xaxis.type, layout.xaxis.range], ["linear", [5, 100]]);
  assertEquals([layout.yaxis.type, layout.yaxis.range], ["log", [-2, 1]]);
});

Deno.test("plot() says what the curves do", () => {
  const { words } = read(plot([0, 1, 2], [[1, 9, 3]], { xlabel: "x", legend: ["f"] }));
  assertEquals(words, "y over x: f goes from 1 at 0 to 3 at 2, as high as 9 on the way");
});

Deno.test("plot() refuses what does not fit", () => {
  assertThrows(
    () => plot([1, 2], [[1, 2], [1]]),
    RangeError,
    "plot() expects as many X as Y in each curve but got 2 and 1",
  );
  assertThrows(
    () => plot([[1], [2]], [[1], [2], [3]]),
    RangeError,
    "plot() expects X to be one list, or one for each of the 3 lists of Y, but got 2",
  );
  assertThrows(
    () => plot("12" as unknown as Curves),
    TypeError,
    'plot() expects X to be one or several lists of numbers but got "12"',
  );
  assertThrows(
    () => plot([1], [1], { color: "red" } as Record<string, unknown>),
    TypeError,
    'plot() got an unknown option "color": it knows xlabel, ',
  );
});

Deno.test("plot() takes the book's labels in the book's order", () => {
  const x = [0, 1, 2];
  const y = [[1, 2, 3], [3, 2, 1]];
  const named = read(plot(x, y, { xlabel: "x", ylabel: "f(x)", legend: ["up", "down"] }));
  assertEquals(read(plot(x, y, "x", "f(x)", ["up", "down"])), { ...named });
  assertEquals(named.data.map(({ name }) => name), ["up", "down"]);
});
