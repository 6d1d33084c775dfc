/**
 * What all pages have in common: the frame around their content, and their addresses.
 *
 * @module
 */

import { escape, type Heading } from "./markdown.ts";

/** A page of the book. */
export interface Page {
  /** Its file in `dist/`. */
  path: string;
  title: string;
  /** What stands in its middle. */
  html: string;
  /** The headings its contents list. */
  headings?: Heading[];
  /** The look of its middle: a tutorial, or code with its prose. */
  kind: "entry" | "notebook" | "library";
  /** The page's neighbours. */
  previous?: Page;
  next?: Page;
}

/** The address of one file of `dist/` from another one on. */
export function relative(from: string, to: string): string {
  const [path, fragment] = to.split("#");
  const up = "../".repeat(from.split("/").length - 1);
  const name = path === from ? "" : up + path;
  return encodeURI(name) + (fragment === undefined ? "" : "#" + encodeURIComponent(fragment));
}

/** The page of a file of the project, or of a notebook; undefined for any other. */
export function pagePath(file: string): string | undefined {
  const [, notebook] = file.match(/^notebooks\/([^/]+)\.ipynb$/) ?? [];
  if (notebook) return `${notebook}.html`;
  return /^lib\/.*\.ts$/.test(file) ? file.replace(/\.ts$/, ".html") : undefined;
}

// Before the first paint: the reader's choice of light or dark, and that there is JavaScript.
const EARLY = `{const d=document.documentElement;d.classList.add("js");` +
  `try{const t=localStorage.getItem("d2l-theme");if(t)d.dataset.theme=t}catch{}}`;

const ICON = "data:image/svg+xml," + encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M1 2C4 12 8 13 15 13" ` +
    `fill="none" stroke="#1f6feb" stroke-width="2.5" stroke-linecap="round"/></svg>`,
);

/** The whole HTML of a page. */
export function wrap(page: Page, notebooks: Page[], build: string): string {
  const to = (path: string) => relative(page.path, path) || "#";
  const asset = (name: string) => `${to(`assets/${name}`)}?v=${build}`;
  const item = (path: string, title: string) =>
    `<li><a href="${to(path)}"${path === page.path ? ' aria-current="page"' : ""}>${
      escape(title)
    }</a></li>`;
  const contents = (page.headings ?? []).filter(({ level }) => level > 1).map((
    { level, id, html },
  ) => `<li class="h${level}"><a href="#${encodeURIComponent(id)}">${html}</a></li>`);
  const neighbour = (other: Page | undefined, rel: string, word: string) =>
    other
      ? `<a rel="${rel}" href="${to(other.path)}"><small>${word}</small>${escape(other.title)}</a>`
      : "<i></i>";
  const side = page.kind === "library" ? "" : `<nav class="side" id="contents" aria-label="目录">
<a class="close" href="#">关闭</a>
<ul>${notebooks.map(({ path, title }) => item(path, title)).join("")}${
    item("lib/index.html", "库的源代码")
  }</ul>
${contents.length ? `<p>本页</p><ul class="contents">${contents.join("")}</ul>` : ""}
</nav>`;
  return `<!doctype html>
<html lang="zh-CN" data-build="${build}" data-root="${relative(page.path, "") || "./"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(page.title)}</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${asset("book.css")}">
<script>${EARLY}</script>
<script defer src="${asset("page.js")}"></script>
</head>
<body class="${page.kind}">
<header class="bar"><a class="home" href="${to("index.html")}">d2l for Deno</a>
${side && '<a href="#contents">目录</a>'}
<div class="tools"></div></header>
${side}
<main>
${page.html}
<nav class="turn" aria-label="前后页">${neighbour(page.previous, "prev", "上一页")}${
    neighbour(page.next, "next", "下一页")
  }</nav>
</main>
</body>
</html>
`;
}
