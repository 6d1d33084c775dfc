import { PageHost } from "../../../book/session/host.ts";
import { modules } from "../../../book/session/modules.ts";
import type { Output, Status } from "../../../book/session/protocol.ts";
import { Repl } from "../../../book/session/repl.ts";
import { provideHost } from "../../../lib/plotly/host.ts";

import { joinStreams, put } from "./_outputs.ts";

/** What a cell gave. */
export interface Given {
  status: Status;
  outputs: Output[];
}

/** A session as the worker has it, without a worker. */
export class Session implements Disposable {
  readonly #console = { ...console };
  readonly #host: PageHost;
  readonly repl: Repl;
  /** How often a cell asked for Plotly. */
  plotly = 0;
  #outputs: Output[] = [];
  #count = 0;

  constructor() {
    this.repl = new Repl(modules, (_, output) => put(output, this.#outputs));
    this.#host = new PageHost(this.repl, () => this.plotly++);
    provideHost(this.#host);
  }

  [Symbol.dispose](): void {
    provideHost(undefined);
    this.#host.close();
    Object.assign(console, this.#console);
  }

  /**
   * Runs a cell.
   *
   * @param wait Milliseconds in which more may come after its end.
   */
  async run(code: string, wait = 0): Promise<Given> {
    const count = ++this.#count;
    this.#outputs = [];
    const status = await this.repl.run({ id: `cell-${count}`, code }, count);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    return { status, outputs: joinStreams(this.#outputs) };
  }

  /** What a cell prints and shows, in words. */
  async words(code: string): Promise<string> {
    const { outputs } = await this.run(code);
    return outputs.map((output) => {
      if (output.output_type === "stream") return output.text;
      return output.output_type === "error"
        ? output.traceback.join("\n")
        : output.data["text/plain"];
    }).join("");
  }
}
