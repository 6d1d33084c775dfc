import { names, peers } from "./competitors.ts";
import { median, ratio, type Timed } from "./measure.ts";
import { figure, type Row } from "./table.ts";
import type { Work } from "./works.ts";

const rivals = names.filter((name) => name !== "ours");
const clocked = ["ours", "loops", "PyTorch"];

/** The columns of a row: ratios first, some of the milliseconds behind them last. */
export const header: Row = ["work", ...rivals, "goals met", ...clocked.map((name) => `${name} ms`)];

/**
 * A work's row. A competitor's cell is its time divided by ours; the plain loops, being the limit,
 * have our time divided by theirs. A goal stands in brackets; a competitor that is not here leaves
 * its goal open.
 */
export function row({ title, goal }: Work, timed: Timed[]): Row {
  const met: Verdict[] = [];
  const ours = timed.find(({ name }) => name === "ours");

  function cell(name: string): string {
    const theirs = timed.find((one) => one.name === name);
    if (!ours || !theirs) {
      if (wish(name)) met.push("open");
      return "-";
    }
    const limit = name === "loops";
    const value = limit ? ratio(ours, theirs) : ratio(theirs, ours);
    const wanted = wish(name);
    if (wanted === undefined) return `${figure(value)}x`;
    met.push((limit ? value <= wanted : value >= wanted) ? "yes" : "NO");
    const told = peers.includes(name) ? "" : ` (${limit ? "<=" : ">="} ${wanted})`;
    return `${figure(value)}x${told}`;
  }

  function wish(name: string): number | undefined {
    if (name === "loops") return goal.loops;
    if (name === "PyTorch") return goal.pytorch;
    return goal.peers && peers.includes(name) ? 1 : undefined;
  }

  const ratios = rivals.map(cell);
  const times = clocked.map((name) => {
    const rounds = timed.find((one) => one.name === name)?.rounds;
    return rounds ? figure(median(rounds)) : "-";
  });
  return [title, ...ratios, verdict(met), ...times];
}

/** Whether a goal was reached; "open" if what it is measured by is not here. */
export type Verdict = "yes" | "NO" | "open";

function verdict(met: Verdict[]): Verdict {
  if (met.includes("NO")) return "NO";
  return met.includes("open") ? "open" : "yes";
}
