import { assertEquals, assertStrictEquals } from "@std/assert";
import { dress, isDrawing, nameHover } from "../../lib/plotly/dress.ts";
import { light } from "../../lib/plotly/theme.ts";
import type { Layout } from "../../lib/plotly/types.ts";

Deno.test("dress() makes the objects that Plotly wants of titles that are texts", () => {
  const layout = { title: "all", xaxis: { title: "x" }, yaxis: { title: { text: "y" } } };
  assertEquals(dress<unknown>(layout), {
    title: { text: "all" },
    xaxis: { title: { text: "x" } },
    yaxis: { title: { text: "y" } },
  });
});

Deno.test("dress() gives text in a curve's colour more contrast, and leaves the curve", () => {
  const { m } = light.colors;
  const label = { text: "a", font: { color: m, size: 9 }, arrowcolor: m };
  assertEquals(dress({ annotations: [label] }), {
    annotations: [{ ...label, font: { color: light.inks.m, size: 9 } }],
  });
  assertEquals(dress([{ line: { color: m }, textfont: { color: m } }]), [
    { line: { color: m }, textfont: { color: light.inks.m } },
  ]);
  assertEquals(dress({ font: { color: "teal" } }), { font: { color: "teal" } });
});

Deno.test("dress() makes arrays of tensors and typed arrays, and leaves other objects", () => {
  const tensor = { toArray: () => [1, 2] };
  const when = new Date(0);
  const trace = { x: tensor, y: new Float32Array([0.5]), customdata: [{ title: "mine" }] };
  assertEquals(dress<unknown>([trace]), [{ ...trace, x: [1, 2], y: [0.5] }]);
  assertStrictEquals(dress({ x0: when }).x0, when);
});

Deno.test("isDrawing() tells figures of several panels or with texts beside the curves", () => {
  assertEquals(isDrawing({}), false);
  assertEquals(isDrawing({ xaxis: {}, yaxis: {}, annotations: [] }), false);
  assertEquals(isDrawing({ xaxis: {}, yaxis: {}, xaxis2: {} }), true);
  assertEquals(isDrawing({ annotations: [{ text: "here" }] }), true);
});

Deno.test("nameHover() names the place at which values are told, unless its author did", () => {
  const mine = { text: "mine" };
  const layout: Layout = {
    xaxis: { title: { text: "λ" } },
    xaxis2: { title: { text: "t" }, unifiedhovertitle: mine },
    xaxis3: {},
    yaxis: { title: { text: "loss" } },
  };
  assertEquals(nameHover(layout), {
    ...layout,
    xaxis: { title: { text: "λ" }, unifiedhovertitle: { text: "λ = %{x}" } },
  });
});
