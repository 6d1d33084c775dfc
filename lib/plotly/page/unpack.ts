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
 * @param packed Plotly's text, as base64 of gzip.
 */
export function unpackPlotly(version: string, packed: string): void {
  const global = window as unknown as PageWindow;
  const page = (global.d2lPage ??= {});

  async function unpack(): Promise<Plotly> {
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

  page.plotly = global.Plotly?.version === version ? Promise.resolve(global.Plotly) : unpack();
}
