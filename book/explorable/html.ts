/**
 * The explorable as it is printed into a page: at the notes' settings, to read without JavaScript.
 *
 * @module
 */

import { plots, words } from "./draw.ts";
import { notes, type Settings, train } from "./job.ts";
import { names, values } from "./sliders.ts";

let html: string | undefined;

/** The explorable's HTML. */
export function explorable(): string {
  return html ??= write();
}

function write(): string {
  const result = train(notes);
  const said = words(result);
  const sliders = (Object.keys(names) as (keyof Settings)[]).map((name) =>
    `<label>${names[name]} <output data-word="${name}">${said[name]}</output>` +
    `<input type="range" name="${name}" min="0" max="${values[name].length - 1}" ` +
    `value="${values[name].indexOf(notes[name])}"></label>`
  );
  const word = (name: string) => `<b data-word="${name}">${said[name]}</b>`;
  const drag = (name: string) =>
    `<b class="drag" data-word="${name}" data-drag="${name}">${said[name]}</b>`;
  return `<section class="explorable" aria-label="拖动λ的实验">
<div class="sliders">${sliders.join("")}</div>
<div class="plots">${plots(result)}</div>
<p class="sentence">λ = ${drag("lambda")}、η = ${drag("eta")}，用${drag("samples")}个样本从${
    drag("scale")
  }出发训练400步（${word("epochs")}轮）：训练损失是${word("trained")}，测试损失是${
    word("tested")
  }；‖w‖从${word("from")}变成${word("to")}，公式‖w⁽⁰⁾‖(1 − ηλ)⁴⁰⁰给出${word("formula")}。</p>
</section>
`;
}
