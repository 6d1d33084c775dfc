/**
 * The bar that shows how far a loop is.
 *
 * @module
 */

import { say } from "./language.ts";
import { LiveOutput } from "./output.ts";
import { escape } from "./picture.ts";
import { Interrupted, join, startSession, type Work } from "./session.ts";
import { light } from "./theme.ts";

/** Milliseconds from one drawing to the next: 10 a second are enough for a bar. */
const FRAME_TIME = 100;
/** Milliseconds after which the event loop has to turn, for ■ to be noticed. */
const BREATH_TIME = 30;

/** How long the rest takes. */
function tellTime(milliseconds: number): string {
  const all = Math.ceil(milliseconds / 1000);
  const [minutes, seconds] = [Math.floor(all / 60), all % 60];
  return say({
    en: `${minutes ? `${minutes} min ` : ""}${seconds} s left`,
    zh: `还要${minutes ? `${minutes}分` : ""}${seconds}秒`,
  });
}

/**
 * A bar that fills while a loop runs and says how long it will take. When the loop ends, a line
 * that says how far it came takes the bar's place: it tells nothing of times, so that it is the
 * same in each run. Outside a notebook it does nothing.
 */
export class ProgressBar implements Work {
  readonly #output = new LiveOutput();
  readonly #label: string;
  readonly #total: number | undefined;
  readonly #start = performance.now();
  #interrupted = false;
  #due = 0;
  #lastBreath = performance.now();

  /**
   * @param label What the loop does.
   * @param total How many rounds it has; undefined where nobody knows.
   */
  constructor(label: string, total: number | undefined) {
    this.#label = label;
    this.#total = total;
  }

  /**
   * Tells how many rounds are done. Draws when it is time to, and lets the event loop turn now and
   * then.
   *
   * @param done The rounds that are done.
   * @throws {Interrupted} If the reader pressed ■.
   */
  async show(done: number): Promise<void> {
    const host = startSession();
    if (!host) return;
    join(this);
    const now = performance.now();
    if (now >= this.#due) {
      this.#due = now + FRAME_TIME;
      await this.#send(this.#draw(done), `${this.#where(done)} ...`);
    }
    if (now - this.#lastBreath > BREATH_TIME) {
      await host.breathe();
      this.#lastBreath = performance.now();
    }
    if (!this.#interrupted) return;
    this.#interrupted = false;
    throw new Interrupted(`${this.#label || "the loop"} was stopped at ${this.#count(done)}`);
  }

  /** Has the line that stays take the bar's place. */
  async end(done: number): Promise<void> {
    if (!this.#output.isShown) return;
    const line = this.#where(done);
    await this.#send(wrap(`<span>${escape(line)}</span>`), line);
  }

  /** A cell may end while its loop goes on: the bar then goes on too. */
  finish(): Promise<void> {
    return Promise.resolve();
  }

  /** Has the next {@linkcode show} throw. */
  interrupt(): void {
    this.#interrupted = true;
  }

  #count(done: number): string {
    return this.#total === undefined ? `${done}` : `${done}/${this.#total}`;
  }

  #where(done: number): string {
    return `${this.#label} ${this.#count(done)}`.trim();
  }

  #left(done: number): string {
    if (this.#total === undefined || done === 0) return "";
    const each = (performance.now() - this.#start) / done;
    return ` · ${tellTime(each * (this.#total - done))}`;
  }

  #draw(done: number): string {
    const label = escape(this.#label);
    const value = this.#total === undefined ? "" : ` max="${this.#total}" value="${done}"`;
    return wrap(
      `<span>${label}</span>` +
        `<progress${value} aria-label="${label || say({ en: "progress", zh: "进度" })}" ` +
        `style="width:14em;accent-color:${light.colors.b}"></progress>` +
        `<span>${this.#count(done)}${this.#left(done)}</span>`,
    );
  }

  #send(html: string, text: string): Promise<void> {
    return this.#output.show({ "text/html": html, "text/plain": text });
  }
}

/** Set as JupyterLab sets printed text; elsewhere its variables are missing. */
const STYLE = "display: flex; gap: 0.8em; align-items: center; opacity: 0.75; " +
  "font-family: var(--jp-code-font-family, inherit); font-size: var(--jp-code-font-size, 90%); " +
  "padding-left: min(1ch, 9 * var(--jp-code-padding, 0px))";

function wrap(html: string): string {
  return `<div data-d2l-progress style="${STYLE}">${html}</div>`;
}
