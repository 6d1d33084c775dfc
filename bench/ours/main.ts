// The works on lib/torch and lib/d2l, written as a reader of the notebooks would.
import { type Jobs, serve } from "../serve.ts";
import { growthSizes } from "../works.ts";
import { linearEpoch, networkEpoch } from "./epoch.ts";
import {
  conciseJob,
  conciseSteps,
  growth,
  scratchJob,
  scratchSteps,
} from "./notes.ts";

const sizes: Jobs = {};
for (const size of growthSizes) {
  sizes[`growth_${size}`] = () => growth(size, growthSizes.at(-1)!);
}

await serve({
  scratch: scratchJob,
  concise: conciseJob,
  scratch_steps: scratchSteps,
  concise_steps: conciseSteps,
  linear: linearEpoch,
  network: networkEpoch,
  ...sizes,
});
