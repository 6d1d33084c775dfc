/**
 * What runs in the page: each figure finds its place.
 *
 * @module
 */

import type { Language } from "../language.ts";
import type { Page, PageWindow, Spec, View } from "./page.ts";
import type { PageWords } from "./words.ts";

/** What a view shows at one moment. */
type Shown = Pick<View, "holder" | "home" | "spec" | "words">;

/**
 * Teaches the page to find each figure its graph. The last loader to run wins, so that a page which
 * outlives a restart of the kernel draws as the new kernel asks.
 *
 * @param words What figures say, by language.
 */
export function installViews(words: Record<Language, PageWords>): void {
  const global = window as unknown as PageWindow;
  const page = (global.d2lPage ??= {});
  const graphs: Page["graphs"] = (page.graphs ??= new Map());
  const views: Page["views"] = (page.views ??= new WeakMap());

  /** What stands for the figure until it is drawn: words, or a picture. */
  const standIn = ({ holder }: View) => holder.querySelector<HTMLElement>("[data-d2l-words]")!;

  /** Says, where there is no picture, that Plotly is missing; another loader may bring it. */
  function wait(view: View): void {
    (page.waiting ??= new Set()).add(view.holder);
    const missing = view.holder.querySelector<HTMLElement>("[data-d2l-missing]")!;
    missing.hidden = standIn(view) instanceof HTMLImageElement;
  }

  /** Draws the newest frame; a page that cannot keep up skips older ones. */
  async function render(view: View): Promise<void> {
    const plotly = await page.plotly!.catch(() => undefined);
    if (!plotly) return wait(view);
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
    standIn(view).hidden = true;
    const end = performance.now();
    // One slow frame, like a figure's first, is not yet a slow page.
    const cost = Math.min(end - start, view.cost);
    view.due = cost > 30 ? end + cost : 0;
    view.cost = end - start;
  }

  function createView(id: string, shown: Shown): View {
    const box = document.createElement("div");
    const graph = document.createElement("div");
    box.dataset.d2lBox = "";
    box.style.overflow = "auto hidden";
    box.append(graph);
    const start = { width: 0, drawn: false, panel: 0, cost: 0, due: 0 };
    const view: View = { graph, box, handles: [], steps: new Map(), ...shown, ...start };
    graphs.set(id, [...(graphs.get(id) ?? []), new WeakRef(graph)]);
    views.set(graph, view);
    new ResizeObserver(() => {
      if (view.drawn && box.clientWidth && page.fit!(view)) render(view);
    }).observe(box);
    return view;
  }

  function viewsOf(refs: WeakRef<HTMLElement>[] = []): View[] {
    return refs.map((ref) => ref.deref()).filter((graph) => graph !== undefined)
      .map((graph) => views.get(graph)!);
  }

  /** The view of this place, or one that lost its place, or a new one. */
  function findView(id: string, shown: Shown): View {
    const known = viewsOf(graphs.get(id));
    return known.find(({ home }) => home === shown.home) ??
      known.find(({ graph }) => !graph.isConnected) ??
      createView(id, shown);
  }

  page.draw = (holder) => {
    const home = holder.parentElement;
    if (!home) return;
    const type = "application/vnd.plotly.v1+json";
    const json = holder.querySelector(`script[type="${type}"]`)!.textContent!;
    const shown: Shown = {
      holder,
      home,
      spec: JSON.parse(json) as Spec,
      words: words[holder.lang as Language] ?? words.en,
    };
    const view = Object.assign(findView(holder.dataset.d2lFigure!, shown), shown);
    holder.querySelector("[data-d2l-graph]")!.replaceChildren(view.box);
    page.fit!(view);
    standIn(view).hidden = view.drawn;
    // The same figure comes again with a picture for the notebook's file.
    const isSame = view.drawn && view.json === json && holder.dataset.d2lCheck === undefined;
    view.json = json;
    if (!isSame) render(view);
  };

  page.redraw = () => {
    for (const view of [...graphs.values()].flatMap(viewsOf)) {
      if (view.drawn) render(view);
    }
  };

  page.stop?.();
  const observer = new MutationObserver(page.redraw);
  observer.observe(document.body, {
    attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "data-vscode-theme-kind"],
  });
  page.stop = () => observer.disconnect();

  const waiting = [...page.waiting ?? []];
  page.waiting?.clear();
  for (const holder of waiting) page.draw(holder);
}
