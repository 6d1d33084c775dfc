/**
 * What ■ does inside the worker.
 *
 * A cell that waits can be told to stop by a message. One that does not let the event loop turn
 * hears no message; but its loops can look from time to time whether an address is still there,
 * which the page takes away.
 *
 * @module
 */

import { Interrupted } from "../../lib/plotly/mod.ts";

/** Milliseconds between two looks: each takes about 3. */
const LOOK_TIME = 80;
/** Milliseconds that a training gets to stop after a whole step, before what is awaited fails. */
const STEP_TIME = 50;

const SENTENCE = "这一格被停下了，已经改变的变量留着";

/** Whether an address can be read, without waiting for the event loop. */
function canRead(address: string): boolean {
  try {
    const request = new XMLHttpRequest();
    request.open("GET", address, false);
    request.send();
    return true;
  } catch {
    return false;
  }
}

/** Stops cells. */
export class Stopper {
  /** What hears of ■, and may stop in its own way. */
  readonly listeners: (() => void)[] = [];
  /** Fails what is awaited, each. */
  readonly #waiting = new Set<(error: Error) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #stopped = false;
  /** Whether the last look found nothing. */
  #missed = false;
  /** What a loop looks at; empty where it cannot. */
  #watch = "";
  #rounds = 1;
  #left = 1;
  #asked = 0;
  #looked = 0;

  /**
   * A cell begins.
   *
   * @param watch The address that is there until ■ is pressed.
   */
  begin(watch: string): void {
    this.#running = true;
    this.#watch = watch && canRead(watch) ? watch : "";
    this.#left = this.#rounds = 1;
    this.#asked = this.#looked = performance.now();
  }

  /** The reader has pressed ■, and the event loop turned. */
  interrupt(): void {
    if (!this.#running) return;
    this.listeners.forEach((listener) => listener());
    this.#timer = setTimeout(() => {
      this.#stopped = true;
      this.#left = 1;
      this.#waiting.forEach((fail) => fail(new Interrupted(SENTENCE)));
    }, STEP_TIME);
  }

  /** The cell has ended. */
  end(): void {
    clearTimeout(this.#timer);
    this.#running = this.#stopped = this.#missed = false;
    this.#waiting.clear();
  }

  /** Called in each round of each loop of a cell. */
  readonly tick = (): void => {
    if (--this.#left <= 0) this.#look();
  };

  #look(): void {
    const now = performance.now();
    // So many rounds until the next time that asking for the time costs nothing, and is in time.
    if (now - this.#asked < 2) this.#rounds = Math.min(2 * this.#rounds, 1 << 16);
    else if (now - this.#asked > 10) this.#rounds = Math.max(this.#rounds >> 2, 1);
    this.#asked = now;
    this.#left = this.#rounds;
    if (now - this.#looked >= LOOK_TIME) {
      this.#looked = now;
      // A loop that waits now and then hears of it meanwhile, and can say where it stood.
      this.#stopped ||= this.#missed;
      this.#missed = this.#watch !== "" && !canRead(this.#watch);
    }
    if (!this.#stopped) return;
    this.#left = 1;
    throw new Interrupted(SENTENCE);
  }

  /** The value that a cell awaits, or the error that ends it. */
  readonly wait = (value: unknown): unknown => {
    if (typeof (value as { then?: unknown } | null)?.then !== "function") return value;
    return new Promise((resolve, reject) => {
      const forget = () => this.#waiting.delete(reject);
      this.#waiting.add(reject);
      Promise.resolve(value).then(resolve, reject).finally(forget);
    });
  };
}
