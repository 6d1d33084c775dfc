/**
 * What runs in the notebook's page. Both functions are sent there as text
 * (`function.toString()`), so each is closed in itself: it may use its
 * arguments and the page's globals, nothing else of this file.
 */
import type { Theme } from "./theme.ts";

/** What Plotly finds wrong with a figure. */
interface Complaint {
  code: string;
  container: "data" | "layout";
  trace: number | null;
  astr: string;
}

interface Plotly {
  version: string;
  react(graph: HTMLElement, figure: unknown): Promise<unknown>;
  relayout(graph: HTMLElement, update: unknown): Promise<unknown>;
  downloadImage(figure: unknown, options: unknown): Promise<unknown>;
  validate(
    data: unknown,
    layout: unknown,
  ): Complaint[] | undefined;
  Fx: { hover(graph: HTMLElement, points: unknown): void };
  Icons: Record<string, unknown>;
}

/** The figure's JSON: what Plotly is to draw. */
interface Spec {
  data: unknown[];
  layout: Record<string, unknown>;
  frames?: unknown[];
}

/** One view of a figure. */
interface View {
  graph: HTMLElement;
  /** The newest frame's element, and the output it stands in. */
  holder: HTMLElement;
  home: HTMLElement;
  spec: Spec;
  width: number;
  drawn: boolean;
  /** When the page has recovered from the frame before. */
  due: number;
  timer?: ReturnType<typeof setTimeout>;
}

/** What the loaders and the figures of all notebooks on one page share. */
interface Page {
  /** Draws the figure in this holder; missing until a loader has run. */
  draw?: (holder: HTMLElement) => void;
  /** Holders that were rendered before a loader was. */
  waiting?: Set<HTMLElement>;
  /** Resolves when Plotly can be used. */
  plotly?: Promise<Plotly>;
  /** All graphs of a figure, by its id: every view of an output needs one. */
  graphs: Map<string, WeakRef<HTMLElement>[]>;
  views: WeakMap<HTMLElement, View>;
  /** Ends what the loader before this one watches. */
  stop?: () => void;
}

interface PageWindow {
  d2lPage?: Partial<Page>;
  Plotly?: Plotly;
  define?: unknown;
  exports?: unknown;
  module?: unknown;
  MathJax?: unknown;
}

/** What {@linkcode installPage} has to know. */
export interface PageSetup {
  version: string;
  light: Theme;
  dark: Theme;
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

/**
 * The loader's script: unpacks Plotly, unless the page has it, and teaches
 * the page to draw figures. The last loader to run wins, so that a page which
 * outlives a restart of the kernel draws as the new kernel asks.
 */
export function installPage(
  { version, light, dark }: PageSetup,
  script: HTMLScriptElement | null,
): void {
  const global = window as unknown as PageWindow;
  const page = (global.d2lPage ??= {});
  const graphs: Page["graphs"] = (page.graphs ??= new Map());
  const views: Page["views"] = (page.views ??= new WeakMap());

  async function unpack(packed: string): Promise<Plotly> {
    const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream()
      .pipeThrough(new DecompressionStream("gzip"));
    const code = await new Response(stream).text();
    // Where Plotly sees a module loader it offers itself to that, not to the
    // window.
    const { define, exports, module } = global;
    global.define = global.exports = global.module = undefined;
    try {
      (0, eval)(code);
    } finally {
      Object.assign(global, { define, exports, module });
    }
    return global.Plotly!;
  }

  function isDark(): boolean {
    const { jpThemeLight } = document.body.dataset;
    if (jpThemeLight !== undefined) return jpThemeLight === "false";
    const color = getComputedStyle(document.body).backgroundColor;
    const [r, g, b, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
    return alpha > 0 && 0.3 * r + 0.6 * g + 0.1 * b < 128;
  }

  /** Figures come with the light theme's colours: dark ones by light ones. */
  const darkened = new Map<unknown, string>();
  for (const [name, color] of Object.entries(light)) {
    const twin = dark[name as keyof Theme];
    if (typeof color === "string") darkened.set(color, twin as string);
    else {
      for (const [letter, shade] of Object.entries(color)) {
        darkened.set(shade, (twin as Record<string, string>)[letter]);
      }
    }
  }

  function darken(value: unknown): unknown {
    if (Array.isArray(value)) {
      return typeof value[0] === "number" ? value : value.map(darken);
    }
    if (value === null || typeof value !== "object") {
      return darkened.get(value) ?? value;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, darken(part)]),
    );
  }

  function saveButton(view: View, format: "png" | "svg", icon: string) {
    const title = `Save as ${format.toUpperCase()}`;
    return {
      name: title,
      title,
      icon: global.Plotly!.Icons[icon],
      // A saved picture is for paper: as wide as here, and always light.
      click: () =>
        global.Plotly!.downloadImage(view.spec, {
          format,
          filename: String(view.spec.layout.title ?? "figure"),
          width: view.width,
          height: view.spec.layout.height,
          scale: format === "png" ? 2 : 1,
        }),
    };
  }

  function paint(plotly: Plotly, view: View): void {
    const { graph, spec } = view;
    const { data, layout, frames } =
      (isDark() ? darken(spec) : spec) as typeof spec;
    // JupyterLab's MathJax is not one that Plotly can use: texts with a dollar
    // sign would stay away.
    const { MathJax } = global;
    global.MathJax = undefined;
    plotly.react(graph, {
      data,
      frames,
      layout: {
        paper_bgcolor: "rgba(0,0,0,0)",
        plot_bgcolor: "rgba(0,0,0,0)",
        ...layout,
        width: view.width,
      },
      config: {
        displaylogo: false,
        modeBarButtons: [
          ["zoomIn2d", "zoomOut2d", "resetScale2d"],
          [saveButton(view, "png", "camera"), saveButton(view, "svg", "disk")],
        ],
      },
    });
    global.MathJax = MathJax;
    view.drawn = true;
    addWords(plotly, view);
  }

  /** Draws the newest frame; a page that cannot keep up skips older ones. */
  async function render(view: View): Promise<void> {
    const plotly = await page.plotly!;
    if (view.timer) return;
    const start = performance.now();
    if (start < view.due) {
      view.timer = setTimeout(() => {
        view.timer = undefined;
        render(view);
      }, view.due - start);
      return;
    }
    paint(plotly, view);
    const end = performance.now();
    view.due = end - start > 30 ? end + (end - start) : 0;
  }

  /** What Plotly leaves out: a text alternative, and the keyboard. */
  function addWords(plotly: Plotly, { graph, holder, spec }: View): void {
    const words = holder.querySelector<HTMLElement>("[data-d2l-words]")!;
    words.hidden = true;
    graph.setAttribute("aria-label", words.textContent!);
    for (const button of graph.querySelectorAll<HTMLElement>(".modebar-btn")) {
      button.tabIndex = 0;
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", button.dataset.title ?? "");
    }
    if (holder.dataset.d2lCheck === undefined) return;
    delete holder.dataset.d2lCheck;
    const notes = holder.querySelector("[data-d2l-notes]")!;
    for (const complaint of plotly.validate(spec.data, spec.layout) ?? []) {
      const { code, container, trace, astr } = complaint;
      const reason = { schema: "no attribute", value: "no value" }[code];
      if (!reason) continue;
      const place = container === "data" ? `data[${trace}]` : container;
      const note = document.createElement("p");
      note.textContent = `${place}.${astr} is ${reason} that Plotly knows`;
      notes.append(note);
    }
  }

  function createGraph(id: string): HTMLElement {
    const graph = document.createElement("div");
    graph.style.width = "100%";
    graph.tabIndex = 0;
    graph.setAttribute("role", "figure");
    graphs.set(id, [...(graphs.get(id) ?? []), new WeakRef(graph)]);
    new ResizeObserver(() => {
      const view = views.get(graph);
      const width = graph.clientWidth;
      if (!view?.drawn || !width || width === view.width) return;
      view.width = width;
      global.Plotly!.relayout(graph, { width });
    }).observe(graph);
    return graph;
  }

  /** The graph of this place, or one that lost its place, or a new one. */
  function findGraph(id: string, home: HTMLElement): HTMLElement {
    const known = (graphs.get(id) ?? []).map((ref) => ref.deref())
      .filter((graph) => graph !== undefined);
    return known.find((graph) => views.get(graph)?.home === home) ??
      known.find((graph) => !graph.isConnected) ??
      createGraph(id);
  }

  function draw(holder: HTMLElement): void {
    const home = holder.parentElement;
    if (!home) return;
    const json = holder.querySelector(
      'script[type="application/vnd.plotly.v1+json"]',
    );
    const spec = JSON.parse(json!.textContent!) as Spec;
    const { width, height } = spec.layout as Record<string, number>;
    const graph = findGraph(holder.dataset.d2lFigure!, home);
    holder.querySelector("[data-d2l-graph]")!.replaceChildren(graph);
    graph.style.maxWidth = `${width}px`;
    graph.style.height = `${height}px`;
    const view = views.get(graph) ??
      { graph, width, drawn: false, due: 0 } as View;
    Object.assign(view, {
      holder,
      home,
      spec,
      width: graph.clientWidth || view.width,
    });
    views.set(graph, view);
    render(view);
  }

  page.stop?.();
  page.draw = draw;
  const observer = new MutationObserver(() => {
    for (const refs of graphs.values()) {
      for (const ref of refs) {
        const graph = ref.deref();
        const view = graph && views.get(graph);
        if (view?.drawn) render(view);
      }
    }
  });
  observer.observe(document.body, {
    attributeFilter: ["data-jp-theme-light", "class"],
  });
  page.stop = () => observer.disconnect();

  const packed = script?.parentElement?.querySelector("[data-d2l-packed]");
  page.plotly = global.Plotly?.version === version
    ? Promise.resolve(global.Plotly)
    : unpack(packed!.textContent!);
  packed?.remove();

  const waiting = [...page.waiting ?? []];
  page.waiting?.clear();
  for (const holder of waiting) draw(holder);
}
