/**
 * What runs in the page: how large a figure is there, and on paper.
 *
 * @module
 */

import type { PageWindow } from "./page.ts";

/**
 * Teaches the page to give a figure the size there is room for. A plot becomes narrower; a drawing,
 * whose panels and texts fit each other at one size only, smaller or larger as a whole. Where that
 * would make either unreadable it scrolls. On paper every figure fits the page.
 */
export function installFit(): void {
  const page = ((window as unknown as PageWindow).d2lPage ??= {});
  /** A plot of fewer pixels could not be read, a drawing below this scale neither. */
  const narrowest = 360;
  const smallest = 0.75;

  page.fit = (view) => {
    const { box, graph, holder, spec } = view;
    const { width, height } = spec.layout;
    const room = box.clientWidth || width;
    const largest = Number(holder.dataset.d2lDrawing ?? 0);
    const scale = largest ? Math.max(smallest, Math.min(room / width, largest)) : 1;
    const fitting = largest ? width : Math.min(width, Math.max(narrowest, room));
    Object.assign(graph.style, {
      width: `${fitting}px`,
      height: `${height}px`,
      transformOrigin: "0 0",
      transform: scale === 1 ? "" : `scale(${scale})`,
      // A transformed element takes the room that it took before.
      marginRight: `${(scale - 1) * fitting}px`,
      marginBottom: `${(scale - 1) * height}px`,
    });
    if (fitting === view.width) return false;
    view.width = fitting;
    view.top = undefined;
    return true;
  };

  const id = "d2l-print";
  document.getElementById(id)?.remove();
  const style = document.createElement("style");
  style.id = id;
  style.textContent = `@media print {
  [data-d2l-box] { overflow: visible !important; break-inside: avoid; }
  [data-d2l-box] > div { width: auto !important; height: auto !important;
    margin: 0 !important; transform: none !important; }
  [data-d2l-box] .svg-container { width: auto !important; height: auto !important;
    max-width: var(--d2l-width); aspect-ratio: var(--d2l-ratio); }
  [data-d2l-box] .main-svg { width: 100% !important; height: 100% !important; }
  [data-d2l-box] .modebar-container { display: none; }
}`;
  document.head.append(style);
}
