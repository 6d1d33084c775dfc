/**
 * From a figure at one moment to the output that shows it.
 *
 * @module
 */

import { getLanguage, say } from "./language.ts";
import { drawingScale } from "./look.ts";
import type { Spec } from "./host.ts";
import type { MimeBundle } from "./output.ts";
import { requestFigure } from "./page/page.ts";
import type { Frame, Layout, Trace } from "./types.ts";

/** A figure at one moment: all that is needed to draw it. */
export interface Picture {
  data: Trace[];
  layout: Layout;
  frames?: Frame[];
  /** What the figure shows, for those who do not see it. */
  words: string;
  /** Sentences that stand under the figure. */
  notes?: string[];
  /** Whether its parts fit each other at one size only: it is scaled as a whole. */
  isDrawing?: boolean;
  /** The figure as SVG, for those who run no scripts. */
  still?: string;
  /** Whether the page should look for what Plotly refuses. */
  check?: boolean;
  /** Whether points were left out that the whole picture has. */
  thinned?: boolean;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Text that may stand in HTML, in an attribute too. */
export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (char) => entities[char]);
}

/** A script that calls a function of ours in the page, last with itself. */
export function callInPage(inPage: (...args: never[]) => void, ...args: unknown[]): string {
  const values = [...args.map(toScriptJson), "document.currentScript"];
  return `<script>(${inPage})(${values.join(", ")})</script>`;
}

/** JSON that may stand inside a script element. */
export function toScriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

const UNSEEN_STYLE = "position: absolute; width: 1px; height: 1px; overflow: hidden; " +
  "clip-path: inset(50%)";

const NOTE_STYLE = "max-width: 40em; font-size: 0.95em; opacity: 0.85";

/** What stands in the place of a figure that Plotly does not come to. */
const missing = {
  en: "This figure waits for Plotly: run the cell with <code>await d2l.usePlotly()</code>, " +
    "or trust this notebook.",
  zh:
    "这张图在等Plotly：请运行写着<code>await d2l.usePlotly()</code>的那一格，或者信任这本笔记本。",
};

/** What Plotly is to draw. */
export function toSpec({ data, layout, frames }: Picture): Spec {
  return { data, layout: layout as Layout & Spec["layout"], ...frames && { frames } };
}

/** What stands in the figure's place until it is drawn: its picture, or what it shows in words. */
function standIn(words: string, { width, height }: Spec["layout"], svg?: string): string {
  if (!svg) return `<p data-d2l-words>${escape(words)}</p>`;
  const source = new TextEncoder().encode(svg.replace(
    "<svg ",
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
      'font-family="sans-serif" style="background:#fff" ',
  )).toBase64();
  return `<img data-d2l-words alt="${escape(words)}" width="${width}" ` +
    `style="max-width: 100%" src="data:image/svg+xml;base64,${source}">`;
}

/**
 * The output that shows a picture. Its HTML holds the figure as plain Plotly JSON, so that other
 * programs can take it from there, and a short script that asks the page to draw it.
 *
 * @param picture What to show.
 * @param id The figure's id: the same for all its frames.
 */
export function toBundle(picture: Picture, id: string): MimeBundle {
  const { words, notes = [], isDrawing, still, check } = picture;
  const spec = toSpec(picture);
  const asked = [
    `data-d2l-figure="${id}" lang="${getLanguage()}"`,
    ...isDrawing ? [`data-d2l-drawing="${drawingScale()}"`] : [],
    ...check ? ["data-d2l-check"] : [],
  ];
  const html = `<div ${asked.join(" ")}>
<div data-d2l-graph></div>
${standIn(words, spec.layout, still)}
<p data-d2l-said aria-live="polite" style="${UNSEEN_STYLE}"></p>
<p data-d2l-missing hidden>${say(missing)}</p>
<div data-d2l-notes role="status" style="${NOTE_STYLE}">${
    notes.map((note) => `<p>${escape(note)}</p>`).join("")
  }</div>
<script type="application/vnd.plotly.v1+json">${toScriptJson(spec)}</script>
${callInPage(requestFigure, id)}
</div>`;
  return {
    "text/html": html,
    "text/plain": [words, ...notes].join("\n"),
  };
}
