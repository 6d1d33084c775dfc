/**
 * Writes the book into `dist/`: notebooks and library as pages that run in the reader's browser.
 *
 *     deno task book [--open] [--out folder]
 *
 * @module
 */

import { scripts, styleSheet } from "./build/assets.ts";
import { findFaults } from "./build/check.ts";
import { makePages, root } from "./build/pages.ts";
import { wrap } from "./build/shell.ts";

const start = performance.now();
const { notebooks, texts, library, others } = await makePages();
const pages = [...others, ...notebooks, ...library];
const assets = await scripts(texts);
assets.set("book.css", await styleSheet());

// Pages and scripts of one build know each other: a browser may have kept an older script.
const all = [...assets.values(), ...pages.map(({ html }) => html)].join("");
const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(all));
const build = new Uint8Array(digest).toHex().slice(0, 8);
const files = new Map(pages.map((page) => [page.path, wrap(page, notebooks, build)]));
for (const [name, text] of assets) {
  const mark = name.endsWith(".js") ? `\nd2lBook.builds["${name}"]="${build}";\n` : "";
  files.set(`assets/${name}`, text + mark);
}

const faults = findFaults(files);
if (faults.length > 0) {
  console.error(faults.join("\n"));
  Deno.exit(1);
}
const dist = `${root}dist`;
const out = Deno.args.includes("--out") ? Deno.args[Deno.args.indexOf("--out") + 1] : dist;
if (out === dist) await Deno.remove(dist, { recursive: true }).catch(() => {});
for (const [path, text] of files) {
  const target = `${out}/${path}`;
  await Deno.mkdir(target.slice(0, target.lastIndexOf("/")), { recursive: true });
  await Deno.writeTextFile(target, text);
}
const seconds = ((performance.now() - start) / 1000).toFixed(1);
const index = await Deno.realPath(`${out}/index.html`);
console.log(`${pages.length} pages in ${seconds} s. Open ${index}`);
if (Deno.args.includes("--open")) {
  const program = { darwin: "open", windows: "explorer" }[Deno.build.os as string] ?? "xdg-open";
  await new Deno.Command(program, { args: [index] }).output();
}
