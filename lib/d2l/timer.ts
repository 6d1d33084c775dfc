/**
 * Times how long code runs.
 *
 * @module
 */

/**
 * A stopwatch that keeps all its times, like `d2l.Timer`. All times are in seconds.
 *
 * @example
 * ```ts
 * import * as d2l from "d2l";
 * import { assert } from "@std/assert";
 *
 * const timer = new d2l.Timer(); // starts at once
 * assert(timer.stop() >= 0);
 * timer.start();
 * timer.stop();
 * assert(timer.avg() <= timer.sum());
 * ```
 */
export class Timer {
  /** The times measured so far. */
  readonly times: number[] = [];
  #started = performance.now();

  /** Starts the timer again. */
  start(): void {
    this.#started = performance.now();
  }

  /** Stops the timer, keeps the time, and returns it. */
  stop(): number {
    const time = (performance.now() - this.#started) / 1000;
    this.times.push(time);
    return time;
  }

  /** The mean of the times; NaN if there is none yet. */
  avg(): number {
    return this.sum() / this.times.length;
  }

  /** The sum of the times. */
  sum(): number {
    return this.times.reduce((total, time) => total + time, 0);
  }

  /** For each time, the sum of it and of all before it. */
  cumsum(): number[] {
    let total = 0;
    return this.times.map((time) => total += time);
  }
}
