/**
 * What a cell needs: which cells must have run before it.
 *
 * The rule. A cell needs the last cell above it that makes or changes a name which it uses, what
 * that cell needs, and so on. A name that a cell uses may be made anew before the function that
 * uses it is called: of such a name the last maker above the asking cell counts too. Changes are
 * seen where a cell assigns a name or a part of its value, or calls a method on it that changes
 * things (`push()`, `add_()`, `step()`).
 *
 * Random numbers come out of one stream. Where a cell seeds it on its top level, each draw below
 * depends on all draws before it, whatever the names: a cell there needs all above it, unless it
 * seeds the stream itself. In a notebook whose functions seed before they draw, nothing is shared.
 *
 * What stands aside, as the answer to an exercise, is needed by nobody.
 *
 * @module
 */

import { read } from "./compile.ts";
import { findNames, type Names } from "./names.ts";
import type { Cell } from "./protocol.ts";

/**
 * Which cells must have run before one.
 *
 * @param cells All cells of a page, in its order.
 * @param index The cell that is to run.
 * @returns The others' indices, in the page's order.
 */
export function needs(cells: readonly Cell[], index: number): number[] {
  const names = cells.slice(0, index + 1).map(({ code }) => tryNames(code));
  const above = names.map((_, i) => i).slice(0, index).filter((i) => !cells[i].aside);
  if (!names[index]?.seeds && above.some((i) => names[i]?.seeds)) return above;

  const needed = new Set<number>();
  const ask = (asking: number) => {
    for (const name of [...names[asking]?.used ?? [], ...names[asking]?.changed ?? []]) {
      const makers = above.filter((i) => names[i]?.made.has(name) || names[i]?.changed.has(name));
      for (const maker of [makers.findLast((i) => i < asking), makers.at(-1)]) {
        if (maker === undefined || maker === asking || needed.has(maker)) continue;
        needed.add(maker);
        ask(maker);
      }
    }
  };
  ask(index);
  return [...needed].sort((a, b) => a - b);
}

/** A cell that cannot be read makes nothing. */
function tryNames(code: string): Names | undefined {
  try {
    return findNames(read(code).program);
  } catch {
    return undefined;
  }
}
