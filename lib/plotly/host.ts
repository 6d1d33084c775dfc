/**
 * Where figures are shown: all that this library asks of the program that runs a notebook's cells.
 * Deno's kernel is such a host (`deno_host.ts`), a page with a session of its own another. Without
 * one, figures draw nothing.
 *
 * @module
 */

/** A figure's JSON: what Plotly is to draw. */
export interface Spec {
  /** The traces. */
  data: unknown[];
  /** All else; its size is always there. */
  layout: { width: number; height: number };
  /** States to move between. */
  frames?: unknown[];
}

/** The messages of Jupyter's protocol that this library sends. */
export type MessageType = "display_data" | "update_display_data" | "stream";

/** What runs a notebook's cells. */
export interface Host {
  /**
   * Sends one message to everybody who shows the notebook.
   *
   * @param type The message's type.
   * @param content Its content, as Jupyter's protocol has it.
   */
  send(type: MessageType, content: Record<string, unknown>): Promise<void>;

  /** Has `interrupt` called whenever the reader presses ■. */
  onInterrupt(interrupt: () => void): void;

  /**
   * Has `finish` called, and waited for, before a cell is declared finished.
   *
   * @returns Whether that can be done: if not, each frame has to be a whole one.
   */
  onCellEnd(finish: () => Promise<void>): boolean;

  /** Lets the event loop turn, so that a press of ■ is noticed. */
  breathe(): Promise<void>;

  /** Tells the reader of an error that ends no cell. */
  report(error: unknown): void;

  /** Brings Plotly into the page. */
  bringPlotly(): Promise<void>;

  /**
   * Draws a figure as SVG, without a page, for those who will see the notebook's file without
   * running anything. Missing where no file is kept.
   *
   * @param figure The figure's JSON: what Plotly is to draw.
   * @returns The picture, or undefined where Plotly could not draw it.
   */
  drawStill?(figure: Spec): Promise<string | undefined>;
}

let host: Host | undefined;

/**
 * Has figures shown by `provided` from now on.
 *
 * @param provided What runs the cells; undefined for nothing.
 */
export function provideHost(provided: Host | undefined): void {
  host = provided;
}

/** What runs the cells, or undefined where the program is no notebook. */
export function findHost(): Host | undefined {
  return host;
}
