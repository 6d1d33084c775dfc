import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { figure, type FigureOptions } from "../../lib/plotly/figure.ts";

type Displayed = Record<symbol, () => Record<string, string>>;
const display = Symbol.for("Jupyter.display");

Deno.test("figure() shows itself as HTML and as words", () => {
  const bars = figure({ data: [{ type: "bar", y: [1, 2], name: "w" }] });
  const bundle = (bars as unknown as Displayed)[display]();
  assertEquals(Object.keys(bundle), ["text/html", "text/plain"]);
  assertEquals(bundle["text/plain"], "Figure with w");
  assertStringIncludes(bundle["text/html"], "data-d2l-check");
});

Deno.test("figure() draws nothing outside a notebook", async () => {
  await figure({ data: [] }).show();
});

Deno.test("figure() refuses what is no list of traces, and options it does not know", () => {
  assertThrows(
    () => figure({ data: {} } as unknown as FigureOptions),
    TypeError,
    "figure() expects data to be an array of traces but got {}",
  );
  assertThrows(
    () => figure({ data: [], layuot: {} } as unknown as FigureOptions),
    TypeError,
    'figure() got an unknown option "layuot": it knows data, layout, frames, words',
  );
});
