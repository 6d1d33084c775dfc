/**
 * What runs in the page: Plotly is unpacked.
 *
 * @module
 */

import type { PageWindow, Plotly } from "./page.ts";

/** Where Plotly is: in the loader as base64, or at an address from the Jupyter Server's on. */
export interface Source {
  packed?: string;
  url?: string;
}

/**
 * The loader's script: has the page learn what figures need, and fetches or unpacks Plotly unless
 * the page has it.
 *
 * @param version The version of Plotly.
 * @param source Where Plotly is, compressed.
 * @param code What the page learns, compressed, as base64.
 */
export function unpackPlotly(version: string, source: Source, code: string): void {
  const global = window as unknown as PageWindow;
  const page = (global.d2lPage ??= {});

  function decode(base64: string): ReadableStream<BufferSource> {
    return new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))]).stream();
  }

  async function request(url: string): Promise<ReadableStream<BufferSource>> {
    const config = document.getElementById("jupyter-config-data")?.textContent;
    const base = config ? JSON.parse(config).baseUrl : document.body.dataset.baseUrl;
    const { ok, body, statusText } = await fetch((base ?? "/") + url);
    if (!ok) throw new Error(`${url}: ${statusText}`);
    return body!;
  }

  function unpack(stream: ReadableStream<BufferSource>): Promise<string> {
    return new Response(stream.pipeThrough(new DecompressionStream("gzip"))).text();
  }

  async function bring(): Promise<Plotly> {
    const { packed, url } = source;
    const text = await unpack(packed ? decode(packed) : await request(url!));
    // Where Plotly sees a module loader it offers itself to that, not to the window.
    const { define, exports, module } = global;
    global.define = global.exports = global.module = undefined;
    try {
      (0, eval)(text);
    } finally {
      Object.assign(global, { define, exports, module });
    }
    return global.Plotly!;
  }

  page.plotly = global.Plotly?.version === version ? Promise.resolve(global.Plotly) : bring();
  // Figures say that Plotly is missing.
  page.plotly.catch(() => {});
  unpack(decode(code)).then((text) => (0, eval)(text));
}
