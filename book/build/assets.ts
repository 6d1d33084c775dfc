/**
 * What the pages share: the style sheet with the fonts its formulas need, and the scripts.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import basicPlotly from "plotly.js-basic-dist-min/plotly-basic.min.js" with { type: "text" };
import wholePlotly from "plotly.js-dist-min/plotly.min.js" with { type: "text" };
import subsetFont from "subset-font";
import { readHelp } from "../../kernel/help_data.ts";
import type { Help } from "../page/book.ts";
import { bundleScript, bundleSession } from "../session/bundle.ts";
import { figureColors } from "./figures.ts";
import { formulas } from "./markdown.ts";

const katex = new URL(import.meta.resolve("katex/dist/katex.min.css"));

/** The pages' style sheet, whole: what it asks for it brings along. */
export async function styleSheet(): Promise<string> {
  const own = await Deno.readTextFile(new URL("../page/style.css", import.meta.url));
  return figureColors + own + await formulaStyle(formulas.join(""));
}

/**
 * What `html` needs of KaTeX's style sheet and fonts, of a font the characters alone. They stand in
 * the style sheet itself, so that no text moves when they arrive.
 */
async function formulaStyle(html: string): Promise<string> {
  const css = await Deno.readTextFile(katex);
  const attributes = [...html.matchAll(/class="([^"]*)"/g)];
  const classes = new Set(["katex", ...attributes.flatMap(([, names]) => names.split(" "))]);
  const namesIn = (selector: string) =>
    [...selector.matchAll(/\.([\w-]+)/g)].map(([, name]) => name);
  const rules = [...css.replace(/@font-face\{[^}]*\}/g, "").matchAll(/([^{}]+)\{[^{}]*\}/g)]
    .filter(([, selectors]) =>
      selectors.split(",").some((selector) => namesIn(selector).every((name) => classes.has(name)))
    ).map(([rule, selectors]) => ({ rule, selectors: selectors.split(",").map(namesIn) }));

  // Which characters each font shows: those inside the classes that ask for it.
  const describe = (text: string) =>
    [/KaTeX_\w+/, /italic/, /font-weight:700/].map((part) => text.match(part)?.[0]).join();
  const asking = rules.filter(({ rule }) => rule.includes("KaTeX_"))
    .map(({ rule, selectors }) => ({ font: describe(rule), selectors }));
  const shown = new Map<string, Set<string>>();
  const open: string[][] = [];
  for (const [, end, names, text] of withoutMath(html).matchAll(TAGS)) {
    if (end) open.pop();
    else if (text === undefined) open.push(names?.split(" ") ?? []);
    if (!text) continue;
    const around = new Set(open.flat());
    const fonts = asking.filter(({ selectors }) =>
      selectors.some((wanted) => wanted.every((name) => around.has(name)))
    ).map(({ font }) => font);
    // The first font is every formula's: it shows what no other is asked for.
    for (const font of fonts.length > 1 ? fonts.slice(1) : fonts) {
      if (!shown.has(font)) shown.set(font, new Set());
      for (const character of text) shown.get(font)!.add(character);
    }
  }
  const faces = css.match(/@font-face\{[^}]*\}/g)!.filter((face) => shown.has(describe(face)));
  const embedded = faces.map(async (face) => {
    const file = face.match(/url\(([^)]*\.woff2)\)/)![1];
    const font = Buffer.from(await Deno.readFile(new URL(file, katex)));
    const characters = [...shown.get(describe(face))!].join("");
    const small = await subsetFont(font, characters, { targetFormat: "woff2" });
    const url = `url(data:font/woff2;base64,${small.toString("base64")})`;
    return face.replace(/src:[^}]*/, `src:${url} format("woff2")`);
  });
  return rules.map(({ rule }) => rule).join("") + (await Promise.all(embedded)).join("");
}

const withoutMath = (html: string) =>
  html.replace(/<math[\s\S]*?<\/math>/g, "").replace(/<(svg|path|line)[\s\S]*?<\/\1>/g, "");

/** A tag of a span, or the text after it. */
const TAGS = /<(\/)span>|<span(?: class="([^"]*)")?[^>]*>|([^<]+)/g;

/** The scripts of `assets/`, by their names. */
export async function scripts(notebooks: Map<string, unknown>): Promise<Map<string, string>> {
  const [page, cells, editor, explorable, trainer] = await Promise.all(
    ["page/page", "page/cells", "page/editor", "explorable/explorable", "explorable/worker"]
      .map((name) => bundleScript(new URL(`../${name}.ts`, import.meta.url))),
  );
  const leave = (name: string, value: unknown) => `d2lBook.${name}=${JSON.stringify(value)};`;
  return new Map([
    ["page.js", page],
    ["cells.js", cells],
    ["editor.js", editor],
    ["explorable.js", explorable],
    ["train.js", leave("trainer", trainer)],
    ["help.js", leave("help", await helpNames())],
    ["session.js", leave("worker", await bundleSession())],
    ["plotly.js", basicPlotly],
    ["plotly-full.js", wholePlotly],
    ...[...notebooks].map((
      [name, notebook],
    ): [string, string] => [`${name}.js`, leave("notebook", notebook)]),
  ]);
}

/** What the editor tells of each name: how it is declared, and the first paragraph on it. */
async function helpNames(): Promise<Record<string, Help>> {
  const { names } = await readHelp(decodeURI(new URL("../../", import.meta.url).pathname));
  return Object.fromEntries(
    Object.entries(names).map((
      [name, { kind, signatures, text }],
    ) => [name, { kind, signatures, text: text.split("\n\n")[0] }]),
  );
}
