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
  title: { text?: string };
  tickvals?: unknown[];
  ticktext?: string[];
  /** From a place on the axis to what the author wrote there. */
  c2d(place: number): unknown;
}

interface Slider {
  active: number;
  currentvalue: { prefix?: string };
  steps: {
    label: string;
    method: "animate" | "restyle" | "relayout" | "update";
    args: unknown[];
  }[];
}

/** Plotly's own state, on the element it has drawn on. */
interface Drawn {
  calcdata?: { x: number; y?: number }[][];
  _fullData?: Curve[];
  _fullLayout?: Record<string, unknown> & { sliders?: Slider[]; hovermode?: unknown };
}

/**
 * Makes figures usable without a mouse and without eyes. A figure takes the
 * focus; the arrow keys, Home and End walk along the curves of one of its
 * panels, showing and saying the values, up and down go to another panel;
 * sliders and buttons can be reached, moved and named.
 */
export function installKeyboard(): void {
  const page = ((window as unknown as PageWindow).d2lPage ??= {});

  function say(value: unknown): string {
    return typeof value === "number" ? String(Number(value.toPrecision(4))) : String(value);
  }

  const plain = (text: string) => text.replace(/<[^>]*>/g, "");

  /** The figure's panels: the curves that can be read, by the axes they stand on. */
  function panelsOf({ graph, words }: View) {
    const { calcdata = [], _fullData = [], _fullLayout = {} } = graph as unknown as Drawn;
    const axis = (id: string) => _fullLayout[`${id[0]}axis${id.slice(1)}`] as KeptAxis;
    const panels = new Map<string, { curves: number[]; x: KeptAxis; y: KeptAxis }>();
    _fullData.forEach(({ visible, hoverinfo, xaxis, yaxis }, i) => {
      const isMute = visible !== true || hoverinfo === "skip" || hoverinfo === "none";
      if (isMute || !xaxis || !yaxis || !calcdata[i]) return;
      const id = xaxis + yaxis;
      if (!panels.has(id)) panels.set(id, { curves: [], x: axis(xaxis), y: axis(yaxis) });
      panels.get(id)!.curves.push(i);
    });
    return [...panels].map(([id, { curves, x, y }], i) => ({
      id,
      x,
      y,
      title: [y.title.text, x.title.text].filter((text) => text).map((text) => plain(text!))
        .join(", ") || words.panel.replace("{}", `${i + 1}`),
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

  function addSlider(plotly: Plotly, view: View, group: Element, i: number): void {
    const { graph } = view;
    const slider = () => (graph as unknown as Drawn)._fullLayout!.sliders![i];
    const describe = () => {
      const { active, steps, currentvalue } = slider();
      const attributes = {
        tabindex: 0,
        role: "slider",
        "aria-label": plain(currentvalue.prefix ?? "") || view.words.slider,
        "aria-valuemin": 0,
        "aria-valuemax": steps.length - 1,
        "aria-valuenow": active,
        "aria-valuetext": plain(steps[active]?.label ?? ""),
      };
      for (const [name, value] of Object.entries(attributes)) {
        group.setAttribute(name, String(value));
      }
    };
    describe();
    (group as SVGGElement).onkeydown = async (event) => {
      const { active, steps } = slider();
      const last = steps.length - 1;
      const next = {
        ArrowRight: active + 1,
        ArrowUp: active + 1,
        ArrowLeft: active - 1,
        ArrowDown: active - 1,
        Home: 0,
        End: last,
      }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (next < 0 || next > last) return;
      const { method, args } = steps[next];
      await plotly.relayout(graph, { [`sliders[${i}].active`]: next });
      const act = plotly[method] as ((...args: unknown[]) => unknown) | undefined;
      await act?.(graph, ...args);
      describe();
    };
  }

  page.addKeys = (plotly, view) => {
    const { graph, holder } = view;
    const text = holder.querySelector<HTMLElement>("[data-d2l-words]")!;
    text.hidden = true;
    graph.setAttribute("role", "figure");
    graph.setAttribute("aria-label", text.textContent!);
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
    graph.querySelectorAll(".slider-group").forEach((group, i) =>
      addSlider(plotly, view, group, i)
    );
  };
}
