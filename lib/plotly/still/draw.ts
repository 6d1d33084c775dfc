/**
 * Has figures drawn as pictures beside the session, for a saved notebook that is shown without
 * scripts.
 *
 * @module
 */

import type { Spec } from "../host.ts";

/** Milliseconds without a figure after which the drawing thread gives its memory back. */
const IDLE_TIME = 60_000;

let worker: Worker | undefined;
let end: ReturnType<typeof setTimeout> | undefined;
let orders = 0;
const waiting = new Map<number, (svg: string | undefined) => void>();

/** What is waited for is not coming: there will be no pictures. */
function stop(): void {
  worker?.terminate();
  worker = undefined;
  waiting.forEach((resolve) => resolve(undefined));
  waiting.clear();
}

/** Starts the thread, so that it is ready when the first figure is. */
export function startDrawing(): Worker {
  clearTimeout(end);
  end = setTimeout(stop, IDLE_TIME);
  Deno.unrefTimer(end as unknown as number);
  if (worker) return worker;
  worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data: { order, svg } }) => {
    waiting.get(order)?.(svg);
    waiting.delete(order);
  };
  // A package that could not be fetched, for example: figures go without pictures.
  worker.onerror = (event) => {
    event.preventDefault();
    stop();
  };
  return worker;
}

/**
 * Draws a figure as SVG.
 *
 * @param figure The figure's JSON: what Plotly is to draw.
 * @returns The picture, or undefined where there is none.
 */
export function drawStill(figure: Spec): Promise<string | undefined> {
  const thread = startDrawing();
  const order = ++orders;
  return new Promise((resolve) => {
    waiting.set(order, resolve);
    thread.postMessage({ order, figure });
  });
}
