// The two rows that only our engine has: how its time grows with the examples,
// and how its memory goes over a long training.
import { start } from "./competitors.ts";
import { measure, median } from "./measure.ts";
import { figure, type Row } from "./table.ts";
import type { Worker } from "./worker.ts";
import { growthSizes } from "./works.ts";

/** Time an example over data sets of different sizes: within 20 % of each other. */
export async function growthRow(rounds: number): Promise<Row> {
  const workers = new Map<string, Worker>();
  for (const size of growthSizes) {
    const worker = await start("ours");
    await worker.prepare(`growth_${size}`);
    workers.set(size.toLocaleString("en"), worker);
  }
  const timed = await measure(workers, rounds);
  for (const worker of workers.values()) await worker.close();

  const times = timed.map(({ rounds }) => median(rounds));
  const spread = Math.max(...times) / Math.min(...times);
  const relative = timed.map(({ name }, i) =>
    `${name}: ${figure(times[i] / median(times))}`
  );
  return [
    "growth, time an example (largest / smallest <= 1.2)",
    `${relative.join("  ")}  (${figure(spread)})  ${
      spread <= 1.2 ? "yes" : "NO"
    }`,
  ];
}

/** What one slab of lib/torch's memory more or less in use makes, in bytes. */
const slab = 2 ** 18;

/** Memory over 200,000 steps: the last tenth within 5 % of the second, or a slab. */
export async function memoryRow(): Promise<Row> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-all",
      "--v8-flags=--expose-gc",
      `${import.meta.dirname}/ours/memory.ts`,
    ],
    stderr: "inherit",
  }).output();
  const { second, last } = JSON.parse(new TextDecoder().decode(stdout));
  let flat = true;
  const kinds = (["heap", "external"] as const).map((kind) => {
    flat &&= last[kind] <= Math.max(1.05 * second[kind], second[kind] + slab);
    const megabytes = [second, last].map((tenth) =>
      figure(tenth[kind] / 2 ** 20)
    );
    return `${kind} ${megabytes.join(" -> ")} MB (${
      figure(last[kind] / second[kind])
    }x)`;
  });
  return [
    "memory, 200,000 steps, 2nd -> last tenth (<= 1.05)",
    `${kinds.join("  ")}  ${flat ? "yes" : "NO"}`,
  ];
}
