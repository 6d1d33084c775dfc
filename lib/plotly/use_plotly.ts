/**
 * How Plotly comes into the notebook.
 *
 * @module
 */

import { checkBoolean, checkOptions } from "../torch/errors.ts";
import { broadcast, inKernel } from "./kernel.ts";
import { setTextSize } from "./look.ts";
import { installPaint } from "./page_paint.ts";
import { installViews } from "./page_views.ts";
import { installWords } from "./page_words.ts";
import { callInPage } from "./picture.ts";
import { losesOutputs, startSession } from "./session.ts";
import { dark, light } from "./theme.ts";

/** What {@linkcode usePlotly} takes. */
export interface UsePlotlyOptions {
  /** Whether figures have large text, for a projector. */
  largeText?: boolean;
}

/** Plotly, ready to travel. */
interface Packed {
  version: string;
  /** Base64 of gzip: 2.0 MB where the text has 4.8, since servers may hold back what is longer. */
  code: string;
}

let packed: Promise<Packed> | undefined;

/** Read when a notebook asks for it: a program that draws nothing need not fetch Plotly. */
async function pack(): Promise<Packed> {
  const [plotly, about] = await Promise.all([
    import("plotly.js-dist-min/plotly.min.js", { with: { type: "text" } }),
    import("plotly.js-dist-min/package.json", { with: { type: "json" } }),
  ]);
  const stream = new Blob([plotly.default as string]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  const code = (await new Response(stream).bytes()).toBase64();
  return { version: about.default.version, code };
}

/**
 * Brings Plotly into the notebook, in the place of `%matplotlib inline`: the
 * cell's output carries it into the page, and into the saved notebook. From
 * then on ■ ends a training and not the kernel, and an error that no cell
 * catches is shown instead of hanging it. Calling it again does no harm.
 *
 * @param options How figures look from now on.
 * @throws {Error} If the program does not run in a notebook.
 * @throws {TypeError} If an option is unknown.
 *
 * @example It wants a notebook
 * ```ts
 * import { usePlotly } from "d2l";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => usePlotly(), Error, "usePlotly() expects");
 * ```
 */
export async function usePlotly(options: UsePlotlyOptions = {}): Promise<void> {
  checkOptions("usePlotly()", options, ["largeText"]);
  const largeText = checkBoolean("usePlotly()", "largeText", options.largeText ?? false);
  if (!inKernel) {
    throw new Error(
      "usePlotly() expects to run in a notebook's Deno kernel but got a " +
        "program of its own: leave the call out there, everything else works",
    );
  }
  setTextSize(largeText ? "large" : "normal");
  startSession();
  const { version, code } = await (packed ??= pack());
  const html = `<div data-d2l-loader>
<script type="text/plain" data-d2l-packed>${code}</script>
${callInPage(installWords)}
${callInPage(installPaint, { light, dark })}
${callInPage(installViews, version)}
</div>`;
  await broadcast("display_data", {
    data: { "text/html": html, "text/plain": `Plotly ${version}` },
    metadata: { d2l: { loader: true } },
  });
  const kernel = Deno.version.deno;
  if (losesOutputs(kernel)) {
    await broadcast("stream", {
      name: "stderr",
      text: `This kernel, Deno ${kernel}, can lose the last outputs of a ` +
        `cell; the one that \`deno task lab\` starts, 2.8.1, does not.\n`,
    });
  }
}
