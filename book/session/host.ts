/**
 * A page's session as the host of figures.
 *
 * @module
 */

import type { Host, MessageType } from "../../lib/plotly/host.ts";
import type { Output } from "./protocol.ts";
import type { Stopper } from "./stop.ts";

/** What the host needs of the session it is part of. */
export interface Parts {
  stopper: Stopper;
  /** Gives an output to the running cell. */
  emit(output: Output): void;
  /** Tells of an error that ends no cell. */
  report(error: unknown): void;
  /** Asks the page for Plotly. */
  bringPlotly(): void;
}

/** The figures' host in a worker. */
export class PageHost implements Host {
  readonly #parts: Parts;
  readonly #finishers: (() => Promise<void>)[] = [];
  readonly #channel = new MessageChannel();
  #turned: () => void = () => {};

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#channel.port2.onmessage = () => this.#turned();
  }

  send(type: MessageType, content: Record<string, unknown>): Promise<void> {
    // The contents of Jupyter's messages and of a notebook's outputs are the same.
    this.#parts.emit({ output_type: type, ...content } as unknown as Output);
    return Promise.resolve();
  }

  onInterrupt(interrupt: () => void): void {
    this.#parts.stopper.listen(interrupt);
  }

  onCellEnd(finish: () => Promise<void>): boolean {
    this.#finishers.push(finish);
    return true;
  }

  /** Ends what the running cell has begun. */
  async finishCell(): Promise<void> {
    for (const finish of this.#finishers) await finish();
  }

  /** A message to ourselves comes after those that wait: a timer would take 4 ms. */
  breathe(): Promise<void> {
    return new Promise((resolve) => {
      const before = this.#turned;
      this.#turned = () => {
        this.#turned = () => {};
        before();
        resolve();
      };
      this.#channel.port1.postMessage(undefined);
    });
  }

  /** Lets go of what keeps a program alive. */
  close(): void {
    this.#channel.port1.close();
  }

  report(error: unknown): void {
    this.#parts.report(error);
  }

  /** The page loads it; figures wait for it there. */
  bringPlotly(): Promise<void> {
    this.#parts.bringPlotly();
    return Promise.resolve();
  }
}
