/**
 * What a figure says in the page, in each language.
 *
 * @module
 */

import type { Language } from "../language.ts";

/** What a figure says in the page; `{}` stands for what is told apart. */
export interface PageWords {
  zoomIn: string;
  zoomOut: string;
  reset: string;
  savePng: string;
  saveSvg: string;
  /** A panel without titles of its own. */
  panel: string;
  /** How the keyboard reads a figure, and one with several panels. */
  keys: string;
  panelKeys: string;
  /** A slider that names no value of its own. */
  slider: string;
  /** What Plotly refuses, by its own name for the reason. */
  refused: { schema: string; value: string; object: string; array: string };
}

/** The words of all languages. */
export const pageWords: Record<Language, PageWords> = {
  en: {
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    reset: "Reset axes",
    savePng: "Save as PNG",
    saveSvg: "Save as SVG",
    panel: "panel {}",
    keys: "The left and right arrow keys read the values",
    panelKeys: "The left and right arrow keys read the values, up and down change the panel",
    slider: "slider",
    refused: {
      schema: "{} is no attribute that Plotly knows",
      value: "{} is no value that Plotly knows",
      object: "{} is not the object that Plotly wants",
      array: "{} is not the array that Plotly wants",
    },
  },
  zh: {
    zoomIn: "放大",
    zoomOut: "缩小",
    reset: "恢复坐标轴",
    savePng: "存为PNG",
    saveSvg: "存为SVG",
    panel: "第{}块",
    keys: "左右方向键读出各点的值",
    panelKeys: "左右方向键读出各点的值，上下方向键换一块坐标系",
    slider: "滑块",
    refused: {
      schema: "Plotly不认识属性{}",
      value: "Plotly不认识{}的值",
      object: "Plotly要{}是一个对象",
      array: "Plotly要{}是一个数组",
    },
  },
};
