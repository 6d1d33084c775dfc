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
import type { Cell, Frame, MimeBundle, Output, Status } from "./protocol.ts";
import { Scope } from "./scope.ts";
import { findFrames } from "./stack.ts";
import { Stopper } from "./stop.ts";
import { CellSyntaxError } from "./syntax.ts";

/** The most characters that one cell may print; a loop that prints without end would fill the page. */
const MOST_TEXT = 1_000_000;

const display = Symbol.for("Jupyter.display");

/** What a session does with what its cells give. */
export interface Surroundings {
  /** What `import` finds, by name. */
  modules: Record<string, unknown>;
  /** Takes an output of a cell. */
  emit(cell: string, output: Output): void;
  /** Ends what a cell has begun, such as a figure, before the cell is declared finished. */
  finishCell(): Promise<void>;
}

/** A kernel, without its way to the page. */
export class Repl {
  readonly stopper = new Stopper();
  readonly #around: Surroundings;
  readonly #scope = new Scope();
  readonly #helpers: Helpers;
  #cell = "";
  #printed = 0;
  #text: { name: "stdout" | "stderr"; text: string } | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#helpers = {
      $$tick: this.stopper.tick,
      $$wait: this.stopper.wait,
      // A promise that fails, and not a call that throws.
      $$load: (name) => new Promise((resolve) => resolve(this.#take(name))),
      $$take: (name) => this.#take(name),
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
      await this.#around.finishCell();
      if (value !== undefined) {
        const data = await toBundle(value);
        this.emit({ output_type: "execute_result", execution_count: count, data, metadata: {} });
      }
      return "ok";
    } catch (error) {
      await this.#around.finishCell();
      this.emit(toFault(error, this.#frames(error)));
      return error instanceof Interrupted ? "interrupted" : "error";
    } finally {
      this.stopper.end();
      this.#flush();
    }
  }

  /** Gives an output to the cell that runs, or ran last. */
  emit(output: Output): void {
    this.#flush();
    this.#around.emit(this.#cell, output);
  }

  /** Tells of an error that ends no cell, such as one in a timer. */
  report(error: unknown): void {
    this.#print("stderr", toFault(error, this.#frames(error)).traceback.join("\n") + "\n");
  }

  async #evaluate(id: string, code: string): Promise<[unknown]> {
    const compiled = compile(code, id, (name) => this.#scope.isConstant(name));
    const close = this.#scope.open(compiled.names.made);
    try {
      return await compiled.run(this.#helpers);
    } finally {
      close();
    }
  }

  #take(name: string): unknown {
    const { modules } = this.#around;
    if (Object.hasOwn(modules, name)) return modules[name];
    throw new TypeError(`没有"${name}"可以导入：${OFFER}`);
  }

  #frames(error: unknown): Frame[] {
    if (error instanceof CellSyntaxError) {
      return [{ name: "", cell: this.#cell, line: error.line }];
    }
    return error instanceof Error && error.stack ? findFrames(error.stack) : [];
  }

  /** Gathers what is printed in one turn of the event loop: a page takes few messages well. */
  #print(name: "stdout" | "stderr", text: string): void {
    if (this.#printed > MOST_TEXT) return;
    this.#printed += text.length;
    if (this.#printed > MOST_TEXT) text += "……后面打印的太多，不再显示\n";
    if (this.#text?.name !== name) this.#flush();
    if (!this.#text) {
      this.#text = { name, text };
      setTimeout(() => this.#flush());
    } else this.#text.text += text;
    if (this.#text.text.length > 10_000) this.#flush();
  }

  #flush(): void {
    const text = this.#text;
    this.#text = undefined;
    if (text) this.#around.emit(this.#cell, { output_type: "stream", ...text });
  }
}

/** A cell's value by MIME type. */
async function toBundle(value: unknown): Promise<MimeBundle> {
  const show = (value as { [display]?: () => MimeBundle | Promise<MimeBundle> } | null)?.[display];
  if (typeof show === "function") return await show.call(value);
  return { "text/plain": await inspectValue(value) };
}
