/**
 * What runs in the page: each figure finds its place.
 *
 * @module
 */

import type { Page, PageWindow, Spec, View } from "./page.ts";

/**
 * A script of the loader: teaches the page to find each figure its graph. The last loader to run
 * wins, so that a page which outlives a restart of the kernel draws as the new kernel asks.
 */
export function installViews(): void {
  const global = window as unknown as PageWindow;
  const page = (global.d2lPage ??= {});
  const graphs: Page["graphs"] = (page.graphs ??= new Map());
  const views: Page["views"] = (page.views ??= new WeakMap());

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
    page.paint!(plotly, view);
    view.drawn = true;
    const end = performance.now();
    // One slow frame, like a figure's first, is not yet a slow page.
    const cost = Math.min(end - start, view.cost ?? 0);
    view.due = cost > 30 ? end + cost : 0;
    view.cost = end - start;
  }

  function createGraph(id: string): HTMLElement {
    const graph = document.createElement("div");
    graph.style.width = "100%";
    graphs.set(id, [...(graphs.get(id) ?? []), new WeakRef(graph)]);
    new ResizeObserver(async () => {
      const view = views.get(graph);
      const width = graph.clientWidth;
      if (!view?.drawn || !width || width === view.width) return;
      view.width = width;
      const plotly = await page.plotly!;
      plotly.relayout(graph, { width: view.width });
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

  page.draw = (holder) => {
    const home = holder.parentElement;
    if (!home) return;
    const json = holder.querySelector('script[type="application/vnd.plotly.v1+json"]');
    const spec = JSON.parse(json!.textContent!) as Spec;
    const { width, height } = spec.layout as Record<string, number>;
    const graph = findGraph(holder.dataset.d2lFigure!, home);
    holder.querySelector("[data-d2l-graph]")!.replaceChildren(graph);
    graph.style.maxWidth = `${width}px`;
    graph.style.height = `${height}px`;
    const view = views.get(graph) ??
      { graph, width, drawn: false, due: 0 } as View;
    Object.assign(view, { holder, home, spec, width: graph.clientWidth || view.width });
    views.set(graph, view);
    holder.querySelector<HTMLElement>("[data-d2l-words]")!.hidden = view.drawn;
    render(view);
  };

  page.redraw = () => {
    for (const refs of graphs.values()) {
      for (const ref of refs) {
        const graph = ref.deref();
        const view = graph && views.get(graph);
        if (view?.drawn) render(view);
      }
    }
  };

  page.stop?.();
  const observer = new MutationObserver(page.redraw);
  observer.observe(document.body, {
    attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"],
  });
  page.stop = () => observer.disconnect();

  const waiting = [...page.waiting ?? []];
  page.waiting?.clear();
  for (const holder of waiting) page.draw(holder);
}
