/**
 * A notebook as a page.
 *
 * @module
 */

import { type Cell, joinLines, type Notebook, type Output } from "../../tools/notebook.ts";
import { explorable } from "../explorable/html.ts";
import { highlight, type Link } from "./code.ts";
import { drawFigure, type PlotlyFigure } from "./figures.ts";
import { anchor, escape, type Heading, renderMarkdown } from "./markdown.ts";
import { type Page, pagePath, relative } from "./shell.ts";

/** A cell of code, from the notebook's list or from a folded answer. */
export interface CodeCell {
  id: string;
  text: string;
}

const FENCE = /^```ts\n([\s\S]*?)\n```$/gm;

/** The code of a notebook in its order, with that of the answers. */
export function codeCells(notebook: Notebook): CodeCell[] {
  return notebook.cells.flatMap((cell) => {
    const text = joinLines(cell.source);
    if (cell.cell_type === "code") return [{ id: cell.id!, text }];
    return [...text.matchAll(FENCE)].map((match, i) => ({
      id: `${cell.id}-${i + 1}`,
      text: match[1],
    }));
  });
}

/** HTML for a cell of code, to read and, with JavaScript, to run. */
export function cellHtml(
  { id, text }: CodeCell,
  links: Link[],
  { count, outputs = "", folded }: { count?: number | null; outputs?: string; folded?: boolean } =
    {},
): string {
  const code = `<pre class="code"><code>${highlight(text, links)}</code></pre>`;
  const label = folded ? "画图的代码" : "";
  return `<section class="cell" id="${id}"><div class="label">In [${count ?? " "}]</div>` +
    (folded ? `<details class="fold"><summary>${label}</summary>${code}</details>` : code) +
    `<div class="out">${outputs}</div></section>\n`;
}

async function outputHtml(output: Output): Promise<string> {
  if (output.output_type === "stream") {
    return `<pre class="${output.name}">${escape(joinLines(output.text).trimEnd())}</pre>`;
  }
  if (output.output_type === "error") {
    return `<pre class="error">${escape(output.traceback.join("\n"))}</pre>`;
  }
  const words = joinLines(output.data["text/plain"]);
  const figure = output.data["application/vnd.plotly.v1+json"] as PlotlyFigure | undefined;
  if (!figure) {
    const progress = joinLines(output.data["text/html"]).includes("data-d2l-progress");
    return `<pre class="${progress ? "progress" : "value"}">${escape(words)}</pre>`;
  }
  return `<figure role="img" aria-label="${
    escape(words)
  }" style="max-width:${figure.layout.width}px">${await drawFigure(figure)}</figure>`;
}

/**
 * Makes the page of a notebook.
 *
 * @param file The notebook, from the project's folder on.
 * @param links Where the names in a cell of it lead, by the cell's id.
 */
export async function notebookPage(
  file: string,
  notebook: Notebook,
  links: (id: string) => Link[],
): Promise<Page> {
  const path = pagePath(file)!;
  const headings: Heading[] = [];
  const prose = (cell: Cell) => {
    let answers = 0;
    const rendered = renderMarkdown(joinLines(cell.source), {
      link: (href) => linkFrom(file, href),
      code(text, language) {
        if (language !== "ts") return `<pre class="code"><code>${escape(text)}</code></pre>`;
        const id = `${cell.id}-${++answers}`;
        return cellHtml({ id, text }, links(id));
      },
    });
    headings.push(...rendered.headings);
    return rendered.html.replaceAll("<!-- explorable -->", explorable);
  };
  const parts: string[] = [];
  for (const cell of notebook.cells) {
    if (cell.cell_type !== "code") {
      parts.push(prose(cell));
      if (parts.length === 1) parts.push(explorable());
      continue;
    }
    const outputs = await Promise.all((cell.outputs ?? []).map(outputHtml));
    parts.push(cellHtml({ id: cell.id!, text: joinLines(cell.source) }, links(cell.id!), {
      count: cell.execution_count,
      outputs: outputs.join(""),
      folded: (cell.metadata.jupyter as { source_hidden?: boolean })?.source_hidden,
    }));
  }
  const title = joinLines(notebook.cells[0].source).match(/^# (.*)/)?.[1] ?? path;
  return { path, title, html: parts.join("\n"), headings, kind: "notebook" };
}

/** Where a link of a file of the project leads in the book. */
export function linkFrom(file: string, href: string): string {
  const url = new URL(href, new URL(file, "file:///"));
  if (url.protocol !== "file:") return href;
  const target = decodeURI(url.pathname).slice(1);
  const page = pagePath(target) ?? target;
  const fragment = url.hash && "#" + anchor(decodeURIComponent(url.hash.slice(1)));
  return relative(pagePath(file) ?? file.replace(/\.md$/, ".html"), page + fragment) || "#";
}
