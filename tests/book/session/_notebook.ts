import type { Cell, Output } from "../../../book/session/protocol.ts";

/** What is used of a notebook's file. */
export interface Notebook {
  cells: {
    cell_type: string;
    id: string;
    source: string | string[];
    outputs?: Committed[];
  }[];
}

/** An output in a notebook's file. */
interface Committed {
  output_type: string;
  name?: string;
  text?: string | string[];
  data?: Record<string, unknown>;
}

/** A cell, with what the notebook holds as its outputs; the answer to an exercise has none. */
export interface NotebookCell extends Cell {
  outputs?: Committed[];
}

const PLOTLY = "application/vnd.plotly.v1+json";

const join = (text: unknown) => Array.isArray(text) ? text.join("") : String(text ?? "");

/** All code of a notebook that a reader can run, in its order. */
export function readCells({ cells }: Notebook): NotebookCell[] {
  return cells.flatMap(({ cell_type, id, source, outputs }): NotebookCell[] => {
    if (cell_type === "code") return [{ id, code: join(source), outputs }];
    return [...join(source).matchAll(/```ts\n([\s\S]*?)\n```/g)].map(([, code], i) => {
      return { id: `${id}-${i}`, code, aside: true };
    });
  });
}

/** What an output says, without what only a page or a file has. */
function content(output: Output | Committed): unknown {
  if ("text" in output) return { [output.name!]: join(output.text) };
  const data: Record<string, unknown> = "data" in output ? output.data! : { ...output };
  const html = join(data["text/html"]);
  const figure = html.match(/<script type="application\/vnd.plotly.v1\+json">([\s\S]*?)<\/script>/);
  const drawn = data[PLOTLY] ?? (figure && JSON.parse(figure[1]));
  if (drawn) return { figure: drawn, words: join(data["text/plain"]) };
  return { html, text: join(data["text/plain"]) };
}

/** Where two contents differ, if they do; numbers may by what two versions of V8 differ in. */
function difference(a: unknown, b: unknown, path = ""): string | undefined {
  if (typeof a === "number" && typeof b === "number") {
    if (Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b))) return;
  }
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) {
    return Object.is(a, b)
      ? undefined
      : `${path}: ${JSON.stringify(a)} is not ${JSON.stringify(b)}`;
  }
  const [left, right] = [unpack(a), unpack(b)];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = difference(left[key], right[key], `${path}/${key}`);
    if (found) return found;
  }
}

/** The numbers of a packed list. */
function unpack(value: object): Record<string, unknown> {
  const { bdata, dtype } = value as { bdata?: string; dtype?: "f4" | "i4" | "f8" };
  if (!bdata || !dtype) return value as Record<string, unknown>;
  const type = { f4: Float32Array, i4: Int32Array, f8: Float64Array }[dtype];
  const bytes = Uint8Array.from(atob(bdata), (char) => char.charCodeAt(0));
  return { ...Array.from(new type(bytes.buffer)) };
}

/** In what a cell's outputs differ from those in the notebook; undefined if in nothing. */
export function compare(given: Output[], { outputs = [] }: NotebookCell): string | undefined {
  return difference(given.map(content), outputs.map(content));
}
