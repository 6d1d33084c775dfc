import { names, start } from "./competitors.ts";
import { difference, measure, type Timed } from "./measure.ts";
import type { Worker } from "./worker.ts";
import type { Work } from "./works.ts";

/** The competitors that could be had, by name. */
export type Field = Map<string, Worker>;
/** What kept a competitor from a row, one sentence each, told under the table. */
export type Remarks = Set<string>;

/** Starts every competitor; one that cannot be had is remarked on and left out. */
export async function startAll(remarks: Remarks): Promise<Field> {
  const started = names.map(async (name): Promise<[string, Worker][]> => {
    try {
      const worker = await start(name);
      await worker.ready();
      return [[name, worker]];
    } catch (error) {
      remarks.add(`${name}: ${(error as Error).message}`);
      return [];
    }
  });
  return new Map((await Promise.all(started)).flat());
}

/**
 * One work by all: each does it once and must come to what the plain loops come to; those that do
 * are timed, round after round.
 */
export async function compare(
  { name: work, title }: Work,
  field: Field,
  rounds: number,
  remarks: Remarks,
): Promise<Timed[]> {
  const agreed: Field = new Map();
  const wanted = await field.get("loops")!.prepare(work);
  for (const [name, worker] of field) {
    try {
      const figures = name === "loops" ? wanted : await worker.prepare(work);
      const problem = difference(figures, wanted);
      if (problem !== undefined) throw new Error(problem);
      agreed.set(name, worker);
    } catch (error) {
      remarks.add(`${name}, ${title}: ${(error as Error).message}`);
    }
  }
  return await measure(agreed, rounds);
}
