import { assert, assertEquals } from "@std/assert";
import first from "../../notebooks/weight_decay.ipynb" with { type: "text" };
import measured from "../../notebooks/weight_decay_measured.ipynb" with { type: "text" };
import when from "../../notebooks/weight_decay_when.ipynb" with { type: "text" };

interface Cell {
  cell_type: string;
  id: string;
  metadata: { tags?: string[]; jupyter?: { source_hidden?: boolean } };
  source: string[];
}

const notebooks: Record<string, Cell[]> = {
  "weight_decay.ipynb": JSON.parse(first).cells,
  "weight_decay_measured.ipynb": JSON.parse(measured).cells,
  "weight_decay_when.ipynb": JSON.parse(when).cells,
};

/** The prose of a notebook: what stands in Markdown, without code and set-off formulas. */
function prose(cells: Cell[]): string {
  return cells.filter((cell) => cell.cell_type === "markdown")
    .map((cell) => cell.source.join("").replace(/```[^]*?```|\$\$[^]*?\$\$|`[^`\n]*`/g, "`")).join(
      "\n\n",
    );
}

/** The headings of a notebook, as the fragment of a link names them. */
function anchors(cells: Cell[]): string[] {
  return [...prose(cells).matchAll(/^#+ (.*)$/gm)].map(([, text]) => text.replaceAll(" ", "-"));
}

for (const [name, cells] of Object.entries(notebooks)) {
  Deno.test(`${name} has headings that a table of contents can show`, () => {
    for (const anchor of anchors(cells)) assert(!/[$\\`*]/.test(anchor), anchor);
  });

  Deno.test(`${name} keeps a mark on the line of the formula before it`, () => {
    // A browser may break a line after a formula, even before a comma: a word joiner holds them.
    const loose = prose(cells).match(/\$[^$\n]+\$[，。、；：！？）》”]/g) ?? [];
    assertEquals(loose, []);
  });

  Deno.test(`${name} folds its drawing code in every program`, () => {
    for (const { id, metadata } of cells) {
      const hidden = metadata.jupyter?.source_hidden ?? false;
      assertEquals(metadata.tags?.includes("hide-input") ?? false, hidden, id);
    }
  });

  Deno.test(`${name} links to headings that are there`, () => {
    const links = [...prose(cells).matchAll(/\]\(([\w.]*\.ipynb)(?:#([^)]*))?\)/g)];
    assert(links.length > 0);
    for (const [, file, anchor] of links) {
      assert(file in notebooks, file);
      if (anchor) assert(anchors(notebooks[file]).includes(anchor), `${file}#${anchor}`);
    }
  });
}
