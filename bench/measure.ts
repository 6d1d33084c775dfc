import type { Figures } from "./serve.ts";
import type { Worker } from "./worker.ts";

/** A competitor that did the work, and its milliseconds a run in each round. */
export interface Timed {
  name: string;
  rounds: number[];
}

/**
 * Lets each competitor warm up, then goes round them `rounds` times, so that whatever else the
 * machine is doing slows all of them alike.
 */
export async function measure(competitors: Map<string, Worker>, rounds: number): Promise<Timed[]> {
  for (const worker of competitors.values()) await worker.time(500);
  const timed = [...competitors.keys()].map((name): Timed => ({
    name,
    rounds: [],
  }));
  for (let round = 0; round < rounds; round++) {
    for (const { name, rounds } of timed) {
      rounds.push(await competitors.get(name)!.time(100));
    }
  }
  return timed;
}

/** The middle value; of an even number of values, the mean of the middle two. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** `a`'s time divided by `b`'s: the median over the rounds they ran side by side. */
export function ratio(a: Timed, b: Timed): number {
  return median(a.rounds.map((time, round) => time / b.rounds[round]));
}

/**
 * Says where `got` is further than `tolerance` from `wanted`, or nothing. All draw the same random
 * numbers, so only the order of float32 sums differs.
 */
export function difference(got: Figures, wanted: Figures, tolerance = 1e-3): string | undefined {
  for (const [name, value] of Object.entries(wanted)) {
    if (!(Math.abs(got[name] - value) <= tolerance * Math.abs(value))) {
      return `${name} is ${got[name]}, not ${value}`;
    }
  }
}
