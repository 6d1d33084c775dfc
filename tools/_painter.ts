import plotly from "plotly.js-dist-min/plotly.min.js" with { type: "text" };
import { encodePng } from "./_png.ts";
import { launchBrowser } from "./browser.ts";

/** A Plotly figure. */
export interface Figure {
  data: unknown[];
  layout?: Record<string, unknown>;
  config?: Record<string, unknown>;
}

/** A picture's size in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Draws figures as PNG with Plotly, in one Chromium that is started when it is first needed. */
export class Painter implements AsyncDisposable {
  #page?: ReturnType<typeof Painter.prototype.open>;

  /** Draws a figure at `scale` times its size and gives the PNG in base64. */
  async draw(figure: Figure, { width, height }: Size, scale: number): Promise<string> {
    const page = await (this.#page ??= this.open());
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
        const canvas = new OffscreenCanvas(columns, rows);
        const context = canvas.getContext("2d")!;
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
    const png = encodePng(Uint8Array.fromBase64(pixels), columns, rows);
    return png.toBase64();
  }

  /** Opens the page that figures are drawn in. */
  private async open() {
    const browser = await launchBrowser([
      // Letters with coloured edges suit one kind of screen alone.
      "--disable-lcd-text",
      "--font-render-hinting=none",
    ]);
    const page = await browser.newPage();
    await page.setContent('<!doctype html><meta charset="utf-8"><body></body>');
    await page.addScriptTag({ content: plotly });
    return page;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#page)?.browser().close();
  }
}
