// The works on lib/torch and lib/d2l, written as a reader of the notebooks would.
import { growthJobs } from "../growth.ts";
import { serve } from "../serve.ts";
import { linearEpoch, networkEpoch } from "./epoch.ts";
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
