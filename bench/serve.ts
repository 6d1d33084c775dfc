import { lines } from "./lines.ts";

/** What a work came to, by name: losses and norms, compared before timing. */
export type Figures = Record<string, number>;

/** A work made ready: `run` is timed, `figures` tells what the last run came to. */
export interface Job {
  run(): void | Promise<void>;
  figures(): Figures | Promise<Figures>;
}

/** A competitor: for each work's name, how it gets ready for it. */
export type Jobs = Record<string, () => Job | Promise<Job>>;

/**
 * The child's side of a worker: answers one JSON line for each line asked.
 *
 * - `{}` asks whether it is there: `{}`
 * - `{"prepare": name}` makes the work ready, runs it once: `{"figures": ...}`
 * - `{"time": ms}` runs it again and again for that long: `{"ms": per run}`
 *
 * `pytorch.py` answers in the same way.
 */
export async function serve(jobs: Jobs): Promise<void> {
  const answer = console.log;
  console.log = console.error; // what a library prints must not be an answer
  let job: Job | undefined;
  for await (const line of lines(Deno.stdin.readable)) {
    const asked = JSON.parse(line);
    try {
      if (asked.prepare !== undefined) {
        job = await jobs[asked.prepare]();
        await job.run();
        answer(JSON.stringify({ figures: await job.figures() }));
      } else if (asked.time !== undefined) {
        answer(JSON.stringify({ ms: await time(job!, asked.time) }));
      } else {
        answer("{}");
      }
    } catch (error) {
      answer(JSON.stringify({ error: String(error) }));
    }
  }
  Deno.exit(); // a library's idle threads must not keep the process alive
}

async function time(job: Job, atLeast: number): Promise<number> {
  const start = performance.now();
  let runs = 0;
  let elapsed = 0;
  do {
    await job.run();
    runs++;
    elapsed = performance.now() - start;
  } while (elapsed < atLeast);
  return elapsed / runs;
}
