/**
 * The reader's changes to the code of a page, kept by the browser.
 *
 * @module
 */

const prefix = `d2l ${location.pathname}#`;

/** Where the browser keeps things, or nothing if it refuses to. */
function storage(): Storage | undefined {
  let kept: Storage | undefined;
  try {
    kept = localStorage;
  } catch {
    // Changes then last as long as the page.
  }
  return kept;
}

/** The changed cells of this page. Each has an entry of its own, so that two tabs can change two. */
export const edits = {
  /** Whether there are any. */
  any(): boolean {
    return Object.keys(storage() ?? {}).some((key) => key.startsWith(prefix));
  },
  /** The code the reader gave a cell, or null. */
  read(id: string): string | null {
    return storage()?.getItem(prefix + id) ?? null;
  },
  /** Keeps a cell's code; null forgets it. @returns Whether the browser did so. */
  write(id: string, code: string | null): boolean {
    try {
      if (code === null) storage()?.removeItem(prefix + id);
      else storage()!.setItem(prefix + id, code);
      return true;
    } catch {
      return code === null;
    }
  },
  /** Calls back with the id of a cell that was changed in another tab. */
  onOther(changed: (id: string) => void): void {
    addEventListener("storage", ({ key }) => {
      if (key?.startsWith(prefix)) changed(key.slice(prefix.length));
    });
  },
};
