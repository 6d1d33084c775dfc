import { assert, assertEquals, assertLess } from "@std/assert";
import config from "../../../deno.json" with { type: "json" };
import { look } from "../../../lib/plotly/look.ts";
import type { Spec } from "../../../lib/plotly/host.ts";
import { drawStill } from "../../../lib/plotly/still/draw.ts";
import text from "../../../lib/plotly/still/svg.ts" with { type: "text" };

const layout = look() as Spec["layout"];

Deno.test("drawStill() draws figures beside the session, each for the one who asked", {
  sanitizeOps: false,
  sanitizeResources: false,
}, async () => {
  const figures = ["一", "two"].map((name) => ({
    data: [{ y: [1, 3, 2], name }],
    layout: { ...layout, xaxis: { title: { text: name } } },
  }));
  const [one, two] = await Promise.all(figures.map(drawStill));
  assert(one?.startsWith("<svg") && one.includes(">一<") && !one.includes("two"));
  assert(two?.includes(">two<"));
  assertLess(one!.length, 20_000);
});

Deno.test("drawStill() shortens the numbers of its lines, and none that is read", {
  sanitizeOps: false,
  sanitizeResources: false,
}, async () => {
  const annotations = [{ text: "λ = 0.001", x: 1, y: 1.5, showarrow: false }];
  const figure = { data: [{ y: [1, 2] }], layout: { ...layout, annotations } };
  const drawn = await drawStill(figure);
  assert(drawn?.includes(">λ = 0.001<"), drawn);
});

Deno.test("drawStill() gives no picture of what Plotly cannot draw without a page", {
  sanitizeOps: false,
  sanitizeResources: false,
}, async () => {
  const surface = { data: [{ type: "surface", z: [[1, 2], [3, 4]] }], layout };
  assertEquals(await drawStill(surface), undefined);
});

Deno.test("pictures are drawn by the packages that deno.json pins", () => {
  for (const name of ["jsdom", "plotly.js-dist-min"] as const) {
    assert(text.includes(`"${config.imports[name]}`), name);
  }
});
