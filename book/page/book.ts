/**
 * What the scripts of a page share. Each is a classic script of its own, so that it works from a
 * file too, and is loaded when it is first needed.
 *
 * @module
 */

import type { Help as FullHelp } from "../../kernel/help_data.ts";
import type { Notebook } from "../../tools/notebook.ts";
import type { Cells } from "./cells.ts";
import type { enlivenExplorable } from "../explorable/explorable.ts";
import type { openEditor } from "./editor.ts";

/** What the editor tells of a name of the library. */
export type Help = Pick<FullHelp, "kind" | "signatures" | "text">;

/** The scripts, and what each leaves here for the others. */
export interface Book {
  /** Of which build each script is. */
  builds: Record<string, string>;
  /** Loads a script of `assets/`, once. */
  load(name: string): Promise<void>;
  /** Tells the reader something, in the bar at the top. */
  say(text: string): void;
  /** How many presses of buttons are being answered. */
  acting: number;
  cells?: Cells;
  openEditor?: typeof openEditor;
  /** The worker's code. */
  worker?: string;
  /** What is known of each name: `torch.normal`, `nn.Linear`, `nn.Linear.weight`. */
  help?: Record<string, Help>;
  notebook?: Notebook;
  /** The code of the worker that trains for the explorable. */
  trainer?: string;
  enlivenExplorable?: typeof enlivenExplorable;
}

const scope = globalThis as unknown as { d2lBook: Book };

/** What the scripts of this page share. */
export const book: Book = scope.d2lBook ??= { builds: {}, load, say, acting: 0 };

const loading = new Map<string, Promise<void>>();

function load(name: string): Promise<void> {
  const { root, build } = document.documentElement.dataset;
  const known = loading.get(name);
  if (known) return known;
  const loaded = new Promise<void>((resolve, reject) => {
    const fail = (sentence: string) => {
      loading.delete(name);
      reject(new Error(sentence));
    };
    const script = document.createElement("script");
    script.src = `${root}assets/${name}?v=${build}`;
    script.onload = () =>
      book.builds[name] === build
        ? resolve()
        : fail(`assets/${name}和这一页不是同一次生成的：请刷新页面（Ctrl+Shift+R）`);
    script.onerror = () => fail(`assets/${name}没有载入：请检查网络，或者这个文件是否还在`);
    document.head.append(script);
  });
  loading.set(name, loaded);
  return loaded;
}

function say(text: string): void {
  document.querySelector(".said")!.textContent = text;
}
