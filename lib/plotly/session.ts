/**
 * A notebook's kernel: what becomes of ■, of errors and of the last frame.
 *
 * @module
 */

import { broadcast, inKernel } from "./kernel.ts";

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

  /** @param message Where the training stood. */
  constructor(message: string) {
    super(message);
    // Where the loop stood is no news to the reader: one sentence will do.
    this.stack = `${this.name}: ${message}`;
  }
}

const running = new Set<Work>();
let started = false;

/** Whether the kernel lets us work before it declares a cell finished. */
export let seesCellEnd = false;

/** Counts `work` among what the running cell does, until that cell ends. */
export function join(work: Work): void {
  running.add(work);
}

/**
 * Lets the event loop do what waits there: a press of ■ is noticed only then.
 * Deno's loop asks the system for signals at every 61st turn, or when it has
 * nothing else to do; 64 turns take 0.1 ms where the shortest timer takes 2.
 */
export async function breathe(): Promise<void> {
  for (let turn = 0; turn < 64; turn++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/**
 * Whether a kernel of this Deno version can lose a cell's last outputs: from
 * 2.8.2 on its "idle" overtakes them.
 */
export function losesOutputs(version: string): boolean {
  const [major, minor, patch] = version.split(".").map((n) => parseInt(n));
  return major !== 2 ? major > 2 : minor !== 8 ? minor > 8 : patch > 1;
}

async function finishCell(): Promise<void> {
  const works = [...running];
  running.clear();
  for (const work of works) await work.finish();
}

interface KernelInternals {
  jupyter?: {
    broadcastResult?: (count: number, value: unknown) => Promise<void>;
  };
}

/**
 * The kernel calls `broadcastResult()` when a cell has run without an error,
 * whether it has a value or not, and waits for it. There is no public way to
 * learn of a cell's end.
 */
function watchCellEnd(): void {
  const deno = Deno as unknown as
    & { internal: symbol }
    & Record<symbol, KernelInternals | undefined>;
  const kernel = deno[deno.internal]?.jupyter;
  const broadcastResult = kernel?.broadcastResult;
  if (!kernel || !broadcastResult) return;
  seesCellEnd = true;
  kernel.broadcastResult = async (count, value) => {
    await finishCell().catch((error) => report(error));
    await broadcastResult(count, value);
    if (losesOutputs(Deno.version.deno)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
}

function report(error: unknown): void {
  const text = error instanceof Error
    ? error.stack ?? String(error)
    : `Uncaught ${Deno.inspect(error)}`;
  broadcast("stream", { name: "stderr", text: text + "\n" });
}

/**
 * Makes a notebook's kernel safe to work with: ■ stops the training and not
 * the kernel, and an error outside every cell is shown instead of hanging it.
 * Outside a kernel, and from the second call on, it does nothing.
 */
export function startSession(): void {
  if (started || !inKernel) return;
  started = true;
  watchCellEnd();
  Deno.addSignalListener("SIGINT", () => {
    for (const work of running) work.interrupt();
  });
  // An error nobody catches would hang the kernel: it looks alive and answers
  // nothing.
  addEventListener("error", (event) => {
    event.preventDefault();
    report(event.error);
  });
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    report(event.reason);
  });
}
