/**
 * What a figure shows, in words.
 *
 * @module
 */

import { type Annotation, light, say } from "../plotly/mod.ts";
import { type Axes, colorOf, nameOf, type Scale, type Series } from "./_axes.ts";

/** A value that an axis cannot show. */
export interface Trouble {
  x: number;
  y: number;
}

/** A number as it is said: four digits, no more. */
function round(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Where a curve goes beyond its ends: its lowest and its highest value. */
function turns(y: readonly number[]): string {
  let low = 0;
  let high = 0;
  y.forEach((value, i) => {
    if (value < y[low]) low = i;
    if (value > y[high]) high = i;
  });
  const last = y.length - 1;
  const parts: string[] = [];
  if (y[low] < Math.min(y[0], y[last])) {
    parts.push(say({ en: `as low as ${round(y[low])}`, zh: `最低${round(y[low])}` }));
  }
  if (y[high] > Math.max(y[0], y[last])) {
    parts.push(say({ en: `as high as ${round(y[high])}`, zh: `最高${round(y[high])}` }));
  }
  if (parts.length === 0) return "";
  return say({ en: `, ${parts.join(" and ")} on the way`, zh: `，途中${parts.join("、")}` });
}

/** What one curve does. */
function describeCurve(name: string, { x, y }: Series): string {
  const last = y.length - 1;
  if (last < 0) return say({ en: `${name} has no points`, zh: `${name}没有点` });
  const [x0, y0, x1, y1] = [x[0], y[0], x[last], y[last]].map(round);
  if (last === 0) return say({ en: `${name} is ${y0} at ${x0}`, zh: `${name}在${x0}处是${y0}` });
  return say({
    en: `${name} goes from ${y0} at ${x0} to ${y1} at ${x1}`,
    zh: `${name}从${x0}处的${y0}到${x1}处的${y1}`,
  }) + turns(y);
}

/**
 * What the curves do, in words: for readers who do not see them, and for places that show no
 * pictures.
 */
export function describe(axes: Axes, all: readonly Series[]): string {
  const { xlabel = "x", ylabel = "y" } = axes;
  const isLog = axes.yscale === "log";
  const curves = all.map((series, i) => describeCurve(nameOf(axes, i), series));
  return say({
    en: `${ylabel} over ${xlabel}${isLog ? ", on a logarithmic scale" : ""}: ${curves.join("; ")}`,
    zh: `${ylabel}随${xlabel}的变化${isLog ? "（对数坐标）" : ""}：${curves.join("；")}`,
  });
}

/** The sentence about values that cannot be shown, and their cause. */
function explain(where: string[], cause: string): string {
  return where.join(say({ en: " and ", zh: "，" })) + say({ en: ": ", zh: "：" }) + cause;
}

/**
 * What stands under and in a figure whose curves end early: a sentence, and a mark where each curve
 * ends.
 *
 * @param axes The figure's axes.
 * @param all The curves.
 * @param troubles For each curve the first value that could not be shown.
 */
export function tellTrouble(
  axes: Axes,
  all: readonly Series[],
  troubles: readonly (Trouble | undefined)[],
): { notes: string[]; marks: Annotation[] } {
  const across = axes.xlabel ?? "x";
  const diverged: string[] = [];
  const lost: string[] = [];
  const hidden: string[] = [];
  const marks: Annotation[] = [];
  troubles.forEach((trouble, i) => {
    if (!trouble) return;
    const { x, y } = trouble;
    const value = Number.isFinite(y) ? round(y) : String(y);
    const last = all[i].x.findLastIndex((place) => place < x);
    const list = Number.isFinite(y) ? hidden : last < 0 ? lost : diverged;
    list.push(say({
      en: `${nameOf(axes, i)} is ${value} at ${across} = ${round(x)}`,
      zh: `${nameOf(axes, i)}在${across} = ${round(x)}处是${value}`,
    }));
    if (last < 0 || axes.yscale === "log" && all[i].y[last] <= 0) return;
    marks.push({
      text: "✕",
      x: place(all[i].x[last], axes.xscale),
      y: place(all[i].y[last], axes.yscale),
      showarrow: false,
      font: { color: colorOf(axes, i), size: 16 },
    });
  });
  if (all.every(({ y }) => y.length === 0)) {
    marks.push({
      text: say({ en: "no value that could be drawn", zh: "没有画得出来的值" }),
      xref: "paper",
      yref: "paper",
      x: 0.5,
      y: 0.5,
      showarrow: false,
      font: { color: light.muted },
    });
  }
  const notes: string[] = [];
  if (diverged.length) {
    notes.push(explain(
      diverged,
      say({
        en: "the training diverged, usually because the learning rate, or learning rate times " +
          "lambda, is too large",
        zh: "训练发散了，多半是学习率太大，或者学习率乘λ太大",
      }),
    ));
  }
  if (lost.length) {
    notes.push(explain(
      lost,
      say({
        en: "there was no value before it that could be drawn, so either a NaN went in (with the " +
          "data, lambda or the learning rate) or the training diverged at once",
        zh:
          "在它之前没有画得出来的值，要么是输入里就有NaN（数据、λ或学习率），要么是训练一开始就发散了",
      }),
    ));
  }
  if (hidden.length) {
    notes.push(explain(
      hidden,
      say({ en: "a logarithmic axis shows positive values only", zh: "对数轴上只能画正数" }),
    ));
  }
  return { notes, marks };
}

/** Where Plotly puts an annotation: on a logarithmic axis by the exponent. */
function place(value: number, scale: Scale): number {
  return scale === "log" ? Math.log10(value) : value;
}
