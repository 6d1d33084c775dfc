import { type Host, type MessageType, provideHost } from "../../lib/plotly/host.ts";

/** One message that the library sent. */
export interface Message {
  type: MessageType;
  content: {
    data?: Record<string, string>;
    transient?: { display_id: string };
    text?: string;
  };
}

/** A host that keeps what it is sent, and whose reader and cells the test plays. */
export class RecordingHost implements Host {
  readonly messages: Message[] = [];
  readonly errors: unknown[] = [];
  breaths = 0;
  plotly = 0;
  /** Presses ■. */
  interrupt: () => void = () => {};
  /** Ends the running cell. */
  finish: () => Promise<void> = () => Promise.resolve();

  /** Whether it tells of a cell's end. */
  constructor(readonly tellsCellEnd = true) {}

  send(type: MessageType, content: Record<string, unknown>): Promise<void> {
    this.messages.push({ type, content });
    return Promise.resolve();
  }

  onInterrupt(interrupt: () => void): void {
    this.interrupt = interrupt;
  }

  onCellEnd(finish: () => Promise<void>): boolean {
    this.finish = finish;
    return this.tellsCellEnd;
  }

  async breathe(): Promise<void> {
    this.breaths++;
    await new Promise((resolve) => setTimeout(resolve));
  }

  report(error: unknown): void {
    this.errors.push(error);
  }

  bringPlotly(): Promise<void> {
    this.plotly++;
    return Promise.resolve();
  }

  /** Runs `cell` as a notebook's cell on this host. */
  async run(cell: () => Promise<void>): Promise<void> {
    provideHost(this);
    try {
      await cell();
      await this.finish();
    } finally {
      provideHost(undefined);
    }
  }

  /** What all messages say in words, in order. */
  words(): (string | undefined)[] {
    return this.messages.map(({ content }) => content.data?.["text/plain"] ?? content.text);
  }
}
