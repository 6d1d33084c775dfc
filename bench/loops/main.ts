// The practical limit: the same works in plain loops over Float32Array, with the gradients derived
// by hand. Batches are shuffled and gathered all the same.
import { growthJobs } from "../growth.ts";
import { serve } from "../serve.ts";
import { linearEpoch } from "./linear.ts";
import { networkEpoch } from "./network.ts";
import { conciseJob, conciseSteps, growth, scratchJob, scratchSteps } from "./notes.ts";

await serve({
  scratch: scratchJob,
  concise: conciseJob,
  scratch_steps: scratchSteps,
  concise_steps: conciseSteps,
  linear: linearEpoch,
  network: networkEpoch,
  ...growthJobs(growth),
});
