/**
 * What stands under a cell.
 *
 * @module
 */

import { findHost } from "./host.ts";

/** What an output holds: one entry for each MIME type. */
export type MimeBundle = Record<string, unknown>;

/**
 * A name for this run of the program, so that the figures of two notebooks on one page, or of one
 * notebook before and after a restart, never meet.
 */
const runId = crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, "0");

let outputs = 0;

/** A fresh id: no other output on any page has it. */
export function nextOutputId(): string {
  return `${runId}-${++outputs}`;
}

/** Puts an output under the running cell; outside a notebook it does nothing. */
export async function showOutput(data: MimeBundle): Promise<void> {
  await findHost()?.send("display_data", { data, metadata: {} });
}

/** An output that is replaced where it stands each time it is shown anew. */
export class LiveOutput {
  /** The name under which it is replaced. */
  readonly id: string = nextOutputId();
  #shown = false;

  /** Whether it is on the page. */
  get isShown(): boolean {
    return this.#shown;
  }

  /**
   * Puts it on the page, or other content in the place of what is there.
   *
   * @param data The content, by MIME type.
   * @param metadata What there is to say about it.
   */
  async show(data: MimeBundle, metadata: Record<string, unknown> = {}): Promise<void> {
    const type = this.#shown ? "update_display_data" : "display_data";
    this.#shown = true;
    await findHost()?.send(type, { data, metadata, transient: { display_id: this.id } });
  }
}
