import { findPython } from "./python.ts";
import { Worker } from "./worker.ts";
import { settings } from "./works.ts";

/** Everyone who does the works, ourselves first; how each is started. */
const starters: Record<string, () => Worker | Promise<Worker>> = {
  ours: () => deno("ours/main.ts"),
  loops: () => deno("loops/main.ts"),
  PyTorch: async () =>
    new Worker(await findPython(), [here("pytorch.py")], {
      D2L_BENCH_SETTINGS: JSON.stringify(settings),
      OMP_NUM_THREADS: "1",
    }),
  "tfjs cpu": () => deno("peers/tfjs.ts", "cpu"),
  "tfjs wasm": () => deno("peers/tfjs.ts", "wasm"),
  "jax-js": () => deno("peers/jax.ts"),
};

/** The competitors' names, in the table's order. */
export const names = Object.keys(starters);
/** Those of them that are other libraries in JavaScript. */
export const peers = ["tfjs cpu", "tfjs wasm", "jax-js"];

/** Starts a competitor; a name may be started more than once. */
export async function start(name: string): Promise<Worker> {
  return await starters[name]();
}

/**
 * Each program finds the deno.json nearest to it: the peers' own one pins them, and keeps their
 * packages out of the setup of those who never run the bench.
 */
function deno(program: string, ...args: string[]): Worker {
  const flags = ["run", "--allow-all", "--check"];
  return new Worker(Deno.execPath(), [...flags, here(program), ...args]);
}

function here(path: string): string {
  return `${import.meta.dirname}/${path}`;
}
