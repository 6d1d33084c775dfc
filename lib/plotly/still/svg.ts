/**
 * Figures as SVG, drawn by Plotly without a page: for places that run no scripts.
 *
 * Plotly needs a document. jsdom is one, but lays nothing out, so that Plotly cannot measure its
 * texts: {@linkcode boxOf} estimates them, well enough for labels that stand apart from each other.
 *
 * @module
 */

// Named in full, so that they are found wherever the library is imported from.
// deno-lint-ignore no-import-prefix
import { JSDOM, VirtualConsole } from "npm:jsdom@31.0.1";
// deno-lint-ignore no-import-prefix
import plotly from "npm:plotly.js-dist-min@4.1.1/plotly.min.js" with { type: "text" };
import type { Spec } from "../host.ts";

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

// deno-lint-ignore no-explicit-any -- jsdom's window has whatever Plotly puts into it
let page: any;

// deno-lint-ignore no-explicit-any
function openPage(): any {
  const virtualConsole = new VirtualConsole();
  const { window } = new JSDOM("<!doctype html><body></body>", {
    runScripts: "outside-only",
    pretendToBeVisual: true,
    virtualConsole,
  });
  const rectangle = ({ left, top, right, bottom }: Box) => ({
    ...{ left, top, right, bottom, x: left, y: top, width: right - left, height: bottom - top },
  });
  const ofSvg = window.SVGElement.prototype;
  ofSvg.getBoundingClientRect = function () {
    return rectangle(boxOf(this) ?? { left: 0, top: 0, right: 0, bottom: 0 });
  };
  ofSvg.getBBox = ofSvg.getBoundingClientRect;
  ofSvg.getComputedTextLength = function () {
    return widthOf(this);
  };
  window.URL.createObjectURL = () => "";
  window.HTMLCanvasElement.prototype.getContext = () => null;
  window.eval(plotly);
  return window;
}

/**
 * Draws a figure as SVG.
 *
 * @param figure The figure's JSON: what Plotly is to draw.
 */
export async function drawSvg({ data, layout }: Spec): Promise<string> {
  page ??= openPage();
  const { width, height } = layout;
  const figure = page.JSON.parse(JSON.stringify({ data, layout }));
  const svg: string = await page.Plotly.toImage(figure, {
    format: "svg",
    imageDataOnly: true,
    width,
    height,
  });
  return shorten(svg);
}

// A blank of no width stands around what Plotly sets higher or lower.
const NARROW = /[ijlt.,:;|'!()\s]/, NO_WIDTH = /\u200b/g;

/** The width of a text element's characters, by eye: the reader's fonts are not known here. */
function widthOf(element: Element): number {
  let width = 0;
  for (const node of element.childNodes) {
    if (node.nodeType === 1) width += widthOf(node as Element);
    if (node.nodeType !== 3) continue;
    const size = sizeOf(element);
    for (const char of node.textContent!.replace(NO_WIDTH, "")) {
      width += size * (/[⺀-￯]/.test(char) ? 1 : NARROW.test(char) ? 0.32 : 0.58);
    }
  }
  return width;
}

function sizeOf(element: Element | null): number {
  for (let at = element; at; at = at.parentElement) {
    const size = (at as SVGElement).style.fontSize;
    if (size) {
      return size.endsWith("%")
        ? parseFloat(size) / 100 * sizeOf(at.parentElement)
        : parseFloat(size);
    }
  }
  return 14;
}

/** Where an element of an SVG is drawn, as the browser's `getBoundingClientRect()` tells. */
function boxOf(element: Element): Box | undefined {
  let box: Box | undefined;
  if (element.localName === "text") {
    const lines = [...element.querySelectorAll("tspan.line")];
    const width = Math.max(...(lines.length ? lines : [element]).map(widthOf));
    const size = sizeOf(element);
    const [x, y] = ["x", "y"].map((name) => parseFloat(element.getAttribute(name) ?? "0"));
    const anchor = (element as SVGElement).style.textAnchor || element.getAttribute("text-anchor");
    const left = x - width * ({ middle: 0.5, end: 1 }[anchor ?? ""] ?? 0);
    const down = 1.3 * size * Math.max(lines.length - 1, 0);
    box = { left, top: y - size, right: left + width, bottom: y + 0.3 * size + down };
  } else if (element.localName === "rect") {
    const [x, y, width, height] = ["x", "y", "width", "height"]
      .map((name) => parseFloat(element.getAttribute(name) ?? "0"));
    box = { left: x, top: y, right: x + width, bottom: y + height };
  } else {
    const boxes = [...element.children].map(boxOf).filter((inner) => inner !== undefined);
    if (boxes.length > 0) {
      box = {
        left: Math.min(...boxes.map(({ left }) => left)),
        top: Math.min(...boxes.map(({ top }) => top)),
        right: Math.max(...boxes.map(({ right }) => right)),
        bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
      };
    }
  }
  return box && transformed(box, element.getAttribute("transform") ?? "");
}

function transformed(box: Box, transform: string): Box {
  const { left, top, right, bottom } = box;
  let corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
  for (const [, name, list] of [...transform.matchAll(/(\w+)\(([^)]*)\)/g)].reverse()) {
    const [a = 0, b = 0, c = 0] = list.split(/[\s,]+/).map(Number);
    const [cos, sin] = [Math.cos(a * Math.PI / 180), Math.sin(a * Math.PI / 180)];
    corners = corners.map(([x, y]) =>
      name === "translate"
        ? [x + a, y + b]
        : name === "rotate"
        ? [b + cos * (x - b) - sin * (y - c), c + sin * (x - b) + cos * (y - c)]
        : [x * a, y * (b || a)]
    );
  }
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

/** The same picture in fewer words: no empty groups, no defaults, short numbers. */
function shorten(svg: string): string {
  const id = svg.match(/id="defs-(\w+)"/)?.[1];
  let short = (id ? svg.replaceAll(id, `f${++drawn}`) : svg)
    .replace(/^<svg[^>]*?viewBox="([^"]*)"[^>]*>/, '<svg viewBox="$1">')
    .replace(/font-family:[^;"]*;?|(fill-|stroke-)?opacity: 1;|white-space: pre;/g, "")
    .replace(/vector-effect: none;|stroke-miterlimit: 2;|dominant-baseline[^;"]*;/g, "")
    .replace(/ (data-\w+|pointer-events|class|notranslate)="[^"]*"/g, "")
    // In tags only: a number that is read keeps its digits.
    .replace(/<[^>]*>/g, (tag) => tag.replace(/-?\d+\.\d{3,}/g, (n) => `${+Number(n).toFixed(2)}`))
    .replace(
      /style="\s*([^"]*?);?\s*"/g,
      (_, style) => `style="${style.replace(/([:;]) +/g, "$1")}"`,
    )
    .replace(/ style=""/g, "");
  for (let before = ""; before !== short;) {
    before = short;
    short = short.replace(/<g( transform="[^"]*")?\/>|<g[^>]*><\/g>|<defs\/>/g, "");
  }
  return short;
}

let drawn = 0;
