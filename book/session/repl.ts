/**
 * Runs cells as Deno's kernel does: one after the other, in one global scope.
 *
 * @module
 */

import { Interrupted } from "../../lib/plotly/mod.ts";
import { compile, type Helpers } from "./compile.ts";
import { makeConsole } from "./console.ts";
import { OFFER, toFault } from "./fault.ts";
import { inspectValue } from "./inspect.ts";
import type { Cell, MimeBundle, Output, Status, Stream } from "./protocol.ts";
import { openScope } from "./scope.ts";
import { Stopper } from "./stop.ts";

/** The most characters that one cell may print: a loop that prints without end would fill the page. */
const MOST_TEXT = 1_000_000;
/** Messages with text in a tenth of a second; what is more is gathered. */
const MOST_MESSAGES = 20;

const display = Symbol.for("Jupyter.display");

/** A kernel, without its way to the page. */
export class Repl {
  readonly stopper = new Stopper();
  /** What ends that a cell has begun, such as a figure, before the cell is declared finished. */
  readonly finishers: (() => Promise<void>)[] = [];
  readonly #modules: Record<string, unknown>;
  readonly #take: (cell: string, output: Output) => void;
  readonly #helpers: Helpers;
  #cell = "";
  #text?: Stream;
  #printed = 0;
  #messages = 0;
  #since = 0;

  /**
   * @param modules What `import` finds, by name.
   * @param take Takes each output of a cell; the one that ran last has what comes after its end.
   */
  constructor(
    modules: Record<string, unknown>,
    take: (cell: string, output: Output) => void,
  ) {
    this.#modules = modules;
    this.#take = take;
    this.#helpers = {
      $$tick: this.stopper.tick,
      $$wait: this.stopper.wait,
      $$take: (name) => this.#find(name),
      // A promise that fails, and not a call that throws.
      $$load: (name) => new Promise((resolve) => resolve(this.#find(name))),
      $$fixed() {
        throw new TypeError("Assignment to constant variable.");
      },
      $$hoist(functions) {
        for (const [name, value] of Object.entries(functions)) {
          Object.defineProperty(value, "name", { value: name, configurable: true });
          Object.assign(globalThis, { [name]: value });
        }
      },
    };
    Object.assign(console, makeConsole((name, text) => this.#print(name, text)));
  }

  /**
   * Runs a cell.
   *
   * @param cell The cell.
   * @param count How many cells have run, with this one.
   * @param watch An address that is there until the reader presses ■.
   * @returns How it ended; all its outputs have been given.
   */
  async run({ id, code }: Cell, count: number, watch = ""): Promise<Status> {
    this.#cell = id;
    this.#printed = 0;
    this.stopper.begin(watch);
    try {
      const [value] = await this.#evaluate(id, code);
      await this.#finish();
      if (value !== undefined) {
        const data = await toBundle(value);
        this.emit({ output_type: "execute_result", execution_count: count, data, metadata: {} });
      }
      return "ok";
    } catch (error) {
      await this.#finish();
      this.emit(toFault(error, id));
      return error instanceof Interrupted ? "interrupted" : "error";
    } finally {
      this.stopper.end();
      this.#flush();
    }
  }

  /** Gives an output to the cell that runs, or ran last. */
  emit(output: Output): void {
    this.#flush();
    this.#take(this.#cell, output);
  }

  /** Tells of an error that ends no cell, such as one in a timer. */
  report(error: unknown): void {
    this.#print("stderr", toFault(error, this.#cell).traceback.join("\n") + "\n");
  }

  async #evaluate(id: string, code: string): Promise<[unknown]> {
    const { names, run } = compile(code, id);
    const close = openScope(names.made);
    try {
      return await run(this.#helpers);
    } finally {
      close();
    }
  }

  async #finish(): Promise<void> {
    for (const finish of this.finishers) await finish();
  }

  #find(name: string): unknown {
    if (Object.hasOwn(this.#modules, name)) return this.#modules[name];
    throw new TypeError(`没有"${name}"可以导入：${OFFER}`);
  }

  #print(name: "stdout" | "stderr", text: string): void {
    if (this.#printed > MOST_TEXT) return;
    this.#printed += text.length;
    if (this.#printed > MOST_TEXT) text += "……后面打印的太多，不再显示\n";
    if (this.#text?.name !== name) this.#flush();
    if (!this.#text) setTimeout(() => this.#flush());
    this.#text = { output_type: "stream", name, text: (this.#text?.text ?? "") + text };
    const now = performance.now();
    if (now - this.#since > 100) [this.#since, this.#messages] = [now, 0];
    if (this.#messages++ < MOST_MESSAGES || this.#text.text.length > 10_000) this.#flush();
  }

  #flush(): void {
    const text = this.#text;
    this.#text = undefined;
    if (text) this.#take(this.#cell, text);
  }
}

/** A cell's value by MIME type. */
async function toBundle(value: unknown): Promise<MimeBundle> {
  const show = (value as { [display]?: () => MimeBundle | Promise<MimeBundle> } | null)?.[display];
  if (typeof show === "function") return await show.call(value);
  return { "text/plain": await inspectValue(value) };
}
