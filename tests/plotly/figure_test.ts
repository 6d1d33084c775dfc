import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { figure, type FigureOptions } from "../../lib/plotly/figure.ts";
import { usePlotly } from "../../lib/plotly/use_plotly.ts";

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

Deno.test("usePlotly() outside a kernel says where it belongs", async () => {
  await assertRejects(
    () => usePlotly(),
    Error,
    "usePlotly() expects to run in a notebook's Deno kernel but got a program of its own: leave " +
      "the call out there, everything else works",
  );
});

Deno.test("usePlotly() refuses an option it does not know", async () => {
  await assertRejects(
    () => usePlotly({ large: true } as Record<string, boolean>),
    TypeError,
    'usePlotly() got an unknown option "large": it knows largeText',
  );
});
