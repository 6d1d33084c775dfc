/**
 * What runs in the page: a figure's sliders, by keyboard too.
 *
 * @module
 */

import type { PageWindow, Plotly, View } from "./page.ts";

/** A slider as Plotly keeps it once it has drawn it. */
interface Slider {
  /** Which of the figure's sliders it is, and the step it stands at. */
  _index: number;
  active: number;
  currentvalue: { prefix?: string };
  steps: { label: string; method: string; args: unknown[] }[];
}

/** Plotly's own state, on the element it has drawn on. */
interface Drawn {
  _fullLayout?: { sliders?: Slider[] };
  on(event: "plotly_sliderchange", listener: (told: { slider: Slider }) => void): void;
}

/**
 * Has Tab reach a figure's sliders, the arrow keys, Home and End move them, and a figure that is
 * drawn anew stand where its reader left it.
 */
export function installSliders(): void {
  const page = ((window as unknown as PageWindow).d2lPage ??= {});

  const slidersOf = ({ graph }: View) => (graph as unknown as Drawn)._fullLayout?.sliders ?? [];

  /** Moves a slider as the mouse would. */
  async function move(plotly: Plotly, view: View, index: number, step: number): Promise<void> {
    const { method, args } = slidersOf(view)[index].steps[step];
    view.steps.set(index, step);
    await plotly.relayout(view.graph, { [`sliders[${index}].active`]: step });
    const act = plotly[method as "animate"] as ((...args: unknown[]) => unknown) | undefined;
    await act?.(view.graph, ...args);
    describe(view);
  }

  /** Tells what the sliders are and where they stand. */
  function describe(view: View): void {
    view.handles.forEach((handle, index) => {
      const { active, steps, currentvalue } = slidersOf(view)[index];
      handle.ariaLabel = (currentvalue.prefix ?? "").replace(/<[^>]*>/g, "") || view.words.slider;
      handle.ariaValueMin = "0";
      handle.ariaValueMax = String(steps.length - 1);
      handle.ariaValueNow = String(active);
      handle.ariaValueText = steps[active]?.label ?? "";
    });
  }

  /**
   * An element over a slider that takes the focus. Plotly's own cannot: it is made anew at each
   * move.
   */
  function addHandle(plotly: Plotly, view: View, index: number): HTMLElement {
    const handle = document.createElement("div");
    handle.role = "slider";
    handle.tabIndex = 0;
    handle.style.cssText = "position: absolute; pointer-events: none";
    handle.onkeydown = (event) => {
      const { active, steps } = slidersOf(view)[index];
      const last = steps.length - 1;
      const step = {
        ArrowRight: active + 1,
        ArrowUp: active + 1,
        ArrowLeft: active - 1,
        ArrowDown: active - 1,
        Home: 0,
        End: last,
      }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (step >= 0 && step <= last) move(plotly, view, index, step);
    };
    view.graph.append(handle);
    return handle;
  }

  page.addSliders = async (plotly, view) => {
    const { graph, handles } = view;
    const sliders = slidersOf(view);
    if (sliders.length > 0 && handles.length === 0) {
      (graph as unknown as Drawn).on("plotly_sliderchange", ({ slider }) => {
        view.steps.set(slider._index, slider.active);
        describe(view);
      });
    }
    while (handles.length > sliders.length) handles.pop()!.remove();
    while (handles.length < sliders.length) {
      handles.push(addHandle(plotly, view, handles.length));
    }
    graph.style.position = "relative";
    graph.querySelectorAll<SVGGElement>(".slider-group").forEach((group, index) => {
      const { x, y, width, height } = group.getBBox();
      const { e, f } = group.getCTM()!;
      Object.assign(handles[index].style, {
        left: `${x + e}px`,
        top: `${y + f}px`,
        width: `${width}px`,
        height: `${height}px`,
      });
    });
    describe(view);
    for (const [index, step] of view.steps) {
      if (sliders[index]?.steps[step]) await move(plotly, view, index, step);
    }
  };
}
