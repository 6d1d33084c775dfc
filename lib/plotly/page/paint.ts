/**
 * What runs in the page: how a figure looks there.
 *
 * @module
 */

import type { Theme } from "../theme.ts";
import type { Complaint, PageWindow, Plotly, Spec, View } from "./page.ts";

/** The two looks of a figure. */
export interface Themes {
  light: Theme;
  dark: Theme;
}

/**
 * Teaches the page how a figure looks there. Dresses it in the page's theme, and adds what Plotly
 * leaves out: buttons for files, room for them, and complaints about what it refuses.
 *
 * @param themes The colours figures come with, and those for dark pages.
 */
export function installPaint({ light, dark }: Themes): void {
  const global = window as unknown as PageWindow;
  const page = (global.d2lPage ??= {});

  /** The colour an element stands on, or nothing outside the page. */
  function ground(element: Element | null): string | undefined {
    for (let place = element; place; place = place.parentElement) {
      const color = getComputedStyle(place).backgroundColor;
      if (color && !/^transparent$|, 0\)$/.test(color)) return color;
    }
  }

  function isDark(color: string | undefined): boolean {
    const { jpThemeLight, vscodeThemeKind } = document.body.dataset;
    if (jpThemeLight !== undefined) return jpThemeLight === "false";
    if (vscodeThemeKind !== undefined) return !vscodeThemeKind.includes("light");
    const [r, g, b] = (color?.match(/[\d.]+/g) ?? [255, 255, 255]).map(Number);
    return 0.3 * r + 0.6 * g + 0.1 * b < 128;
  }

  /** Figures come in the light theme's colours: dark ones by light ones. */
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
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, darken(part)]));
  }

  function saveButton(plotly: Plotly, view: View, format: "png" | "svg", icon: string) {
    const title = format === "png" ? view.words.savePng : view.words.saveSvg;
    return {
      name: title,
      title,
      icon: plotly.Icons[icon],
      // A saved picture is for paper: as wide as here, and always light.
      click: () =>
        plotly.downloadImage(view.spec, {
          format,
          filename: "figure",
          width: view.width,
          height: view.spec.layout.height,
          scale: format === "png" ? 2 : 1,
        }),
    };
  }

  function configure(plotly: Plotly, view: View) {
    const { zoomIn, zoomOut, reset } = view.words;
    return {
      displaylogo: false,
      locale: "d2l",
      locales: {
        d2l: { dictionary: { "Zoom in": zoomIn, "Zoom out": zoomOut, "Reset axes": reset } },
      },
      modeBarButtons: [
        ["zoomIn2d", "zoomOut2d", "resetScale2d"],
        [saveButton(plotly, view, "png", "camera"), saveButton(plotly, view, "svg", "disk")],
      ],
    };
  }

  /** Whether Plotly draws what it calls no array: numbers that came packed. */
  function isPacked(figure: unknown, path: Complaint["path"]): boolean {
    const value = [path].flat()
      .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], figure);
    return value !== null && typeof value === "object" && "bdata" in value;
  }

  /** What Plotly refuses, in the figure and in each of its frames. */
  function complain(plotly: Plotly, { holder, spec, words }: View): void {
    const { data, layout, frames = [] } = spec;
    const states: [string, Spec["data"]][] = [["data", data]];
    frames.forEach((frame, i) => {
      const traces = (frame.data ?? []).map((part, j) => ({
        ...data[frame.traces?.[j] ?? j],
        ...part,
      }));
      states.push([`frames[${i}].data`, traces]);
    });
    const said = new Set<string>();
    for (const [name, traces] of states) {
      for (const complaint of plotly.validate(traces, layout) ?? []) {
        const { code, container, trace, astr, path } = complaint;
        if (container === "data" && isPacked(traces[trace!], path)) continue;
        const sentence = words.refused[code as keyof typeof words.refused];
        const place = `${container === "data" ? `${name}[${trace}]` : container}.${astr}`;
        // A frame has the faults of the figure, too: each is told once.
        if (sentence && !said.has(`${trace}.${astr}`)) {
          const note = document.createElement("p");
          note.textContent = sentence.replace("{}", place);
          holder.querySelector("[data-d2l-notes]")!.append(note);
        }
        said.add(`${trace}.${astr}`);
      }
    }
  }

  /** How many pixels the buttons, which show under the mouse, would cover the legend by. */
  function crowding({ graph }: View): number {
    const [legend, buttons] = [".legend", ".modebar"]
      .map((part) => graph.querySelector(part)?.getBoundingClientRect());
    const meet = legend && buttons && legend.right > buttons.left;
    return meet ? Math.max(0, buttons.bottom - legend.top) : 0;
  }

  function react(
    plotly: Plotly,
    view: View,
    spec: Spec,
    color: string | undefined,
  ): Promise<unknown> {
    const { data, layout, frames } = spec;
    const { width, top, graph } = view;
    // JupyterLab's MathJax is not one that Plotly can use: texts with a dollar sign would stay
    // away.
    const { MathJax } = global;
    global.MathJax = undefined;
    const drawn = plotly.react(graph, {
      data,
      frames,
      layout: {
        ...color && { paper_bgcolor: color, plot_bgcolor: color },
        // What the reader zoomed to stays when the figure is drawn anew.
        uirevision: true,
        ...layout,
        width,
        margin: top ? { ...layout.margin, t: top } : layout.margin,
      },
      config: view.config ??= configure(plotly, view),
    });
    global.MathJax = MathJax;
    return drawn;
  }

  page.paint = (plotly, view) => {
    const { box, graph, holder, spec, width } = view;
    if (holder.dataset.d2lCheck !== undefined) {
      delete holder.dataset.d2lCheck;
      complain(plotly, view);
    }
    const color = ground(holder);
    // Plotly writes into what it is given.
    const dressed = (isDark(color) ? darken(spec) : structuredClone(spec)) as Spec;
    let drawn = react(plotly, view, dressed, color);
    const crowded = view.top ? 0 : crowding(view);
    if (crowded) {
      const { _size } = (graph as unknown as { _fullLayout: { _size: { t: number } } })._fullLayout;
      view.top = _size.t + crowded;
      drawn = react(plotly, view, dressed, color);
    }
    // On paper the drawing takes the size there is: see fit.ts.
    const { height } = spec.layout;
    box.style.setProperty("--d2l-width", `${width}px`);
    box.style.setProperty("--d2l-ratio", `${width} / ${height}`);
    for (const drawing of graph.querySelectorAll(".main-svg")) {
      drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    }
    view.drawn = true;
    page.addKeys!(plotly, view);
    drawn.then(() => page.addSliders!(plotly, view));
  };
}
