/**
 * The names that cells make, as properties of the global object.
 *
 * @module
 */

import type { Kind } from "./names.ts";

/** What cells have made so far. */
export class Scope {
  readonly #constants = new Set<string>();

  /** Whether a cell has made a name as a constant. */
  isConstant(name: string): boolean {
    return this.#constants.has(name);
  }

  /**
   * Makes room for a cell's names. Until its declaration has run, a name of `const`, `let` or
   * `class` has the value that another cell gave it, or is not defined: so does Deno's kernel.
   *
   * @param made The names and how the cell makes them.
   * @returns Called when the cell has ended, it takes away what no declaration has filled.
   */
  open(made: Map<string, Kind>): () => void {
    const closings = [...made].map(([name, kind]) => {
      if (kind === "const") this.#constants.add(name);
      else this.#constants.delete(name);
      return kind === "const" || kind === "let" ? reserve(name, kind) : define(name);
    });
    return () => closings.forEach((close) => close());
  }
}

const shared = { configurable: true, enumerable: true };

/** A name that is there from the cell's first line on. */
function define(name: string): () => void {
  const { value } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
  Object.defineProperty(globalThis, name, { ...shared, writable: true, value });
  return () => {};
}

/** A name whose first assignment, in the place of the declaration, makes it. */
function reserve(name: string, kind: "const" | "let"): () => void {
  const old = Object.getOwnPropertyDescriptor(globalThis, name);
  let made = false;
  Object.defineProperty(globalThis, name, {
    ...shared,
    get() {
      if (old) return old.get ? old.get.call(globalThis) : old.value;
      throw new ReferenceError(`${name} is not defined`);
    },
    set(value) {
      made = true;
      Object.defineProperty(globalThis, name, { ...shared, writable: kind === "let", value });
    },
  });
  return () => {
    if (made) return;
    delete (globalThis as Record<string, unknown>)[name];
    if (old) Object.defineProperty(globalThis, name, old);
  };
}
