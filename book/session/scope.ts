/**
 * The names that cells make, as properties of the global object.
 *
 * @module
 */

import type { Kind } from "./names.ts";

/** Whether a name is a constant that a cell has made. */
export function isConstant(name: string): boolean {
  return Object.getOwnPropertyDescriptor(globalThis, name)?.writable === false;
}

/**
 * Makes room for a cell's names.
 *
 * @param made The names and how the cell makes them.
 * @returns To be called when the cell has ended: takes away what no declaration has filled.
 */
export function openScope(made: Map<string, Kind>): () => void {
  const closings = [...made].map(([name, kind]) =>
    kind === "const" || kind === "let" ? reserve(name, kind === "let") : define(name)
  );
  return () => closings.forEach((close) => close?.());
}

const shared = { configurable: true, enumerable: true };

/** Makes a name that is there from the cell's first line on. */
function define(name: string): undefined {
  const value = Object.getOwnPropertyDescriptor(globalThis, name)?.value;
  Object.defineProperty(globalThis, name, { ...shared, writable: true, value });
}

/**
 * Makes a name that its first assignment fills, in the place of its declaration. Until then it has
 * the value that another cell gave it, or is not defined: so it is in Deno's kernel.
 */
function reserve(name: string, writable: boolean): () => void {
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
      Object.defineProperty(globalThis, name, { ...shared, writable, value });
    },
  });
  return () => {
    if (made) return;
    delete (globalThis as Record<string, unknown>)[name];
    if (old) Object.defineProperty(globalThis, name, old);
  };
}
