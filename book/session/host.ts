/**
 * A page's session as the host of figures.
 *
 * @module
 */

import type { Host, MessageType } from "../../lib/plotly/host.ts";
import type { Output } from "./protocol.ts";
import type { Repl } from "./repl.ts";

/** The figures' host in a worker. */
export class PageHost implements Host {
  readonly #channel = new MessageChannel();
  readonly #breaths: (() => void)[] = [];

  /**
   * @param repl What runs the cells.
   * @param askForPlotly Asks the page for Plotly; figures wait for it there.
   */
  constructor(readonly repl: Repl, readonly askForPlotly: () => void) {
    this.#channel.port2.onmessage = () => this.#breaths.shift()?.();
  }

  async send(type: MessageType, content: Record<string, unknown>): Promise<void> {
    // A notebook's outputs hold what Jupyter's messages do.
    await this.repl.emit({ output_type: type, ...content } as unknown as Output);
  }

  onInterrupt(interrupt: () => void): void {
    this.repl.stopper.listeners.push(interrupt);
  }

  onCellEnd(finish: () => Promise<void>): boolean {
    this.repl.finishers.push(finish);
    return true;
  }

  /** A message to ourselves comes after those that wait: a timer would take 4 ms. */
  breathe(): Promise<void> {
    return new Promise((resolve) => {
      this.#breaths.push(resolve);
      this.#channel.port1.postMessage(undefined);
    });
  }

  report(error: unknown): void {
    this.repl.report(error);
  }

  async bringPlotly(): Promise<void> {
    await this.askForPlotly();
  }

  /** Lets go of what would keep a program alive. */
  close(): void {
    this.#channel.port1.close();
  }
}
