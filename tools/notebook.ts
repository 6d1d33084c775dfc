/**
 * What is in a notebook's file.
 *
 * @module
 */

/** A notebook, as nbformat 4 has it. */
export interface Notebook {
  cells: Cell[];
  metadata: Record<string, unknown>;
  nbformat: number;
  nbformat_minor: number;
}

/** A cell of a notebook. */
export interface Cell {
  cell_type: "code" | "markdown" | "raw";
  id?: string;
  metadata: Record<string, unknown> & { tags?: string[] };
  source: string | string[];
  /** Only in code cells. */
  execution_count?: number | null;
  /** Only in code cells. */
  outputs?: Output[];
}

/** What a cell gave. */
export type Output =
  | { output_type: "stream"; name: "stdout" | "stderr"; text: string | string[] }
  | { output_type: "error"; ename: string; evalue: string; traceback: string[] }
  | {
    output_type: "display_data" | "execute_result";
    /** Its representations by MIME type: text, or JSON for a JSON type. */
    data: Record<string, unknown>;
    metadata: Record<string, unknown>;
    execution_count?: number | null;
  };

/** A code cell that has not run. */
export function codeCell(source: string, more: Partial<Cell> = {}): Cell {
  return {
    cell_type: "code",
    metadata: {},
    source,
    execution_count: null,
    outputs: [],
    ...more,
  };
}

/** A notebook of these cells. */
export function notebookOf(cells: Cell[]): Notebook {
  return {
    cells: cells.map((cell, i) => ({ id: `cell-${i + 1}`, ...cell })),
    metadata: { kernelspec: { name: "deno", display_name: "Deno", language: "typescript" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** Reads a notebook's file. */
export function readNotebook(path: string): Notebook {
  return JSON.parse(Deno.readTextFileSync(path));
}

/** The text of a field that may be a list of its lines. */
export function joinLines(text: unknown): string {
  return Array.isArray(text) ? text.join("") : String(text ?? "");
}

/** Names a cell as a reader finds it: by its place, and as the notes number it. */
export function cellName({ cells }: Notebook, index: number): string {
  const notes = cells[index]?.metadata.notes;
  return `cell ${index + 1}${typeof notes === "string" ? ` (${notes})` : ""}`;
}
