/**
 * All pages of the book: what is read, and how the pages refer to each other.
 *
 * @module
 */

import { joinLines, type Notebook, readNotebook } from "../../tools/notebook.ts";
import type { Link } from "./code.ts";
import { examplePath, examplesOf, libraryIndex, libraryPage, summaryOf } from "./library.ts";
import { escape, renderMarkdown } from "./markdown.ts";
import { Names } from "./names.ts";
import { codeCells, linkFrom, notebookPage } from "./notebook.ts";
import { type Page, pagePath, relative } from "./shell.ts";

/** The project's folder, with a slash at its end. */
export const root: string = decodeURIComponent(new URL("../../", import.meta.url).pathname)
  .replace(/^\/(?=[A-Z]:)/i, "");

async function findFiles(folder: string, end: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(root + folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) found.push(...await findFiles(path, end));
    else if (name.endsWith(end)) found.push(path);
  }
  return found.sort();
}

/** The notebooks in the order in which they are read: each names those it builds on. */
async function readNotebooks(): Promise<Map<string, Notebook>> {
  const files = (await findFiles("notebooks", ".ipynb")).filter((file) => !file.includes("/."));
  return new Map(
    await Promise.all(
      files.map(async (file) => [file, await readNotebook(root + file)] as const),
    ),
  );
}

/** Makes all pages of the book. */
export async function makePages() {
  const notebooks = await readNotebooks();
  const files = await findFiles("lib", ".ts");
  const texts = new Map<string, string>();
  for (const file of files) texts.set(file, await Deno.readTextFile(root + file));

  // One module of all the cells of a notebook: where each begins tells which names are its own.
  const pieces = new Map<string, string>();
  const starts = new Map<string, { id: string; start: number; text: string }[]>();
  for (const [file, notebook] of notebooks) {
    let all = "";
    starts.set(
      file,
      codeCells(notebook).map(({ id, text }) => {
        const start = all.length;
        all += text + "\n;\n";
        return { id, start, text };
      }),
    );
    pieces.set(`${file}.ts`, all + "export {};\n");
  }
  for (const [file, text] of texts) {
    for (const example of examplesOf(text)) pieces.set(examplePath(file, example), example.text);
  }
  const { imports } = JSON.parse(await Deno.readTextFile(root + "deno.json"));
  const names = new Names(root, files, pieces, imports);

  const users = new Map<string, Map<string, string>>();
  const pages: Page[] = [];
  for (const [file, notebook] of notebooks) {
    const path = pagePath(file)!;
    const found = names.of(`${file}.ts`);
    const links = (id: string): Link[] => {
      const cell = starts.get(file)!.find((cell) => cell.id === id)!;
      const end = cell.start + cell.text.length;
      return found.filter((name) => name.start >= cell.start && name.end <= end).map((name) => {
        if (!users.has(name.file)) users.set(name.file, new Map());
        const { execution_count } = notebook.cells.find((cell) => cell.id === id) ?? {};
        if (execution_count) {
          users.get(name.file)!.set(`${path}#${id}`, `In [${execution_count}]`);
        }
        const href = relative(path, pagePath(name.file)! + (name.id && `#${name.id}`));
        return { start: name.start - cell.start, end: name.end - cell.start, href };
      });
    };
    pages.push(await notebookPage(file, notebook, links));
  }

  const library = [...texts].map(([file, text]) => {
    const path = pagePath(file)!;
    const places = [...users.get(file) ?? []];
    const byPage = Map.groupBy(places, ([place]) => place.split("#")[0]);
    const back = [...byPage].map(([page, cells]) =>
      `${escape(pages.find((other) => other.path === page)!.title)} ` +
      cells.slice(0, 6).map(([to, label]) => `<a href="${relative(path, to)}">${label}</a>`)
        .join(" ") +
      (cells.length > 6 ? " …" : "")
    ).join("；");
    return libraryPage(file, text, names, back);
  });
  const text = async (name: string, file: string) =>
    renderMarkdown(await Deno.readTextFile(new URL(`../pages/${name}`, import.meta.url)), {
      link: (href) => linkFrom(file, href),
      code: (text) => `<pre class="code"><code>${escape(text)}</code></pre>`,
    }).html;
  const list = [...notebooks].map(([file, { cells }], i) => {
    const { path, title } = pages[i];
    const intro = joinLines(cells[0].source).split("\n\n")[1];
    return `<li><a href="${relative("index.html", path)}"><strong>${escape(title)}</strong></a>${
      renderMarkdown(intro, { link: (href) => linkFrom(file, href), code: escape }).html
    }</li>`;
  });
  const entry: Page = {
    path: "index.html",
    title: "d2l for Deno",
    html: (await text("index.md", "index.md")).replace(
      "<!-- notebooks -->",
      `<ol class="notebooks">${list.join("")}</ol>`,
    ),
    kind: "entry",
  };
  const summaries = [...texts].map(([file, text]) => ({ file, summary: summaryOf(text) }));
  const index = libraryIndex(summaries, await text("lib.md", "lib/index.md"));
  for (const list of [[entry, ...pages, index], library]) {
    list.forEach((page, i) => Object.assign(page, { previous: list[i - 1], next: list[i + 1] }));
  }
  const originals = new Map(
    [...notebooks.values()].map((notebook, i) =>
      [pages[i].path.replace(".html", ""), notebook] as const
    ),
  );
  return { notebooks: pages, texts: originals, library, others: [entry, index] };
}
