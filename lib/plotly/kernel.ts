/**
 * The way out of the kernel: Jupyter's messages.
 *
 * @module
 */

/** The messages of Jupyter's protocol that this library sends. */
type MessageType = "display_data" | "update_display_data" | "stream";

/** What an output holds: one entry for each MIME type. */
export type MimeBundle = Record<string, unknown>;

interface Jupyter {
  broadcast(type: MessageType, content: Record<string, unknown>): Promise<void>;
}

/**
 * `Deno.jupyter`, or undefined where the program does not run in a notebook's
 * kernel: outside one the property is there, but reading it throws.
 */
function findJupyter(): Jupyter | undefined {
  try {
    return (globalThis as { Deno?: { jupyter?: Jupyter } }).Deno?.jupyter;
  } catch {
    return undefined;
  }
}

const jupyter = findJupyter();

/** Whether this program is a notebook: runs in a Jupyter kernel. */
export const inKernel: boolean = jupyter !== undefined;

/**
 * A name for this run of the kernel, so that the figures of two notebooks on
 * one page, or of one notebook before and after a restart, never meet.
 */
const kernelId = crypto.randomUUID().slice(0, 8);

let figures = 0;

/** A fresh figure id: no other figure on any page has it. */
export function nextFigureId(): string {
  return `${kernelId}-${++figures}`;
}

/**
 * Sends one message to everybody who shows this notebook; outside a kernel it
 * does nothing.
 *
 * @param type The message's type.
 * @param content The message's content, as Jupyter's protocol has it.
 */
export async function broadcast(
  type: MessageType,
  content: Record<string, unknown>,
): Promise<void> {
  await jupyter?.broadcast(type, content);
}

/** An output that is replaced where it stands each time it is shown anew. */
export class LiveOutput {
  /** The name under which it is replaced. */
  readonly id: string = nextFigureId();
  #shown = false;

  /** Whether it is on the page. */
  get isShown(): boolean {
    return this.#shown;
  }

  /**
   * Puts it on the page, or other content in the place of what is there.
   *
   * @param data The content, by MIME type.
   */
  async show(data: MimeBundle): Promise<void> {
    const type = this.#shown ? "update_display_data" : "display_data";
    this.#shown = true;
    await broadcast(type, { data, metadata: {}, transient: { display_id: this.id } });
  }
}
