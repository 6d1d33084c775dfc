import type { Job } from "../serve.ts";
import { settings } from "../works.ts";
import { batches, type Data, dot, meanSquares, norm, syntheticData } from "./data.ts";
import { type Linear, step } from "./linear.ts";
import { Random } from "./random.ts";

const { features, train, test, batchSize, epochs, lr, decay } = settings.notes;

/** From scratch the loss is half a square; the gradient's sum is divided by the batch. */
const scratch = { gradient: 1, loss: 0.5, initial: scratchModel };
/** The concise version's loss is a whole square, its mean taken. */
const concise = { gradient: 2, loss: 1, initial: conciseModel };
type Version = typeof scratch;

function scratchModel(random: Random): Linear {
  return { w: random.normal(features), b: 0 };
}

function conciseModel(random: Random): Linear {
  // nn.Linear draws its own weights first; the notes draw over them.
  random.uniform(features + 1);
  return { w: random.normal(features), b: random.normal(1)[0] };
}

function wholeJob({ gradient, loss, initial }: Version): Job {
  let figures = {};
  return {
    run() {
      const random = new Random(settings.dataSeed);
      const trainData = syntheticData(random, train, features, 0.01);
      const testData = syntheticData(random, test, features, 0.01);
      const model = initial(random);
      for (let epoch = 0; epoch < epochs; epoch++) {
        for (const batch of batches(random, trainData, batchSize, true)) {
          step(model, batch, lr, gradient / batch.y.length, decay);
        }
        if ((epoch + 1) % 5 === 0) {
          figures = {
            train: evaluate(random, model, trainData, true, loss),
            test: evaluate(random, model, testData, false, loss),
          };
        }
      }
      figures = { ...figures, norm: norm(model.w) };
    },
    figures: () => figures,
  };
}

/** The mean loss, batch by batch, as the notes' `evaluate_loss` takes it. */
function evaluate(
  random: Random,
  { w, b }: Linear,
  data: Data,
  shuffle: boolean,
  scale: number,
): number {
  let sum = 0;
  for (const { X, y } of batches(random, data, batchSize, shuffle)) {
    for (let i = 0; i < y.length; i++) {
      sum += scale * (dot(X, i * features, w, 0, features) + b - y[i]) ** 2;
    }
  }
  return sum / data.y.length;
}

function steps({ gradient, initial }: Version, examples = train, passes = epochs): Job {
  const random = new Random(settings.dataSeed);
  const data = syntheticData(random, examples, features, 0.01);
  let model: Linear;
  return {
    run() {
      const random = new Random(settings.trainSeed);
      model = initial(random);
      for (let pass = 0; pass < passes; pass++) {
        for (const batch of batches(random, data, batchSize, true)) {
          step(model, batch, lr, gradient / batch.y.length, decay);
        }
      }
    },
    figures: () => ({
      loss: meanSquares(data, model.w, model.b),
      norm: norm(model.w),
    }),
  };
}

/** The notes' two data sets, 400 steps and 20 evaluations of both, from scratch. */
export const scratchJob = () => wholeJob(scratch);
/** The same, as the concise version defines the loss and draws the model. */
export const conciseJob = () => wholeJob(concise);
/** The 400 steps alone, from scratch. */
export const scratchSteps = () => steps(scratch);
/** The 400 steps alone, concise. */
export const conciseSteps = () => steps(concise);
/** `walked` examples in all, over a data set of `examples`, concise. */
export const growth = (examples: number, walked: number) =>
  steps(concise, examples, walked / examples);
