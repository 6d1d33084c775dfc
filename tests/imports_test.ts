import { assert, assertEquals, assertGreater } from "@std/assert";
import config from "../deno.json" with { type: "json" };
import "../lib/mod.ts";
// Nothing loads these by itself: they hold types alone, or are loaded when they are needed.
import "../lib/plotly/loader.ts";
import "../lib/plotly/still/draw.ts";
import "../lib/plotly/types.ts";
import "../lib/torch/methods.ts";

const lib = new URL("../lib/", import.meta.url).href;
const importMap: Record<string, string> = {
  torch: `${lib}torch/face.ts`,
  d2l: `${lib}d2l/face.ts`,
};

/** The code of each file of lib/, without its comments, which hold examples with imports. */
const code = new Map<string, string>();
/** What each file imports; types too, since a reader has to know them first as well. */
const imports = new Map<string, string[]>();

for (const todo = [`${lib}mod.ts`]; todo.length > 0;) {
  const file = todo.pop()!;
  if (code.has(file) || !file.startsWith(lib)) continue;
  // What has been imported as a module may be read as text without a permission.
  const { default: text } = await import(file, { with: { type: "text" } });
  code.set(file, text.replaceAll(/\/\*\*[^]*?\*\/|\/\/ .*/g, ""));
  const found = [...code.get(file)!.matchAll(/\b(?:from |import |import\()"([^"]+)"/g)]
    .map(([, to]) => importMap[to] ?? (to.startsWith(".") ? new URL(to, file).href : to));
  imports.set(file, found);
  todo.push(...found);
}

Deno.test("no file of lib/ imports itself by way of others", () => {
  assertGreater(imports.size, 60);
  const done = new Set<string>();
  const visit = (file: string, way: string[]) => {
    const start = way.indexOf(file);
    assertEquals(start, -1, `${way.slice(start).join(" imports ")} imports ${file}`);
    if (done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
});

Deno.test("lib/checks.ts imports nothing, and lib/torch nothing outside itself but that", () => {
  const checks = `${lib}checks.ts`, torch = `${lib}torch/`;
  assertEquals(imports.get(checks), []);
  for (const [file, found] of imports) {
    if (!file.startsWith(torch)) continue;
    assertEquals(found.filter((to) => to !== checks && !to.startsWith(torch)), [], file);
  }
});

Deno.test("lib/torch needs neither Deno nor a page", () => {
  for (const [file, text] of code) {
    if (!file.startsWith(`${lib}torch/`)) continue;
    assert(!/\bDeno\.(?!customInspect)|\bdocument\b|\bwindow\b/.test(text), file);
  }
});

Deno.test("figures bring the version of Plotly that deno.json pins", () => {
  const pinned = config.imports["plotly.js-dist-min"];
  assertEquals(imports.get(`${lib}plotly/loader.ts`)?.filter((to) => to.startsWith("npm:")), [
    `${pinned}/package.json`,
    `${pinned}/plotly.min.js`,
  ]);
});
