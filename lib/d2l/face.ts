/**
 * What `import * as d2l from "d2l"` gives in this project: all of `mod.ts`, and each function refuses
 * an argument that it does not have, as in `torch/face.ts`.
 *
 * @module
 */

import { allExact } from "../checks.ts";
import * as d2l from "./mod.ts";

export * from "./mod.ts";

// What stands here takes the place of what mod.ts gives under the same name.
export const {
  accuracy,
  evaluateAccuracy,
  evaluateLoss,
  figure,
  linreg,
  loadArray,
  plot,
  progress,
  sgd,
  squaredLoss,
  syntheticData,
  usePlotly,
} = allExact(d2l);
