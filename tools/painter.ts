import plotly from "plotly.js-dist-min/plotly.min.js" with { type: "text" };
import { launchBrowser } from "./chromium.ts";
import { encodePng } from "./png.ts";

/** A Plotly figure. */
export interface Figure {
  data: unknown[];
  layout?: Record<string, unknown>;
}

/** A picture's size in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** The size of a figure's picture: its own, if it names one. */
export function sizeOf({ layout = {} }: Figure): Size {
  return { width: Number(layout.width) || 640, height: Number(layout.height) || 400 };
}

/** Draws figures with Plotly, in one Chromium that is started when it is first needed. */
export class Painter implements AsyncDisposable {
  #page?: ReturnType<Painter["openPage"]>;

  /** Draws a figure with `scale` points for one CSS pixel, and gives the PNG in base64. */
  async draw(figure: Figure, scale: number): Promise<string> {
    const page = await (this.#page ??= this.openPage());
    const { width, height } = sizeOf(figure);
    const [columns, rows] = [width, height].map((side) => Math.floor(side * scale));
    const pixels = await page.evaluate(
      async ({ data, layout }, width, height, scale, columns, rows) => {
        // A picture is seen on light and dark pages: it brings its own paper.
        const clear = (color: unknown) =>
          !color || /^(transparent|rgba\(.*, *0\))$/.test(`${color}`);
        const paper = clear(layout?.paper_bgcolor) ? "#fff" : layout?.paper_bgcolor;
        // deno-lint-ignore no-explicit-any
        const url: string = await (globalThis as any).Plotly.toImage(
          { data, layout: { ...layout, width, height, paper_bgcolor: paper } },
          { format: "png", scale, width, height },
        );
        const image = await createImageBitmap(await (await fetch(url)).blob());
        const context = new OffscreenCanvas(columns, rows).getContext("2d")!;
        context.drawImage(image, 0, 0);
        const bytes = context.getImageData(0, 0, columns, rows).data;
        return new Uint8Array(bytes.buffer).toBase64();
      },
      figure,
      width,
      height,
      scale,
      columns,
      rows,
    );
    return encodePng(Uint8Array.fromBase64(pixels), columns, rows).toBase64();
  }

  private async openPage() {
    // Letters with coloured edges suit one kind of screen alone.
    const browser = await launchBrowser(["--disable-lcd-text", "--font-render-hinting=none"]);
    const page = await browser.newPage();
    await page.setContent('<!doctype html><meta charset="utf-8"><body></body>');
    await page.addScriptTag({ content: plotly });
    return page;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#page)?.browser().close();
  }
}
