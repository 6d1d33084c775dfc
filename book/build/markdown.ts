/**
 * Markdown as the notebooks have it to HTML: formulas by KaTeX, headings with anchors, remarks set
 * off as notes, Chinese punctuation that never starts a line.
 *
 * @module
 */

import katex from "katex";
import MarkdownIt from "markdown-it";

/** What the page a text stands on brings with it. */
export interface TextContext {
  /** The address, from this page on, of what a link in the text leads to. */
  link(href: string): string;
  /** HTML for a fenced piece of code. */
  code(text: string, language: string): string;
}

/** A heading of a page. */
export interface Heading {
  level: number;
  id: string;
  html: string;
}

// What is rendered now: markdown-it's rules are one set for all pages.
let page: TextContext & { headings: Heading[] };

/** Escapes a text for HTML. */
export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** The name by which a heading is found: its words, whatever stands between them. */
export function anchor(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
}

/** Every formula so far, as HTML. */
export const formulas: string[] = [];

/** A formula, as HTML and as MathML. */
export function formula(tex: string, displayMode: boolean): string {
  // KaTeX writes the TeX itself a third time, for nobody who reads.
  const html = katex.renderToString(tex, { displayMode, throwOnError: true })
    .replace(/<annotation[\s\S]*?<\/annotation>/g, "");
  formulas.push(html);
  return html;
}

const md = new MarkdownIt({ html: true });

// $…$ inside a paragraph, and $$…$$ between them: the text inside is TeX's alone.
md.inline.ruler.after("escape", "formula", (state, silent) => {
  const found = /^\$(?!\s)((?:\\.|[^\\$])+?)(?<!\s)\$/.exec(state.src.slice(state.pos));
  if (!found) return false;
  if (!silent) state.push("formula", "", 0).content = found[1];
  state.pos += found[0].length;
  return true;
});
md.block.ruler.before("paragraph", "formulas", (state, start, end, silent) => {
  const line = (at: number) =>
    state.src.slice(state.bMarks[at] + state.tShift[at], state.eMarks[at]);
  if (!line(start).startsWith("$$")) return false;
  let last = start;
  while (last < end && !/\$\$\s*$/.test(last === start ? line(last).slice(2) : line(last))) last++;
  if (last === end) return false;
  if (silent) return true;
  const lines = Array.from({ length: last + 1 - start }, (_, i) => line(start + i));
  state.push("formulas", "", 0).content = lines.join("\n").replace(/^\$\$|\$\$\s*$/g, "");
  state.line = last + 1;
  return true;
}, { alt: ["paragraph", "blockquote", "list"] });
md.renderer.rules.formulas = (tokens, i) =>
  `<div class="formula">${formula(tokens[i].content, true)}</div>\n`;

// A browser may break the line on either side of a formula, so its marks stand inside: KaTeX's first
// and last box are not broken.
const [OPENING, CLOSING] = [/[（“‘「《〈【]+$/, /^[，。、；：？！）”’」》〉】…]+/];
const mark = (text: string) => text && `<span class="mark">${text}</span>`;
md.renderer.rules.formula = (tokens, i) => {
  const [before, after] = [tokens[i - 1], tokens[i + 1]];
  const [opening] = before?.type === "text" ? OPENING.exec(before.content) ?? [""] : [""];
  const [closing] = after?.type === "text" ? CLOSING.exec(after.content) ?? [""] : [""];
  if (closing) after.content = after.content.slice(closing.length);
  return formula(tokens[i].content, false)
    .replace('<span class="base">', (base) => base + mark(opening))
    .replace(/<\/span><\/span><\/span>$/, (ends) => mark(closing) + ends);
};
md.renderer.rules.text = (tokens, i) => {
  const { content } = tokens[i];
  return escape(tokens[i + 1]?.type === "formula" ? content.replace(OPENING, "") : content);
};

md.renderer.rules.heading_open = (tokens, i) => {
  const { content } = tokens[i + 1];
  const id = anchor(content.replaceAll("$", ""));
  const html = md.renderInline(content);
  page.headings.push({ level: Number(tokens[i].tag.slice(1)), id, html });
  return `<${tokens[i].tag} id="${id}">`;
};
md.renderer.rules.heading_close = (tokens, i) => {
  const { tag } = tokens[i];
  const link = `<a class="anchor" href="#${
    page.headings.at(-1)!.id
  }" aria-label="本节的链接">#</a>`;
  return `${tag === "h1" ? "" : ` ${link}`}</${tag}>\n`;
};

const NOTES = { 勘误: "erratum", 细看: "closer", 先猜: "guess" };
md.renderer.rules.blockquote_open = (tokens, i) => {
  const word = tokens[i + 2].content.slice(2, 4) as keyof typeof NOTES;
  return NOTES[word] ? `<aside class="note ${NOTES[word]}">` : "<blockquote>";
};
md.renderer.rules.blockquote_close = (tokens, i) => {
  let open = i - 1;
  while (tokens[open].type !== "blockquote_open" || tokens[open].level !== tokens[i].level) open--;
  return NOTES[tokens[open + 2].content.slice(2, 4) as keyof typeof NOTES]
    ? "</aside>\n"
    : "</blockquote>\n";
};
md.renderer.rules.table_open = () => `<div class="table"><table>`;
md.renderer.rules.table_close = () => "</table></div>\n";
md.renderer.rules.link_open = (tokens, i, options, _env, self) => {
  tokens[i].attrSet("href", page.link(String(tokens[i].attrGet("href"))));
  return self.renderToken(tokens, i, options);
};
md.renderer.rules.fence = (tokens, i) =>
  page.code(tokens[i].content.replace(/\n$/, ""), tokens[i].info);

/** HTML for a text, and its headings. */
export function renderMarkdown(text: string, context: TextContext) {
  page = { ...context, headings: [] };
  // The word joiners that keep a mark beside a formula elsewhere do not do so in browsers.
  return { html: md.render(text.replaceAll("\u2060", "")), headings: page.headings };
}
