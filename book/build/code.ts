/**
 * Code as HTML: coloured by shiki, each name a link to where it is declared.
 *
 * @module
 */

import { createHighlighter, type ThemeRegistration } from "shiki";
import { escape } from "./markdown.ts";

/** A stretch of code that leads somewhere. */
export interface Link {
  start: number;
  end: number;
  href: string;
}

// A theme of classes: what shiki calls a colour is the place of a class in this list.
const classes: [name: string, scopes: string[]][] = [
  ["c", ["comment", "punctuation.definition.comment"]],
  ["s", ["string", "string.regexp", "punctuation.definition.string"]],
  ["n", ["constant.numeric", "constant.language", "variable.language"]],
  ["k", ["keyword", "storage", "keyword.operator.new", "keyword.operator.expression"]],
  ["o", ["keyword.operator", "storage.type.function.arrow", "punctuation.definition.template"]],
  ["f", ["entity.name.function", "support.function"]],
  ["t", ["entity.name.type", "support.type", "support.class", "entity.other.inherited-class"]],
  ["", ["meta.template.expression", "string.template meta.embedded"]],
];
const toColor = (index: number) => `#0000${String(index + 10)}`;
const theme: ThemeRegistration = {
  name: "classes",
  colors: { "editor.foreground": "#000000", "editor.background": "#ffffff" },
  settings: classes.map(([, scope], i) => ({ scope, settings: { foreground: toColor(i) } })),
};
const highlighter = await createHighlighter({ langs: ["typescript"], themes: [theme] });

/** A piece of code as HTML. */
export function highlight(code: string, links: Link[] = [], lang = "typescript"): string {
  const known = lang === "typescript" ? lang : "text";
  const lines = highlighter.codeToTokensBase(code, { lang: known, theme });
  const byStart = new Map(links.map((link) => [link.start, link]));
  const ends = links.flatMap(({ start, end }) => [start, end]);
  return lines.map((line) =>
    line.map(({ content, offset, color }) => {
      const kind = classes[classes.findIndex((_, i) => toColor(i) === color)]?.[0];
      const cuts = ends.filter((at) => at > offset && at < offset + content.length);
      const edges = [offset, ...new Set(cuts), offset + content.length].sort((a, b) => a - b);
      return edges.slice(1).map((end, i) => {
        const text = escape(code.slice(edges[i], end));
        const link = byStart.get(edges[i]);
        const inner = link ? `<a href="${link.href}">${text}</a>` : text;
        return kind ? `<span class="${kind}">${inner}</span>` : inner;
      }).join("");
    }).join("")
  ).join("\n");
}
