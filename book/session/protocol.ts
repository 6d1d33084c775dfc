/**
 * What the page and its session say to each other.
 *
 * The session is a kernel in a web worker. Its outputs are Jupyter's, as a notebook's file has them
 * (nbformat 4), so that what a cell gives can be shown, saved and compared as it stands.
 *
 * @module
 */

/** A cell of a page. */
export interface Cell {
  /** Its name, which no other cell of the page has. */
  id: string;
  code: string;
  /** Stands beside the text, as the answer to an exercise does: no other cell needs it. */
  aside?: boolean;
}

/** What an output holds: one entry for each MIME type. */
export type MimeBundle = Record<string, unknown>;

/** Text that a cell printed. Neighbours of one name belong into one output. */
export interface Stream {
  output_type: "stream";
  name: "stdout" | "stderr";
  text: string;
}

/** Something to show, such as a figure. */
export interface Display {
  /** `update_display_data` stands in the place of every output that has its display id. */
  output_type: "display_data" | "update_display_data";
  data: MimeBundle;
  metadata: Record<string, unknown>;
  transient?: { display_id?: string };
}

/** The value of a cell's last expression. */
export interface Result {
  output_type: "execute_result";
  execution_count: number;
  data: MimeBundle;
  metadata: Record<string, unknown>;
}

/** An error that ended a cell. */
export interface Fault {
  output_type: "error";
  ename: string;
  evalue: string;
  /** The error and its way through the cells, one line each. */
  traceback: string[];
  /** The same way as data, the innermost place first; empty where no cell's code was involved. */
  frames: Frame[];
}

/** A place in a cell's code; lines count from 1. */
export interface Frame {
  /** The function's name, or "" outside every function. */
  name: string;
  cell: string;
  line: number;
}

/** Whatever a cell gives. */
export type Output = Stream | Display | Result | Fault;

/** How a cell ended: by itself, by an error, or by the reader's ■. */
export type Status = "ok" | "error" | "interrupted";

/** What the page asks of the worker. */
export type Request =
  /** Runs a cell. While the address in `watch` can be read, nobody pressed ■. */
  | { type: "run"; cell: Cell; count: number; watch: string }
  /** Stops the running cell. */
  | { type: "interrupt" }
  /** Asks which of the cells above one must have run before it: answered by `needs`. */
  | { type: "needs"; question: number; cells: Cell[]; index: number };

/** What the worker tells the page. */
export type Reply =
  /** The worker's code has been read. */
  | { type: "ready" }
  /** The cell gives an output; the last one that ran gets what comes after its end. */
  | { type: "output"; cell: string; output: Output }
  /** The cell has ended, and all that it gave has been told. */
  | { type: "finished"; status: Status }
  /** The indices of the cells that must have run, in their order. */
  | { type: "needs"; question: number; needs: number[] }
  /** A cell wants figures: the page loads Plotly. */
  | { type: "plotly" };
