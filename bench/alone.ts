// The two rows that only our engine has: how its time grows with the examples, and how its memory
// goes over a long training.
import { start } from "./competitors.ts";
import { bend, curve, growthSizes } from "./growth.ts";
import { measure } from "./measure.ts";
import { figure, type Row } from "./table.ts";
import type { Worker } from "./worker.ts";

/**
 * An epoch's time over 20 to 20,000 examples: within 20 % of a straight line. The plain loops
 * beside it show what is the memory's doing: 20,000 examples are 16 MB, and shuffled rows of them
 * come from further away than a cache.
 */
export async function growthRow(rounds: number): Promise<Row> {
  const workers = new Map<string, Worker>();
  for (const name of ["ours", "loops"]) {
    for (const size of growthSizes) {
      const worker = await start(name);
      await worker.prepare(`growth_${size}`);
      workers.set(`${name} ${size}`, worker);
    }
  }
  const timed = await measure(workers, rounds);
  for (const worker of workers.values()) await worker.close();

  const told = ["ours", "loops"].map((name) => {
    const mine = timed.filter((one) => one.name.startsWith(name));
    return { bend: bend(mine), text: `${name} ${curve(mine)} (${percent(bend(mine))})` };
  });
  return [
    `growth, ${growthSizes.map((n) => n.toLocaleString("en")).join(" / ")} (<= 20 %)`,
    `${told.map(({ text }) => text).join("  ")}  ${told[0].bend <= 0.2 ? "yes" : "NO"}`,
  ];
}

function percent(part: number): string {
  return `${Math.round(100 * part)} %`;
}

/** What one slab of lib/torch's memory more or less in use makes, in bytes. */
const slab = 2 ** 18;

/** Memory over 200,000 steps: the last tenth within 5 % of the second, or a slab. */
export async function memoryRow(): Promise<Row> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", "--v8-flags=--expose-gc", `${import.meta.dirname}/ours/memory.ts`],
    stderr: "inherit",
  }).output();
  const { second, last } = JSON.parse(new TextDecoder().decode(stdout));
  let flat = true;
  const kinds = (["heap", "external"] as const).map((kind) => {
    flat &&= last[kind] <= Math.max(1.05 * second[kind], second[kind] + slab);
    const megabytes = [second, last].map((tenth) => figure(tenth[kind] / 2 ** 20));
    return `${kind} ${megabytes.join(" -> ")} MB (${figure(last[kind] / second[kind])}x)`;
  });
  return [
    "memory, 200,000 steps, 2nd -> last tenth (<= 1.05)",
    `${kinds.join("  ")}  ${flat ? "yes" : "NO"}`,
  ];
}
