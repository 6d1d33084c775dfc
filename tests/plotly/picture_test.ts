import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { callInPage, type Picture, toBundle, toScriptJson } from "../../lib/plotly/picture.ts";

const picture: Picture = {
  data: [{ x: [1, 2], y: [3, 4], name: "</script><b>" }],
  layout: { xaxis: { title: { text: "a < b" } } },
  words: `loss < 1 & "falling"`,
  notes: ["one <note>"],
};

function html(picture: Picture): string {
  return String(toBundle(picture, "figure-1")["text/html"]);
}

/** The figure's JSON, taken from its HTML as other programs do. */
function takeJson(text: string): unknown {
  const found = text.match(/<script type="application\/vnd\.plotly\.v1\+json">(.*?)<\/script>/gs);
  assertEquals(found?.length, 1);
  return JSON.parse(found![0].replace(/^<[^>]*>|<\/script>$/g, ""));
}

Deno.test("toBundle() holds the figure once, as plain JSON", () => {
  const { data, layout } = picture;
  assertEquals(takeJson(html(picture)), { data, layout });
});

Deno.test("toBundle() keeps the frames of a figure that has some", () => {
  const frames = [{ name: "one", data: [{ y: [1] }] }];
  const { data, layout } = picture;
  assertEquals(takeJson(html({ ...picture, frames })), { data, layout, frames });
});

Deno.test("toBundle() lets no text of a figure become HTML", () => {
  const text = html(picture);
  assertFalse(text.includes("<b>"));
  assertFalse(text.includes("<note>"));
  assertStringIncludes(text, "loss &lt; 1 &amp; &quot;falling&quot;");
});

Deno.test("toBundle() says the figure in words, with its notes", () => {
  assertEquals(toBundle(picture, "figure-1")["text/plain"], `loss < 1 & "falling"\none <note>`);
});

Deno.test("toScriptJson() closes no script", () => {
  const text = toScriptJson({ a: "</script><!--<script>" });
  assertFalse(text.includes("<"));
  assertEquals(JSON.parse(text), { a: "</script><!--<script>" });
});

Deno.test("callInPage() sends a function that needs nothing of its file", () => {
  const script = callInPage(
    function (a: number, b: { text: string }) {
      (globalThis as unknown as { seen: unknown }).seen = [a, b.text];
    },
    7,
    { text: "<" },
  );
  const code = script.replace(/^<script>|<\/script>$/g, "");
  new Function("document", code)({ currentScript: null });
  const page = globalThis as unknown as { seen: unknown };
  assertEquals(page.seen, [7, "<"]);
  delete page.seen;
  assert(script.endsWith("</script>"));
});
