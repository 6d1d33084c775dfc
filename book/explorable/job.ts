/**
 * The notes' experiment, for a reader who drags its numbers: linear regression with an L2 penalty,
 * trained from scratch by the library's own functions, as the first notebook trains it.
 *
 * @module
 */

import { evaluateLoss, linreg, loadArray, sgd, squaredLoss, syntheticData } from "d2l";
import * as torch from "torch";

/** What a reader can drag. */
export interface Settings {
  /** λ. */
  lambda: number;
  /** The learning rate η. */
  eta: number;
  /** How many samples it is trained on. */
  samples: number;
  /** The weights' standard deviation at the start. */
  scale: number;
}

/** The notes' own numbers. */
export const notes: Settings = { lambda: 3, eta: 0.003, samples: 20, scale: 1 };

/** What a training shows. */
export interface Result {
  settings: Settings;
  /** The losses on both data sets after every {@linkcode EVERY} steps. */
  train: number[];
  test: number[];
  /** The length of w at the start and after every {@linkcode EVERY} steps. */
  norms: number[];
  weights: number[];
}

/** Steps of a training, however many samples it has: the decay goes by steps. */
export const STEPS = 400;
/** Steps between two points of the curves: five epochs of the notes. */
export const EVERY = 20;
const [FEATURES, TEST, BATCH] = [200, 100, 5];

/**
 * Trains once. With the notes' settings every random number is the one that the notebook has when
 * it trains with λ = 3: what its cells draw before that is drawn here too.
 */
export function train({ lambda, eta, samples, scale }: Settings): Result {
  torch.manualSeed(42);
  const trueW = torch.ones([FEATURES, 1]).mul(0.01);
  const trainIter = loadArray(syntheticData(trueW, 0.05, samples), BATCH);
  const testIter = loadArray(syntheticData(trueW, 0.05, TEST), BATCH, false);
  const start = (std: number) => torch.normal(0, std, [FEATURES, 1], { requiresGrad: true });
  // The step by hand, and the training with λ = 0, whose random numbers are drawn and not used: each
  // pass over a data set draws some.
  const skip = (dataIter: typeof trainIter) => dataIter[Symbol.iterator]().next();
  start(1);
  skip(trainIter);
  start(1);
  for (let pass = 0; pass < 120; pass++) skip(trainIter);
  for (let pass = 0; pass < 20; pass++) skip(testIter);

  const w = start(scale);
  const b = torch.zeros([1], { requiresGrad: true });
  const net = (X: torch.Tensor) => linreg(X, w, b);
  const norm = () => torch.norm(w.detach()).item();
  const result: Result = {
    settings: { lambda, eta, samples, scale },
    train: [],
    test: [],
    norms: [norm()],
    weights: [],
  };
  for (let step = 0; step < STEPS;) {
    for (const [X, y] of trainIter) {
      const penalty = w.pow(2).sum().div(2).mul(lambda);
      squaredLoss(net(X), y).add(penalty).sum().backward();
      sgd([w, b], eta, BATCH);
      if (++step % EVERY === 0) {
        result.train.push(evaluateLoss(net, trainIter, squaredLoss));
        result.test.push(evaluateLoss(net, testIter, squaredLoss));
        result.norms.push(norm());
      }
      if (step === STEPS) break;
    }
  }
  result.weights = [...w.detach().toFloat32Array()];
  return result;
}
