/**
 * What runs in the page: how a figure looks there.
 *
 * @module
 */

import type { PageWindow, Plotly, View } from "./page.ts";
import type { Theme } from "../theme.ts";

/** The two looks of a figure. */
export interface Themes {
  light: Theme;
  dark: Theme;
}

/**
 * A script of the loader: teaches the page how a figure looks there. Dresses it in the page's
 * theme, and adds what Plotly leaves out: buttons for files, the keyboard, words, and complaints
 * about attributes it does not know.
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
    const { jpThemeLight } = document.body.dataset;
    if (jpThemeLight !== undefined) return jpThemeLight === "false";
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
    const title = `Save as ${format.toUpperCase()}`;
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

  function complain(plotly: Plotly, { holder, spec }: View): void {
    const notes = holder.querySelector("[data-d2l-notes]")!;
    for (const complaint of plotly.validate(spec.data, spec.layout) ?? []) {
      const { code, container, trace, astr } = complaint;
      const what = { schema: "no attribute", value: "no value" }[code];
      if (!what) continue;
      const place = container === "data" ? `data[${trace}]` : container;
      const note = document.createElement("p");
      note.textContent = `${place}.${astr} is ${what} that Plotly knows`;
      notes.append(note);
    }
  }

  page.paint = (plotly, view) => {
    const { graph, holder, spec } = view;
    const color = ground(holder);
    const { data, layout, frames } = (isDark(color) ? darken(spec) : spec) as typeof spec;
    // JupyterLab's MathJax is not one that Plotly can use: texts with a dollar sign would stay
    // away.
    const { MathJax } = global;
    global.MathJax = undefined;
    plotly.react(graph, {
      data,
      frames,
      layout: {
        ...color && { paper_bgcolor: color, plot_bgcolor: color },
        ...layout,
        width: view.width,
      },
      config: view.config ??= {
        displaylogo: false,
        modeBarButtons: [
          ["zoomIn2d", "zoomOut2d", "resetScale2d"],
          [saveButton(plotly, view, "png", "camera"), saveButton(plotly, view, "svg", "disk")],
        ],
      },
    });
    global.MathJax = MathJax;
    page.addWords!(plotly, view);
    if (holder.dataset.d2lCheck !== undefined) {
      delete holder.dataset.d2lCheck;
      complain(plotly, view);
    }
  };
}
