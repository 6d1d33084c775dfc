/**
 * What the functions in the notebook's page share, and the one each figure brings. A function for
 * the page is sent there as text (`function.toString()`), so it is closed in itself: it may use its
 * arguments and the page's globals, nothing else of its file.
 *
 * @module
 */

import type { PageWords } from "./words.ts";

/** What Plotly finds wrong with a figure. */
export interface Complaint {
  code: string;
  container: "data" | "layout";
  trace: number | null;
  /** Where it is, as one text and as a list of steps. */
  astr: string;
  path: string | (string | number)[];
}

/** The part of Plotly that the page uses. */
export interface Plotly {
  version: string;
  react(graph: HTMLElement, figure: unknown): Promise<unknown>;
  animate(graph: HTMLElement, frames: unknown, options?: unknown): Promise<unknown>;
  restyle(graph: HTMLElement, update: unknown, traces?: unknown): Promise<unknown>;
  update(graph: HTMLElement, data: unknown, layout?: unknown): Promise<unknown>;
  relayout(graph: HTMLElement, update: unknown): Promise<unknown>;
  downloadImage(figure: unknown, options: unknown): Promise<unknown>;
  validate(data: unknown, layout: unknown): Complaint[] | undefined;
  Fx: { hover(graph: HTMLElement, points: unknown, subplot?: string): void };
  Icons: Record<string, unknown>;
}

/** The figure's JSON: what Plotly is to draw. */
export interface Spec {
  data: Record<string, unknown>[];
  layout: Record<string, unknown> & { width: number; height: number; margin?: { t?: number } };
  frames?: { data?: Record<string, unknown>[]; traces?: number[] }[];
}

/** One view of a figure. */
export interface View {
  /** What Plotly draws on. */
  graph: HTMLElement;
  /** What holds the graph, and scrolls where there is too little room. */
  box: HTMLElement;
  /** The newest frame's element, and the output it stands in. */
  holder: HTMLElement;
  home: HTMLElement;
  spec: Spec;
  /** The spec as it came. */
  json?: string;
  words: PageWords;
  /** How wide the graph is, in its own pixels. */
  width: number;
  /** Pixels above the panels, where the legend needs more of them than its author gave it. */
  top?: number;
  drawn: boolean;
  /** Always the same object: Plotly starts anew when a button changes. */
  config?: unknown;
  /** What stands over the sliders for the keyboard, and the steps that they were moved to. */
  handles: HTMLElement[];
  steps: Map<number, number>;
  /** Where the arrow keys have led: the panel, and the place in it. */
  panel: number;
  place?: number;
  /** Milliseconds that the frame before took. */
  cost: number;
  /** When the page has recovered from the frame before. */
  due: number;
  timer?: ReturnType<typeof setTimeout>;
}

/** What the loaders and the figures of all notebooks on one page share. */
export interface Page {
  /** Draws the figure in this holder; missing until a loader has run. */
  draw: (holder: HTMLElement) => void;
  /** Draws all figures anew: the page looks different now. */
  redraw: () => void;
  /** Has Plotly draw a view, and does what Plotly leaves out. */
  paint: (plotly: Plotly, view: View) => void;
  /** Gives a view the size that there is room for; tells whether it has another width now. */
  fit: (view: View) => boolean;
  /** Makes a drawn view usable without a mouse and without eyes. */
  addKeys: (plotly: Plotly, view: View) => void;
  /** Does the same for its sliders, and moves them to where they were. */
  addSliders: (plotly: Plotly, view: View) => void;
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
export function requestFigure(id: string, script: HTMLScriptElement | null): void {
  const page = ((window as unknown as PageWindow).d2lPage ??= {});

  function request(holder: HTMLElement): void {
    holder.dataset.d2lAsked = "";
    if (page.draw) return page.draw(holder);
    const waiting = (page.waiting ??= new Set());
    waiting.add(holder);
    setTimeout(() => {
      const missing = holder.querySelector<HTMLElement>("[data-d2l-missing]");
      if (missing && waiting.has(holder)) missing.hidden = false;
    }, 5000);
  }

  const holder = script?.closest<HTMLElement>("[data-d2l-figure]");
  if (holder) return request(holder);

  // Classic Notebook runs a script away from its place, before the output is on the page.
  function seek(tries: number): void {
    const found = document.querySelectorAll<HTMLElement>(
      `[data-d2l-figure="${id}"]:not([data-d2l-asked])`,
    );
    found.forEach(request);
    if (found.length === 0 && tries > 0) setTimeout(seek, 50, tries - 1);
  }
  seek(100);
}
