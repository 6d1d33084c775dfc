/**
 * The explorable, alive: each change of a slider trains anew in a worker and redraws.
 *
 * @module
 */

import { book } from "../page/book.ts";
import { paths, short, words } from "./draw.ts";
import type { Result, Settings } from "./job.ts";
import { values } from "./sliders.ts";

/** The trainer of all explorables of a page: one job at a time, and of those that wait the last. */
class Trainer {
  readonly #worker: Worker;
  #next?: () => void;
  #busy = false;
  #done: (result: Result) => void = () => {};

  constructor(code: string) {
    this.#worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
    this.#worker.onmessage = ({ data }: MessageEvent<Result>) => {
      this.#busy = false;
      this.#done(data);
      const next = this.#next;
      this.#next = undefined;
      next?.();
    };
  }

  /** Trains, unless a newer wish comes before its turn. */
  train(settings: Settings, done: (result: Result) => void): void {
    if (this.#busy) {
      this.#next = () => this.train(settings, done);
      return;
    }
    this.#busy = true;
    this.#done = done;
    this.#worker.postMessage(settings);
  }
}

let trainer: Promise<Trainer> | undefined;

/** Brings an explorable to life. */
export function enlivenExplorable(section: HTMLElement): void {
  const sliders = Object.fromEntries(
    [...section.querySelectorAll("input")].map((input) => [input.name, input]),
  ) as Record<keyof Settings, HTMLInputElement>;
  const parts = [...section.querySelectorAll<SVGPathElement>("[data-path]")];
  const texts = [...section.querySelectorAll<HTMLElement>("[data-word]")];
  let newest: Result | undefined;

  const draw = () => {
    if (!newest) return;
    const [lines, said] = [paths(newest), words(newest)];
    newest = undefined;
    for (const part of parts) part.setAttribute("d", lines[part.dataset.path!]);
    for (const text of texts) {
      const word = said[text.dataset.word!];
      if (text.textContent !== word) text.textContent = word;
    }
    section.dataset.drawn = String(Number(section.dataset.drawn ?? 0) + 1);
  };

  const settings = () =>
    Object.fromEntries(
      Object.entries(sliders).map((
        [name, { value }],
      ) => [name, values[name as keyof Settings][Number(value)]]),
    ) as unknown as Settings;

  const change = async () => {
    const wanted = settings();
    for (const [name, input] of Object.entries(sliders)) {
      input.setAttribute("aria-valuetext", short(wanted[name as keyof Settings]));
    }
    try {
      trainer ??= book.load("train.js").then(() => new Trainer(book.trainer!));
      (await trainer).train(settings(), (result) => {
        // Frames that come faster than the screen shows them are not drawn.
        if (!newest) requestAnimationFrame(draw);
        newest = result;
      });
    } catch (error) {
      trainer = undefined;
      book.say(`拖动没有反应：${(error as Error).message}`);
    }
  };
  section.addEventListener("input", change);

  // A number in the sentence is dragged sideways, and moves its slider.
  for (const number of section.querySelectorAll<HTMLElement>("[data-drag]")) {
    const slider = sliders[number.dataset.drag as keyof Settings];
    number.onpointerdown = (event) => {
      event.preventDefault();
      number.setPointerCapture(event.pointerId);
      const [x, from] = [event.clientX, Number(slider.value)];
      number.onpointermove = ({ clientX }) => {
        slider.value = String(Math.round(from + (clientX - x) / 300 * Number(slider.max)));
        change();
      };
    };
    number.onpointerup = number.onpointercancel = () => number.onpointermove = null;
  }
  change();
}

book.enlivenExplorable = enlivenExplorable;
