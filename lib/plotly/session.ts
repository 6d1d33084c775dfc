/**
 * The session that cells run in: what becomes of ■ and of the last frame.
 *
 * @module
 */

import "./deno_host.ts";
import { findHost, type Host } from "./host.ts";

/** Something a cell does that reaches over many turns of the event loop. */
export interface Work {
  /** Called before the cell is declared finished. */
  finish(): Promise<void>;
  /** Called when the reader presses ■. */
  interrupt(): void;
}

/** The error that ends a cell after the reader pressed ■. */
export class Interrupted extends Error {
  /** What the notebook shows before the sentence. */
  override name = "Interrupted";

  /**
   * One sentence, without a stack.
   *
   * @param message Where the training stood.
   */
  constructor(message: string) {
    super(message);
    // Where the loop stood is no news to the reader: one sentence will do.
    this.stack = `${this.name}: ${message}`;
  }
}

const running = new Set<Work>();

/** The host that tells this session of ■ and of a cell's end. */
let host: Host | undefined;

/** Whether the host lets us work before it declares a cell finished. */
export let seesCellEnd = false;

/**
 * Has the host tell this session of ■ and of each cell's end: from now on ■ stops the training and
 * not the session. Where the program is no notebook, and from the second call on, it does nothing.
 *
 * @returns The host, if there is one.
 */
export function startSession(): Host | undefined {
  const found = findHost();
  if (found && found !== host) {
    host = found;
    host.onInterrupt(() => running.forEach((work) => work.interrupt()));
    seesCellEnd = host.onCellEnd(finishCell);
  }
  return found;
}

/** Counts `work` among what the running cell does, until that cell ends. */
export function join(work: Work): void {
  running.add(work);
}

async function finishCell(): Promise<void> {
  const works = [...running];
  running.clear();
  for (const work of works) {
    await work.finish().catch((error) => host?.report(error));
  }
}
