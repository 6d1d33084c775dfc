/**
 * What the scripts in the notebook's page share, and the one each figure brings. A function for the
 * page is sent there as text (`function.toString()`), so it is closed in itself: it may use its
 * arguments and the page's globals, nothing else of its file.
 *
 * @module
 */

/** What Plotly finds wrong with a figure. */
export interface Complaint {
  code: string;
  container: "data" | "layout";
  trace: number | null;
  astr: string;
}

/** The part of Plotly that the page uses. */
export interface Plotly {
  version: string;
  react(graph: HTMLElement, figure: unknown): Promise<unknown>;
  relayout(graph: HTMLElement, update: unknown): Promise<unknown>;
  downloadImage(figure: unknown, options: unknown): Promise<unknown>;
  validate(data: unknown, layout: unknown): Complaint[] | undefined;
  Fx: { hover(graph: HTMLElement, point: unknown, subplots: string): void };
  Icons: Record<string, unknown>;
}

/** The figure's JSON: what Plotly is to draw. */
export interface Spec {
  data: unknown[];
  layout: Record<string, unknown>;
  frames?: unknown[];
}

/** One view of a figure. */
export interface View {
  graph: HTMLElement;
  /** The newest frame's element, and the output it stands in. */
  holder: HTMLElement;
  home: HTMLElement;
  spec: Spec;
  width: number;
  drawn: boolean;
  /** Always the same object: Plotly starts anew when a button changes. */
  config?: unknown;
  /** Where on the horizontal axis the arrow keys have led. */
  place?: number;
  /** Milliseconds that the frame before took. */
  cost?: number;
  /** When the page has recovered from the frame before. */
  due: number;
  timer?: ReturnType<typeof setTimeout>;
}

/** What the loaders and the figures of all notebooks on one page share. */
export interface Page {
  /** Draws the figure in this holder; missing until a loader has run. */
  draw: (holder: HTMLElement) => void;
  /** Has Plotly draw a view, and does what Plotly leaves out. */
  paint: (plotly: Plotly, view: View) => void;
  /** Makes a drawn view usable without a mouse and without eyes. */
  addWords: (plotly: Plotly, view: View) => void;
  /** Draws all figures anew: the page looks different now. */
  redraw: () => void;
  /** Holders that were rendered before a loader was. */
  waiting: Set<HTMLElement>;
  /** Resolves when Plotly can be used. */
  plotly: Promise<Plotly>;
  /** All graphs of a figure, by its id: every view of an output needs one. */
  graphs: Map<string, WeakRef<HTMLElement>[]>;
  views: WeakMap<HTMLElement, View>;
  /** Ends what the loader before this one watches. */
  stop: () => void;
}

/** The page's `window`. */
export interface PageWindow {
  d2lPage?: Partial<Page>;
  Plotly?: Plotly;
  define?: unknown;
  exports?: unknown;
  module?: unknown;
  MathJax?: unknown;
}

/** A figure's script: has the page draw it, now or when Plotly is there. */
export function requestFigure(script: HTMLScriptElement | null): void {
  const holder = script?.parentElement;
  if (!holder) return;
  const page = ((window as unknown as PageWindow).d2lPage ??= {});
  if (page.draw) return page.draw(holder);
  const waiting = (page.waiting ??= new Set());
  waiting.add(holder);
  setTimeout(() => {
    const missing = holder.querySelector<HTMLElement>("[data-d2l-missing]");
    if (missing && waiting.has(holder)) missing.hidden = false;
  }, 5000);
}
