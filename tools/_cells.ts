import { type CellPlace, type Imported, readCell } from "./_read_cell.ts";
import { cellName, joinLines, type Notebook } from "./_notebook.ts";

/** A notebook's code as one module. */
export interface CellModule {
  text: string;
  /** Where a line and column of the module come from; undefined for what no cell holds. */
  place(line: number, column: number): CellPlace | undefined;
}

/**
 * Puts a notebook's code cells, in their order, into one module that a type checker reads as the
 * kernel runs them.
 *
 * In the kernel a cell may declare a name that an earlier one has declared. In the module
 * everything from such a cell on stands in a block of its own, where the new name hides the old;
 * imports go to the top, each once. Every cell keeps its lines, so that an error finds the way
 * back: see {@linkcode CellModule.place}.
 *
 * @param folder The notebook's folder as a URL: relative imports start there.
 *
 * @throws {CellSyntaxError} if a cell cannot be read.
 */
export function cellsToModule(notebook: Notebook, folder: string): CellModule {
  const imports = new Imports(folder);
  const declared = new Set<string>();
  const body: Line[] = [];
  let blocks = 0;

  notebook.cells.forEach((cell, index) => {
    if (cell.cell_type !== "code") return;
    const { text, names, imported } = readCell(joinLines(cell.source), index);
    const fresh = imported.filter((item) => imports.add(item, index, declared));
    const again = [
      ...names,
      ...fresh.filter(({ renamed }) => renamed).map(({ local }) => local),
    ]
      .some((name) => declared.has(name));
    if (again) blocks++;
    // The semicolon ends a statement that the cell before left open.
    body.push({ text: again ? ";{" : ";" });
    for (const { local, renamed } of fresh) {
      if (renamed) {
        body.push({
          text: `const ${local} = ${renamed};`,
          cell: index,
          line: 1,
        });
      }
      declared.add(local);
    }
    for (const name of names) {
      declared.add(name);
      imports.forget(name);
    }
    text.split("\n").forEach((line, i) => body.push({ text: line, cell: index, line: i + 1 }));
  });

  // The kernel has all of Deno.
  const head: Line = { text: '/// <reference lib="deno.unstable" />' };
  const lines: Line[] = [head, ...imports.lines, ...body, {
    text: "}".repeat(blocks) + " export {};",
  }];
  return {
    text: lines.map(({ text }) => text).join("\n") + "\n",
    place(line, column) {
      const found = lines[line - 1];
      if (found?.cell === undefined || found.line === undefined) {
        return undefined;
      }
      return { cell: found.cell, line: found.line, column: found.column ?? column };
    },
  };
}

/** Names a place as a reader finds it: "notebooks/a.ipynb, cell 3 (In [2]), line 4:7". */
export function placeName(
  path: string,
  notebook: Notebook,
  place: CellPlace,
): string {
  return `${path}, ${cellName(notebook, place.cell)}, line ${place.line}:${place.column}`;
}

/** A line of the module, and the cell's line that it stands for. */
interface Line {
  text: string;
  cell?: number;
  line?: number;
  /** The column of all that it holds, where the line was not kept as it is. */
  column?: number;
}

/** The imports of all cells, each name of each module once. */
class Imports {
  readonly lines: Line[] = [];
  readonly #known = new Map<string, string>();

  constructor(readonly folder: string) {}

  /** A cell has given the name another meaning: the next import of it counts again. */
  forget(name: string): void {
    this.#known.delete(name);
  }

  /** Adds an import, and tells whether it brings a name that the module did not have. */
  add(item: Imported, cell: number, declared: Set<string>): boolean {
    const { local, attributes, line, column } = item;
    const source = /^\.{1,2}\//.test(item.source)
      ? new URL(item.source, this.folder).href
      : item.source;
    const statement = (name: string) => {
      const clause = item.clause(name);
      return `import ${clause}${clause && " from "}${JSON.stringify(source)}${attributes};`;
    };
    if (this.#known.get(local) === statement(local)) return false;
    this.#known.set(local, statement(local));
    if (declared.has(local)) item.renamed = `${local}_of_cell_${cell + 1}`;
    this.lines.push({ text: statement(item.renamed ?? local), cell, line, column });
    return local !== "";
  }
}
