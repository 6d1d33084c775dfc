/**
 * What a cell needs: which cells must have run before it.
 *
 * The rule. A cell needs the last cell above it that makes or changes a name which it uses, what
 * that cell needs, and so on. A name that a cell uses may be made anew before the function that
 * uses it is called: of such a name the last maker above the asking cell counts too. Changes are
 * seen where a cell assigns a name or a part of its value, or calls a method on it that changes
 * things (`push()`, `add_()`, `step()`).
 *
 * Random numbers come out of one stream. A cell that draws from it, and does not seed it, needs all
 * cells above: their draws decide what it gets. Whether it draws or seeds is read off the words of
 * its top level and of the functions that it uses. Where nobody above seeds, no numbers are given.
 *
 * What stands aside, as the answer to an exercise, is needed by nobody.
 *
 * @module
 */

import { read } from "./compile.ts";
import { findNames, type Names } from "./names.ts";
import type { Cell } from "./protocol.ts";

/** What draws random numbers: functions and methods of torch and d2l, and layers as they begin. */
const DRAWS = /^(rand\w*|normal_?|syntheticData|loadArray|DataLoader|Linear|Dropout|Conv\w*)$/;
/** What makes something that draws later, each time it is gone through. */
const LATER = ["loadArray", "DataLoader"];
const SEEDS = "manualSeed";

/**
 * Which cells must have run before one.
 *
 * @param cells All cells of a page, in its order.
 * @param index The cell that is to run.
 * @returns The others' indices, in the page's order.
 */
export function needs(cells: readonly Cell[], index: number): number[] {
  const names = cells.slice(0, index + 1).map(({ code }) => tryNames(code));
  const above = [...names.keys()].slice(0, index).filter((i) => !cells[i].aside);
  const needed = new Set<number>();
  const asked = new Set<number>();
  const ask = (asking: number) => {
    const earlier = above.filter((i) => i < asking);
    if (drawsOn(names, asking, earlier)) earlier.forEach((i) => needed.add(i));
    for (const name of [...names[asking]?.used ?? [], ...names[asking]?.changed ?? []]) {
      const makes = (i: number) => names[i]?.made.has(name) || names[i]?.changed.has(name);
      for (const maker of [earlier.findLast(makes), above.findLast(makes)]) {
        if (maker === undefined || maker === asking || asked.has(maker)) continue;
        needed.add(maker);
        asked.add(maker);
        ask(maker);
      }
    }
  };
  ask(index);
  return [...needed].sort((a, b) => a - b);
}

/** Whether a cell draws on a stream that it does not seed, but one before it. */
function drawsOn(names: (Names | undefined)[], cell: number, earlier: number[]): boolean {
  const words = allWords(names.slice(0, cell + 1));
  return !words.has(SEEDS) && [...words].some((word) => DRAWS.test(word)) &&
    earlier.some((i) => [...names[i]?.words.values() ?? []].some((unit) => unit.has(SEEDS)));
}

/** All words of what runs with the last cell: its own, and those of functions that it uses. */
function allWords(names: (Names | undefined)[]): Set<string> {
  const words = new Set<string>();
  const add = (unit: Set<string> | undefined) => {
    for (const word of unit ?? []) {
      if (words.has(word)) continue;
      words.add(word);
      const maker = names.findLast((one) => one?.made.has(word));
      add(maker?.words.get(word));
      LATER.filter((later) => maker?.words.get("")?.has(later)).forEach((later) =>
        words.add(later)
      );
    }
  };
  add(names.at(-1)?.words.get(""));
  return words;
}

/** A cell that cannot be read makes nothing. */
function tryNames(code: string): Names | undefined {
  try {
    return findNames(read(code).program);
  } catch {
    return undefined;
  }
}
