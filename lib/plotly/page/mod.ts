/**
 * Figures in a page of one's own: one that has Plotly, and puts cells' outputs into its own
 * elements. In Jupyter's page the same functions run, sent there as text (`../loader.ts`).
 *
 * ```ts ignore
 * installFigures(loadPlotly()); // once; figures wait for the promise
 * element.innerHTML = output["text/html"]; // each time the output is shown or replaced
 * drawFigures(element);
 * ```
 *
 * An output that is replaced in the same element goes on in the same graph.
 *
 * @module
 */

import { dark, light } from "../theme.ts";
import { installFit } from "./fit.ts";
import { installKeyboard } from "./keyboard.ts";
import type { Page, PageWindow, Plotly } from "./page.ts";
import { installPaint } from "./paint.ts";
import { installSliders } from "./sliders.ts";
import { installViews } from "./views.ts";
import { pageWords } from "./words.ts";

export type { Plotly } from "./page.ts";

function findPage(): Partial<Page> {
  return (window as unknown as PageWindow).d2lPage ??= {};
}

/**
 * Teaches this page to draw figures.
 *
 * @param plotly Plotly, as soon as the page has it.
 */
export function installFigures(plotly: Promise<Plotly>): void {
  findPage().plotly = plotly;
  installFit();
  installKeyboard();
  installPaint({ light, dark });
  installSliders();
  installViews(pageWords);
}

/**
 * Draws the figures of the outputs that stand in an element, now or when Plotly is there.
 *
 * @param place The element whose content was set.
 */
export function drawFigures(place: ParentNode): void {
  for (const holder of place.querySelectorAll<HTMLElement>("[data-d2l-figure]")) {
    findPage().draw?.(holder);
  }
}

/** Draws all figures anew, after the page's colours have changed. */
export function redrawFigures(): void {
  findPage().redraw?.();
}
