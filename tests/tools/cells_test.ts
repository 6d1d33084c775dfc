import { assertEquals, assertThrows } from "@std/assert";
import { cellsToModule, placeName } from "../../tools/_cells.ts";
import type { Notebook } from "../../tools/_notebook.ts";
import { CellSyntaxError } from "../../tools/_read_cell.ts";

function notebook(...sources: string[]): Notebook {
  const cells = sources.map((source) => ({ cell_type: "code" as const, metadata: {}, source }));
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

/** The module of some cells, without blank lines and lone semicolons. */
function lines(...sources: string[]): string[] {
  const { text } = cellsToModule(notebook(...sources), "file:///n/notebooks/a.ipynb");
  return text.split("\n").slice(1).map((line) => line.trim()).filter((line) =>
    line && line !== ";"
  );
}

Deno.test("cellsToModule() puts imports to the top, each name once", () => {
  assertEquals(
    lines('import * as torch from "torch";\nconst a = 1;', 'import * as torch from "torch";\na;'),
    ['import * as torch from "torch";', "const a = 1;", "a;", "export {};"],
  );
});

Deno.test("cellsToModule() keeps every kind of import", () => {
  const source = `import d, { a as b, type C } from "m";
import type { E } from "m";
import "effect";
import text from "./a.txt" with { type: "text" };`;
  assertEquals(lines(source).slice(0, -1), [
    'import d from "m";',
    'import { a as b } from "m";',
    'import { type C } from "m";',
    'import type { E } from "m";',
    'import "effect";',
    'import text from "file:///n/notebooks/a.txt" with { type: "text" };',
  ]);
});

Deno.test("cellsToModule() opens a block where a name is declared again", () => {
  assertEquals(
    lines("const a = 1;", "const b = a;", 'const a = "x";', "const [{ c: b }] = [{ c: 2 }];"),
    [
      "const a = 1;",
      "const b = a;",
      ";{",
      'const a = "x";',
      ";{",
      "const [{ c: b }] = [{ c: 2 }];",
      "}} export {};",
    ],
  );
});

Deno.test("cellsToModule() renames an import whose name is taken", () => {
  assertEquals(lines("const a = 1;", 'import { a } from "m";\na;'), [
    'import { a as a_of_cell_2 } from "m";',
    "const a = 1;",
    ";{",
    "const a = a_of_cell_2;",
    "a;",
    "} export {};",
  ]);
});

Deno.test("cellsToModule() imports a name again that a cell has declared in between", () => {
  assertEquals(
    lines('import { a } from "m";', "const a = 1;", 'import { a } from "m";').slice(0, 2),
    ['import { a } from "m";', 'import { a as a_of_cell_3 } from "m";'],
  );
});

Deno.test("cellsToModule() takes exports for declarations", () => {
  assertEquals(lines("export const a = 1;\nexport { a };"), ["const a = 1;", "export {};"]);
});

Deno.test("cellsToModule() leaves out what is not code", () => {
  const { cells, ...rest } = notebook("1;", "# 标题");
  cells[1].cell_type = "markdown";
  const { text } = cellsToModule({ cells, ...rest }, "file:///n/");
  assertEquals(text.includes("标题"), false);
});

Deno.test("cellsToModule() finds the way back to each cell's lines", () => {
  const book = notebook('import { x } from "m";\nlet a = 1;', "a;\nlet a = 2;\na;");
  const module = cellsToModule(book, "file:///n/");
  const generated = module.text.split("\n");
  const placeOf = (text: string) => module.place(generated.lastIndexOf(text) + 1, 5);
  assertEquals(placeOf("let a = 1;"), { cell: 0, line: 2, column: 5 });
  assertEquals(placeOf("let a = 2;"), { cell: 1, line: 2, column: 5 });
  assertEquals(placeOf('import { x } from "m";'), { cell: 0, line: 1, column: 10 });
  assertEquals(placeOf(";{"), undefined);
  assertEquals(module.place(1000, 1), undefined);
});

Deno.test("cellsToModule() tells where a cell cannot be read", () => {
  const error = assertThrows(
    () => cellsToModule(notebook("1;", "const x = ;"), "file:///n/"),
    CellSyntaxError,
    "Unexpected token",
  );
  assertEquals(error.place, { cell: 1, line: 1, column: 11 });
});

Deno.test("placeName() names the notes' number of a cell too", () => {
  const book = notebook("1;", "2;");
  book.cells[1].metadata.notes = "In [6]";
  assertEquals(
    placeName("notebooks/a.ipynb", book, { cell: 1, line: 4, column: 7 }),
    "notebooks/a.ipynb, cell 2 (In [6]), line 4:7",
  );
});
