/**
 * What runs in the page: figures without a mouse and without eyes.
 *
 * @module
 */

import type { PageWindow, Plotly, View } from "./page.ts";

/** A point of a curve as Plotly keeps it. */
interface Point {
  x: number;
  y?: number;
}

/**
 * A script of the loader: makes figures usable without a mouse and without eyes. A figure takes the
 * focus; the arrow keys, Home and End walk along its curves, showing and saying the values; the
 * buttons can be reached and named.
 */
export function installKeyboard(): void {
  const page = ((window as unknown as PageWindow).d2lPage ??= {});

  /** Moves to the next place in a direction, and says what is there. */
  function walk(plotly: Plotly, view: View, key: string): void {
    const { graph, holder } = view;
    const { calcdata = [], data = [] } = graph as unknown as {
      calcdata?: Point[][];
      data?: { name?: string }[];
    };
    const places = [...new Set(calcdata.flatMap((c) => c.map(({ x }) => x)))]
      .filter((x) => Number.isFinite(x)).sort((a, b) => a - b);
    if (places.length === 0) return;
    const last = places.length - 1;
    const here = places.indexOf(view.place ?? NaN);
    const step = {
      ArrowRight: Math.min(here + 1, last),
      ArrowLeft: Math.max(here < 0 ? last : here - 1, 0),
      Home: 0,
      End: last,
    }[key]!;
    const x = view.place = places[step];
    plotly.Fx.hover(graph, { xval: x }, "xy");
    const said = calcdata.map((curve, i) => {
      const point = curve.find((point) => point.x === x);
      const name = data[i].name ?? `curve ${i + 1}`;
      return point?.y === undefined ? "" : `, ${name} ${say(point.y)}`;
    });
    holder.querySelector("[data-d2l-said]")!.textContent = say(x) +
      said.join("");
  }

  function say(value: number): string {
    return String(Number(value.toPrecision(4)));
  }

  page.addWords = (plotly, view) => {
    const { graph, holder } = view;
    const words = holder.querySelector<HTMLElement>("[data-d2l-words]")!;
    words.hidden = true;
    graph.setAttribute("role", "figure");
    graph.setAttribute("aria-label", words.textContent!);
    graph.tabIndex = 0;
    // Else JupyterLab takes the arrow keys to go from cell to cell.
    graph.setAttribute("data-lm-suppress-shortcuts", "true");
    graph.onkeydown = (event) => {
      const button = (event.target as Element).closest(".modebar-btn");
      if (button && (event.key === "Enter" || event.key === " ")) {
        button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      } else if (/^(Arrow(Left|Right)|Home|End)$/.test(event.key)) {
        walk(plotly, view, event.key);
      } else return;
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
