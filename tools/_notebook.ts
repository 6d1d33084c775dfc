/** A cell's output, as nbformat 4 has it. */
export type Output =
  | {
    output_type: "stream";
    name: "stdout" | "stderr";
    text: string | string[];
  }
  | {
    output_type: "display_data";
    data: Bundle;
    metadata: Record<string, unknown>;
  }
  | {
    output_type: "execute_result";
    execution_count: number | null;
    data: Bundle;
    metadata: Record<string, unknown>;
  }
  | {
    output_type: "error";
    ename: string;
    evalue: string;
    traceback: string[];
  };

/** An output's representations by MIME type: text, or JSON for a JSON type. */
export type Bundle = Record<string, unknown>;

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

/** A notebook, as nbformat 4 has it. */
export interface Notebook {
  cells: Cell[];
  metadata: Record<string, unknown>;
  nbformat: number;
  nbformat_minor: number;
}

/** The text of a multi-line field, which may be a list of its lines. */
export function joinLines(text: unknown): string {
  return Array.isArray(text) ? text.join("") : String(text ?? "");
}

/** Names a cell as a reader finds it: "In [6]" where the notes number it, and its place. */
export function cellName(notebook: Notebook, index: number): string {
  const notes = notebook.cells[index]?.metadata.notes;
  return typeof notes === "string" ? `cell ${index + 1} (${notes})` : `cell ${index + 1}`;
}

/** Reads a notebook file. */
export async function readNotebook(path: string): Promise<Notebook> {
  return JSON.parse(await Deno.readTextFile(path));
}
