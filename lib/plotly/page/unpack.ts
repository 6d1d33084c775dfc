/**
 * What runs in the page: Plotly is unpacked.
 *
 * @module
 */

import type { PageWindow, Plotly } from "./page.ts";

/**
 * A script of the loader: unpacks the Plotly that the loader brings, unless the page has it.
 *
 * @param version The version of Plotly that the loader brings.
 * @param script The script that runs this.
 */
export function unpackPlotly(version: string, script: HTMLScriptElement | null): void {
  const global = window as unknown as PageWindow;
  const page = (global.d2lPage ??= {});

  async function unpack(packed: string): Promise<Plotly> {
    const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const code = await new Response(stream).text();
    // Where Plotly sees a module loader it offers itself to that, not to the window.
    const { define, exports, module } = global;
    global.define = global.exports = global.module = undefined;
    try {
      (0, eval)(code);
    } finally {
      Object.assign(global, { define, exports, module });
    }
    return global.Plotly!;
  }

  const packed = script?.parentElement?.querySelector("[data-d2l-packed]");
  page.plotly = global.Plotly?.version === version
    ? Promise.resolve(global.Plotly)
    : unpack(packed!.textContent!);
  packed?.remove();
}
