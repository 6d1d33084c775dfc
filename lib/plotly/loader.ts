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

/** Base64 of gzip: 2.0 MB where the text has 4.8, since servers may hold back what is longer. */
async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).bytes()).toBase64();
}

let packed: Promise<string> | undefined;

/**
 * The content of the message that brings Plotly, and all that figures need besides, into the page
 * and into the saved notebook.
 */
export async function makeLoader(): Promise<Record<string, unknown>> {
  const code = await (packed ??= pack(plotly as string));
  const html = `<div data-d2l-loader>
${callInPage(unpackPlotly, about.version, code)}
${callInPage(installFit)}
${callInPage(installKeyboard)}
${callInPage(installPaint, { light, dark })}
${callInPage(installSliders)}
${callInPage(installViews, pageWords)}
</div>`;
  return {
    data: { "text/html": html, "text/plain": `Plotly ${about.version}` },
    metadata: { d2l: { loader: true } },
  };
}
