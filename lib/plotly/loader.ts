/**
 * The output that brings Plotly into a notebook's page.
 *
 * @module
 */

// Named in full, so that it is found wherever the library is imported from.
// deno-lint-ignore no-import-prefix
import about from "npm:plotly.js-dist-min@4.1.1/package.json" with { type: "json" };
// deno-lint-ignore no-import-prefix
import plotly from "npm:plotly.js-dist-min@4.1.1/plotly.min.js" with { type: "text" };
import { installFit } from "./page/fit.ts";
import { installKeyboard } from "./page/keyboard.ts";
import { installPaint } from "./page/paint.ts";
import { installSliders } from "./page/sliders.ts";
import { unpackPlotly } from "./page/unpack.ts";
import { installViews } from "./page/views.ts";
import { pageWords } from "./page/words.ts";
import { callInPage } from "./picture.ts";
import { dark, light } from "./theme.ts";

/** What the page learns besides Plotly: calls of the functions it needs, as text. */
const page = [
  `(${installFit})()`,
  `(${installKeyboard})()`,
  `(${installPaint})(${JSON.stringify({ light, dark })})`,
  `(${installSliders})()`,
  `(${installViews})(${JSON.stringify(pageWords)})`,
].join(";\n");

async function compress(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return await new Response(stream).bytes();
}

let compressed: Promise<Uint8Array> | undefined;

/** Plotly's text, compressed: 1.5 MB where it has 4.8, since servers may hold back what is longer. */
function compressPlotly(): Promise<Uint8Array> {
  return compressed ??= compress(plotly as string);
}

/**
 * Puts Plotly into the kernel's own folder, from where the Jupyter Server hands it out: it need not
 * be in each notebook that is saved.
 *
 * @param folder The folder that `kernel.json` is in.
 * @returns Plotly's address, from the server's own on; undefined where that folder is not ours.
 */
async function serve(folder: string): Promise<string | undefined> {
  const name = `plotly-${about.version}.gz`;
  const file = `${folder}/${name}`;
  try {
    const there = await Deno.stat(file).catch(() => undefined);
    if (!there) {
      // Others that start at the same time see all of it or nothing.
      const part = await Deno.makeTempFile({ dir: folder });
      await Deno.writeFile(part, await compressPlotly(), { mode: 0o644 });
      await Deno.rename(part, file);
    }
  } catch {
    return undefined;
  }
  return `kernelspecs/${folder.split(/[/\\]/).at(-1)}/${name}`;
}

/**
 * The output that brings Plotly, and all that figures need besides, into the page and into the
 * saved notebook.
 *
 * @param folder The kernel's folder, where a server hands out what is in it.
 */
export async function makeLoader(folder?: string): Promise<Record<string, unknown>> {
  const url = folder && await serve(folder);
  const source = url ? { url } : { packed: (await compressPlotly()).toBase64() };
  const code = (await compress(page)).toBase64();
  return {
    "text/html": `<div data-d2l-loader>${
      callInPage(unpackPlotly, about.version, source, code)
    }</div>`,
    "text/plain": `Plotly ${about.version}`,
  };
}
