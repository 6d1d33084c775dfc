/**
 * What runs in the page: figures without a mouse and without eyes.
 *
 * @module
 */

import type { PageWindow, Plotly, View } from "./page.ts";

/** A curve as Plotly keeps it once it has drawn it. */
interface Curve {
  name: string;
  visible: unknown;
  hoverinfo?: string;
  xaxis?: string;
  yaxis?: string;
}

/** An axis as Plotly keeps it. */
interface KeptAxis {
  tickvals?: unknown[];
  ticktext?: string[];
  /** From a place on the axis to what the author wrote there. */
  c2d(place: number): unknown;
}

/** Plotly's own state, on the element it has drawn on. */
interface Drawn {
  layout?: Record<string, { title?: { text?: string } }>;
  calcdata?: { x: number; y?: number }[][];
  _fullData?: Curve[];
  _fullLayout?: Record<string, unknown> & { hovermode?: unknown };
}

/**
 * Makes figures usable without a mouse and without eyes. A figure takes the focus; the arrow keys,
 * Home and End walk along the curves of one of its panels, showing and saying the values, up and
 * down go to another panel; the buttons can be reached and named.
 */
export function installKeyboard(): void {
  const page = ((window as unknown as PageWindow).d2lPage ??= {});

  function say(value: unknown): string {
    return typeof value === "number" ? String(Number(value.toPrecision(4))) : String(value);
  }

  const plain = (text: string) => text.replace(/<[^>]*>/g, "");

  /** The figure's panels: the curves that can be read, by the axes they stand on. */
  function panelsOf({ graph, words }: View) {
    const { layout = {}, calcdata = [], _fullData = [], _fullLayout = {} } =
      graph as unknown as Drawn;
    const nameOf = (id: string) => `${id[0]}axis${id.slice(1)}`;
    const titleOf = (id: string) => plain(layout[nameOf(id)]?.title?.text ?? "");
    const panels = new Map<string, { x: string; y: string; curves: number[] }>();
    _fullData.forEach(({ visible, hoverinfo, xaxis: x, yaxis: y }, i) => {
      const isMute = visible !== true || hoverinfo === "skip" || hoverinfo === "none";
      if (isMute || !x || !y || !calcdata[i]) return;
      if (!panels.has(x + y)) panels.set(x + y, { x, y, curves: [] });
      panels.get(x + y)!.curves.push(i);
    });
    return [...panels].map(([id, { x, y, curves }], i) => ({
      id,
      x: _fullLayout[nameOf(x)] as KeptAxis,
      y: _fullLayout[nameOf(y)] as KeptAxis,
      title: [titleOf(y), titleOf(x)].filter((title) => title).join(", ") ||
        words.panel.replace("{}", `${i + 1}`),
      curves: curves.map((number) => ({
        number,
        name: plain(_fullData[number].name),
        points: calcdata[number],
      })),
    }));
  }

  function tell({ holder }: View, text: string): void {
    holder.querySelector("[data-d2l-said]")!.textContent = text;
  }

  /** Goes to the next panel up or down, and says its name. */
  function change(view: View, step: number): void {
    const panels = panelsOf(view);
    view.panel = Math.max(0, Math.min(view.panel + step, panels.length - 1));
    view.place = undefined;
    if (panels.length) tell(view, panels[view.panel].title);
  }

  /** Moves to the next place in a direction, and says what is there. */
  function walk(plotly: Plotly, view: View, key: string): void {
    const panel = panelsOf(view)[view.panel];
    const all = panel?.curves.flatMap(({ points }) => points.map(({ x }) => x)) ?? [];
    const places = [...new Set(all)].filter((x) => Number.isFinite(x)).sort((a, b) => a - b);
    if (places.length === 0) return;
    const last = places.length - 1;
    const here = places.indexOf(view.place ?? NaN);
    const step = {
      ArrowRight: Math.min(here + 1, last),
      ArrowLeft: Math.max(here < 0 ? last : here - 1, 0),
      Home: 0,
      End: last,
    }[key]!;
    const place = view.place = places[step];
    const met = panel.curves.flatMap(({ number, name, points }) => {
      const i = points.findIndex(({ x, y }) => x === place && y !== undefined);
      return i < 0 ? [] : [{ number, name, i, y: points[i].y! }];
    });
    const { hovermode } = (view.graph as unknown as Drawn)._fullLayout!;
    if (String(hovermode).startsWith("x")) plotly.Fx.hover(view.graph, { xval: place }, panel.id);
    else {
      plotly.Fx.hover(
        view.graph,
        met.map(({ number, i }) => ({ curveNumber: number, pointNumber: i })),
        panel.id,
      );
    }
    const { tickvals = [], ticktext = [] } = panel.x;
    const label = ticktext[tickvals.indexOf(place)] ?? say(panel.x.c2d(place));
    tell(view, [label, ...met.map(({ name, y }) => `${name} ${say(panel.y.c2d(y))}`)].join(", "));
  }

  page.addKeys = (plotly, view) => {
    const { graph, holder } = view;
    const text = holder.querySelector<HTMLImageElement>("[data-d2l-words]")!;
    graph.setAttribute("role", "figure");
    graph.setAttribute("aria-label", text.alt ?? text.textContent);
    const several = panelsOf(view).length > 1;
    graph.setAttribute("aria-description", several ? view.words.panelKeys : view.words.keys);
    graph.tabIndex = 0;
    // Else JupyterLab takes the arrow keys to go from cell to cell.
    graph.setAttribute("data-lm-suppress-shortcuts", "true");
    graph.onkeydown = (event) => {
      const button = (event.target as Element).closest(".modebar-btn");
      if (button && (event.key === "Enter" || event.key === " ")) {
        button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      } else if (/^(Arrow(Left|Right)|Home|End)$/.test(event.key)) walk(plotly, view, event.key);
      else if (several && event.key === "ArrowUp") change(view, -1);
      else if (several && event.key === "ArrowDown") change(view, 1);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    for (const button of graph.querySelectorAll<HTMLElement>(".modebar-btn")) {
      button.tabIndex = 0;
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", button.dataset.title ?? "");
    }
  };
}
