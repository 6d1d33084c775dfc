import type { Job } from "../serve.ts";
import { settings } from "../works.ts";
import { addRow, batches, type Data, dot, meanSquares, norm, syntheticData } from "./data.ts";
import { Random } from "./random.ts";

/** A linear model: one weight a feature, one bias. */
export interface Linear {
  w: Float32Array;
  b: number;
}

/** `nn.Linear(features, 1)` as PyTorch draws it. */
function linear(random: Random, features: number): Linear {
  const bound = 1 / Math.sqrt(features);
  const w = random.uniform(features, -bound, bound);
  return { w, b: random.uniform(1, -bound, bound)[0] };
}

/**
 * One step down the gradient of `scale * sum (X w + b - y)^2 / 2`, decaying `w` but not `b`: half
 * squares and their mean or mean squares, by `scale`.
 */
export function step(
  model: Linear,
  { X, y, features }: Data,
  lr: number,
  scale: number,
  decay: number,
): void {
  const { w } = model;
  const slope = new Float32Array(features);
  let biasSlope = 0;
  for (let i = 0; i < y.length; i++) {
    const error = dot(X, i * features, w, 0, features) + model.b - y[i];
    addRow(slope, 0, error, X, i * features, features);
    biasSlope += error;
  }
  for (let k = 0; k < features; k++) {
    w[k] -= lr * (scale * slope[k] + decay * w[k]);
  }
  model.b -= lr * scale * biasSlope;
}

/** One epoch of linear regression on many examples. */
export function linearEpoch(): Job {
  const { features, examples, batchSize, lr } = settings.linear;
  const data = syntheticData(new Random(settings.dataSeed), examples, features, 0.01);
  let model: Linear;
  return {
    run() {
      const random = new Random(settings.trainSeed);
      model = linear(random, features);
      for (const batch of batches(random, data, batchSize, true)) {
        step(model, batch, lr, 2 / batch.y.length, 0);
      }
    },
    figures: () => ({
      loss: meanSquares(data, model.w, model.b),
      norm: norm(model.w),
    }),
  };
}
