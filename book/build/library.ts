/**
 * A file of `lib/` as a page: what its comments say stands beside the code they speak of.
 *
 * @module
 */

import ts from "typescript";
import { highlight, type Link } from "./code.ts";
import { escape, renderMarkdown } from "./markdown.ts";
import { nameOf, type Names } from "./names.ts";
import { cellHtml } from "./notebook.ts";
import { type Page, pagePath, relative } from "./shell.ts";

/** An example in a comment: a cell of the page. */
interface Example {
  id: string;
  title: string;
  text: string;
}

/** A comment and the code after it, up to the next comment. */
interface Row {
  doc: string;
  /** Its lines of code, from the first up to the one before the last. */
  lines: [from: number, to: number];
}

const DOC = /^ *\/\*\*[\s\S]*?\*\/ *\n/gm;

function toRows(text: string): Row[] {
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length - 1;
  const docs = [...text.matchAll(DOC)].map((match) => ({
    doc: match[0].replace(/^ *\/\*\* ?| ?\*\/ *\n$/g, "").replace(/^ *\* ?/gm, "").trim(),
    start: lineAt(match.index),
    end: lineAt(match.index + match[0].length),
  }));
  const end = text.trimEnd().split("\n").length;
  return docs.map(({ doc, end: from }, i) => ({ doc, lines: [from, docs[i + 1]?.start ?? end] }));
}

const TAG = /^@(\w+) ?/;
const TITLES: Record<string, string> = { returns: "Returns", throws: "Throws", param: "" };

/** The prose of a comment: its text, its parameters, what it returns and throws. */
function proseHtml(doc: string, render: (text: string) => string): string {
  const [text, ...tags] = doc.split(/\n(?=@)|^(?=@)/);
  const items = tags.map((tag) => {
    const [all, name] = TAG.exec(tag) ?? ["", ""];
    if (!(name in TITLES)) return "";
    const rest = tag.slice(all.length);
    const [, word, meaning] =
      (name === "param" ? /^(\S+)\s*([\s\S]*)/ : /^(?:\{([^}]*)\})?\s*([\s\S]*)/)
        .exec(rest)!;
    const title = name === "param" ? `<code>${escape(word)}</code>` : TITLES[name] +
      (word ? ` <code>${escape(word)}</code>` : "");
    return `<dt>${title}</dt><dd>${render(meaning)}</dd>`;
  }).join("");
  return render(text) + (items && `<dl>${items}</dl>`);
}

/** The examples of a file's comments, in their order. */
export function examplesOf(text: string): Example[] {
  const found = text.matchAll(/^ *\* @example *(.*)\n *\* ```ts\n([\s\S]*?)\n *\* ```$/gm);
  return [...found].map(([, title, code], i) => ({
    id: `example-${i + 1}`,
    title,
    text: code.replace(/^ *\* ?/gm, ""),
  }));
}

/** The first sentence of what a file says of itself. */
export function summaryOf(text: string): string {
  const doc = toRows(text)[0]?.doc ?? "";
  return doc.split(/\n@|\n\n/)[0].replace(/\s+/g, " ").replace(/\{@link\w* ([^}]*)\}/g, "$1");
}

/** Links for the names of a file, as its page shows them. */
export function linksOf(names: Names, file: string, from: string): Link[] {
  return names.of(file).map(({ start, end, file, id }) => ({
    start,
    end,
    href: relative(from, pagePath(file)! + (id && `#${id}`)),
  }));
}

/**
 * Makes the page of a file.
 *
 * @param users Where the notebooks use it: links back.
 */
export function libraryPage(file: string, text: string, names: Names, users: string): Page {
  const path = pagePath(file)!;
  const linked = names.linked(file);
  const render = (markdown: string) => {
    const plain = markdown.replace(/\{@link\w* ([^}]*)\}/g, (_, word) => {
      const place = linked.get(word);
      return place
        ? `[\`${word}\`](${relative(path, `${pagePath(place.file)}#${place.id}`) || "#"})`
        : `\`${word}\``;
    });
    const code = (text: string) => `<pre class="code"><code>${escape(text)}</code></pre>`;
    return renderMarkdown(plain.replaceAll("$", "\\$"), { link: (href) => href, code }).html;
  };

  const lines = highlight(text, linksOf(names, file, path)).split("\n");
  const ids = new Map<number, string>();
  const mark = (node: ts.Node, tree: ts.SourceFile): void => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line;
    const declared = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : node;
    const id = nameOf(declared);
    if (id && !id.endsWith(".") && ![...ids.values()].includes(id)) ids.set(line, id);
    if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) {
      node.members.forEach((member) => mark(member, tree));
    }
  };
  const tree = names.tree(file);
  tree.statements.forEach((statement) => mark(statement, tree));

  const examples = examplesOf(text);
  const rows = toRows(text).map(({ doc, lines: [from, to] }) => {
    const id = ids.get(from);
    const code = lines.slice(from, to).map((line, i) => {
      const inner = i > 0 && ids.get(from + i);
      return inner ? `<span id="${inner}"></span>${line}` : line;
    }).join("\n").replace(/^\n+|\s+$/g, "");
    const shown = examples.splice(0, doc.match(/^@example/gm)?.length ?? 0);
    const cells = shown.map((example) => {
      const links = linksOf(names, examplePath(file, example), path);
      return `<p class="example">${render(example.title || "Example").slice(3, -5)}</p>` +
        cellHtml({ id: example.id, text: example.text }, links);
    });
    return `<div class="row"${id ? ` id="${id}"` : ""}><div class="prose" lang="en">${
      proseHtml(doc, render)
    }${cells.join("")}</div>${code && `<pre class="code"><code>${code}</code></pre>`}</div>`;
  });
  const html = `<p class="path">${trail(path)}</p>
<h1>${escape(file.split("/").at(-1)!)}</h1>
${users && `<p class="users">笔记里用到它的地方：${users}</p>`}
${rows.join("\n")}`;
  return { path, title: file.slice(4), html, kind: "library" };
}

/** The name of the file that an example would be. */
export function examplePath(file: string, { id }: { id: string }): string {
  return `${file}.${id}.ts`;
}

function trail(path: string): string {
  const parts = path.split("/").slice(1, -1);
  return [`<a href="${relative(path, "lib/index.html")}">lib</a>`, ...parts.map(escape)].join(
    " / ",
  );
}

/** Makes the page that lists the files of `lib/`, by folder. */
export function libraryIndex(files: { file: string; summary: string }[], intro: string): Page {
  const path = "lib/index.html";
  const plain = { link: (href: string) => href, code: escape };
  const folders = Map.groupBy(files, ({ file }) => file.slice(0, file.lastIndexOf("/")));
  const stage = (folder: string) =>
    ["torch", "d2l", "plotly"].indexOf(folder.split("/")[1]) + 1 || 9;
  const ordered = [...folders].toSorted(([a], [b]) => stage(a) - stage(b));
  const lists = ordered.map(([folder, inside]) =>
    `<h2 id="${folder}">${folder}</h2><dl class="files">${
      inside.map(({ file, summary }) =>
        `<dt><a href="${relative(path, pagePath(file)!)}">${file.split("/").at(-1)}</a></dt>` +
        `<dd lang="en">${renderMarkdown(summary, plain).html.slice(3, -5)}</dd>`
      ).join("")
    }</dl>`
  );
  return { path, title: "库的源代码", html: intro + lists.join("\n"), kind: "entry" };
}
