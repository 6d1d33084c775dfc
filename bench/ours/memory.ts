// Trains 200,000 steps and tells what memory was held over the second tenth of the way and over the
// last: on the V8 heap, and outside it, where Float32Arrays keep their numbers.
//
// Each sample follows a collection (--v8-flags=--expose-gc), since V8 may decide at any moment to
// let more garbage lie: without it the means differ by 15 % in a run that holds on to nothing. The
// second call waits for what the first one frees in the background.
import { manySteps } from "./notes.ts";

declare const gc: () => void;

const tenths = 10;
const samples = 20; // to a tenth
const job = manySteps(200_000 / tenths / samples);

const means: { heap: number; external: number }[] = [];
for (let tenth = 0; tenth < tenths; tenth++) {
  let heap = 0, external = 0;
  for (let sample = 0; sample < samples; sample++) {
    job.run();
    gc();
    gc();
    const memory = Deno.memoryUsage();
    heap += memory.heapUsed / samples;
    external += memory.external / samples;
  }
  means.push({ heap, external });
}
console.log(JSON.stringify({ second: means[1], last: means[tenths - 1] }));
