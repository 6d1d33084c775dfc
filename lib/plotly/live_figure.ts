/**
 * Figures that change while the reader watches.
 *
 * @module
 */

import { findHost, type Host } from "./host.ts";
import { LiveOutput } from "./output.ts";
import { type Picture, toBundle, toSpec } from "./picture.ts";
import { Interrupted, join, seesCellEnd, startSession, type Work } from "./session.ts";

/** Milliseconds from one frame to the next: at most 30 a second. */
const FRAME_TIME = 1000 / 30;
/** Bytes a second for all figures together; Jupyter Server allows 1 MB/s. */
const BYTE_RATE = 500_000;
/** Milliseconds a large picture may hold up the frames after it. */
const LONGEST_DEBT = 1000;
/** From frame to frame pass at least so many times what a frame costs: the rest is for training. */
const PATIENCE = 16;
/** Milliseconds without a change after which the whole picture is drawn. */
const QUIET_TIME = 400;

/** When the bytes sent so far will have been paid for. */
let wireFree = 0;

/**
 * A figure that changes while the reader watches. The picture is made when a frame is due and not
 * at each change, so that a change costs next to nothing.
 */
export class LiveFigure implements Work {
  readonly #output = new LiveOutput();
  readonly #draw: (whole: boolean) => Picture;
  /** Whether something changed since the last frame. */
  #dirty = false;
  /** Whether the last frame left points out. */
  #thinned = false;
  #interrupted = false;
  #due = 0;
  #lastCost = 0;
  #lastChange = 0;
  #lastBreath = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stillTimer: ReturnType<typeof setTimeout> | undefined;
  /** How many frames were sent, and which of them the notebook's file has a picture of. */
  #frames = 0;
  #stillFrame = 0;
  #sending: Promise<void> = Promise.resolve();

  /**
   * @param draw Makes the picture: the whole one, or one that leaves out what no reader sees in a
   * frame.
   */
  constructor(draw: (whole: boolean) => Picture) {
    this.#draw = draw;
  }

  /**
   * Tells that there is something new to show. Sends a frame when one is due, and lets the event
   * loop turn now and then. Outside a notebook it does nothing.
   *
   * @param where Where the training stands, for the sentence that follows ■.
   * @throws {Interrupted} If the reader pressed ■.
   */
  async change(where: () => string): Promise<void> {
    const host = startSession();
    if (!host) return;
    join(this);
    this.#dirty = true;
    this.#lastChange = performance.now();
    // The first frame takes the figure's place among the cell's outputs: it waits for nothing.
    const isFirst = !this.#output.isShown;
    if (!seesCellEnd && !isFirst) await this.#pause();
    if (isFirst || !seesCellEnd || this.#wait() <= 0) {
      await this.#send(!seesCellEnd);
      await this.#breathe(host);
    } else {
      this.#plan(this.#wait());
      if (this.#lastChange - this.#lastBreath > FRAME_TIME) await this.#breathe(host);
    }
    if (this.#interrupted) {
      this.#interrupted = false;
      await this.finish();
      throw new Interrupted(
        `training was stopped at ${where()}; the figure and the parameters ` +
          `are those of the last whole step`,
      );
    }
  }

  /** Shows the whole picture, now. */
  async finish(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#interrupted = false;
    await this.#sending;
    if (this.#dirty || this.#thinned) await this.#send(true);
    this.#planStill(0);
  }

  /** Has the next {@linkcode change} throw. */
  interrupt(): void {
    this.#interrupted = true;
  }

  /** Milliseconds until the next frame may be sent. */
  #wait(): number {
    return Math.max(this.#due, wireFree) - performance.now();
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#wait()));
  }

  async #breathe(host: Host): Promise<void> {
    await host.breathe();
    this.#lastBreath = performance.now();
  }

  #plan(milliseconds: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#catchUp();
    }, milliseconds);
  }

  /** Shows what no further change has shown: the training paused or ended. */
  async #catchUp(): Promise<void> {
    const wait = this.#wait();
    if (wait > 0) return this.#plan(wait);
    if (this.#dirty) await this.#send(false);
    else if (performance.now() - this.#lastChange >= QUIET_TIME) {
      return this.#send(true);
    }
    if (this.#thinned) this.#plan(QUIET_TIME);
  }

  #send(whole: boolean): Promise<void> {
    return this.#sending = this.#sendNow(whole);
  }

  async #sendNow(whole: boolean): Promise<void> {
    const start = performance.now();
    this.#dirty = false;
    this.#due = start + FRAME_TIME;
    const picture = this.#draw(whole);
    this.#thinned = picture.thinned ?? false;
    this.#frames++;
    const data = toBundle(picture, this.#output.id);
    const bytes = String(data["text/html"]).length;
    const debt = Math.max(wireFree - start, 0) + bytes / BYTE_RATE * 1000;
    wireFree = start + Math.min(debt, LONGEST_DEBT);
    await this.#output.show(data);
    this.#planStill(QUIET_TIME);
    const cost = performance.now() - start;
    // One slow frame, like the first of all, is no reason to hold back.
    this.#due = start +
      Math.max(FRAME_TIME, Math.min(cost, this.#lastCost) * PATIENCE);
    this.#lastCost = cost;
  }

  /** Has the figure drawn for the notebook's file, too, when it has come to rest. */
  #planStill(milliseconds: number): void {
    clearTimeout(this.#stillTimer);
    const host = findHost();
    if (!host?.drawStill || this.#stillFrame === this.#frames) return;
    this.#stillTimer = setTimeout(async () => {
      const frame = this.#stillFrame = this.#frames;
      const picture = this.#draw(true);
      const still = await host.drawStill?.(toSpec(picture));
      if (!still || frame !== this.#frames) return;
      await this.#output.show(toBundle({ ...picture, still }, this.#output.id));
    }, milliseconds);
  }
}
