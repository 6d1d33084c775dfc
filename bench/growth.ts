import type { Job, Jobs } from "./serve.ts";
import { median, type Timed } from "./measure.ts";
import { figure } from "./table.ts";

/** Data sets of the `growth` row; each job walks as many examples as the last has. */
export const growthSizes = [20, 200, 2_000, 20_000];

/** A job for each size, so that the jobs' times are times an example. */
export function growthJobs(make: (examples: number, walked: number) => Job): Jobs {
  const walked = growthSizes.at(-1)!;
  return Object.fromEntries(
    growthSizes.map((size) => [`growth_${size}`, () => make(size, walked)]),
  );
}

/**
 * How far the times are from growing in a straight line: the largest distance from the line through
 * the middle of them, as a part of it.
 */
export function bend(timed: Timed[]): number {
  const times = timed.map(({ rounds }) => median(rounds));
  const most = Math.max(...times), least = Math.min(...times);
  return (most - least) / (most + least);
}

/** The times an example, relative to those of the second size. */
export function curve(timed: Timed[]): string {
  const times = timed.map(({ rounds }) => median(rounds));
  return times.map((time) => figure(time / times[1])).join(", ");
}
