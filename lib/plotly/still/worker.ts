/**
 * The thread in which figures are drawn as SVG: Plotly takes its time, and 200 MB, of which the
 * session gets nothing to feel.
 *
 * @module
 */

import type { Spec } from "../host.ts";
import { drawSvg } from "./svg.ts";

/** A figure to draw, and the answer to it: without a picture where Plotly could not draw it. */
export interface Order {
  order: number;
  figure: Spec;
}

addEventListener("message", async ({ data: { order, figure } }: MessageEvent<Order>) => {
  const svg = await drawSvg(figure).catch(() => undefined);
  postMessage({ order, svg });
});
