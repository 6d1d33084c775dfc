import * as torch from "torch";
import { nn, optim, type Tensor } from "torch";
import * as d2l from "d2l";
import type { Figures, Job } from "../serve.ts";
import { settings } from "../works.ts";
import { figuresOf } from "./figures.ts";

const { features, train, test, batchSize, epochs, lr, decay } = settings.notes;

/** A model of the notes in training, from scratch or concise. */
interface Model {
  net: (X: Tensor) => Tensor;
  loss: (yHat: Tensor, y: Tensor) => Tensor;
  w: Tensor;
  epoch(trainIter: torch.utils.data.DataLoader): void;
}

function scratchModel(): Model {
  const w = torch.normal(0, 1, [features, 1], { requiresGrad: true });
  const b = torch.zeros([1], { requiresGrad: true });
  const net = (X: Tensor) => d2l.linreg(X, w, b);
  const l2Penalty = (w: Tensor) => torch.sum(w.pow(2)).div(2);
  return {
    net,
    loss: d2l.squaredLoss,
    w,
    epoch(trainIter) {
      for (const [X, y] of trainIter) {
        const l = d2l.squaredLoss(net(X), y).add(l2Penalty(w).mul(decay));
        l.sum().backward();
        d2l.sgd([w, b], lr, batchSize);
      }
    },
  };
}

function conciseModel(): Model {
  const net = new nn.Sequential(new nn.Linear(features, 1));
  for (const param of net.parameters()) param.data.normal_();
  const loss = new nn.MSELoss({ reduction: "none" });
  const trainer = new optim.SGD([
    { params: net[0].weight, weightDecay: decay },
    { params: net[0].bias },
  ], { lr });
  return {
    net,
    loss,
    w: net[0].weight,
    epoch(trainIter) {
      for (const [X, y] of trainIter) {
        trainer.zeroGrad();
        const l = loss(net(X), y);
        l.mean().backward();
        trainer.step();
      }
    },
  };
}

function wholeJob(makeModel: () => Model): Job {
  const figures: Figures = {};
  return {
    run() {
      torch.manualSeed(settings.dataSeed);
      const trueW = torch.ones([features, 1]).mul(0.01);
      const trainIter = d2l.loadArray(d2l.syntheticData(trueW, 0.05, train), batchSize);
      const testData = d2l.syntheticData(trueW, 0.05, test);
      const testIter = d2l.loadArray(testData, batchSize, false);
      const { net, loss, w, epoch } = makeModel();
      for (let i = 0; i < epochs; i++) {
        epoch(trainIter);
        if ((i + 1) % 5 === 0) {
          figures.train = d2l.evaluateLoss(net, trainIter, loss);
          figures.test = d2l.evaluateLoss(net, testIter, loss);
        }
      }
      figures.norm = torch.norm(w).item();
    },
    figures: () => figures,
  };
}

function steps(makeModel: () => Model, examples = train, epochs = settings.notes.epochs): Job {
  torch.manualSeed(settings.dataSeed);
  const trueW = torch.ones([features, 1]).mul(0.01);
  const [X, y] = d2l.syntheticData(trueW, 0.05, examples);
  const trainIter = d2l.loadArray([X, y], batchSize);
  let model: Model;
  return {
    run() {
      torch.manualSeed(settings.trainSeed);
      model = makeModel();
      for (let i = 0; i < epochs; i++) model.epoch(trainIter);
    },
    figures: () => figuresOf(model.net, model.w, X, y),
  };
}

/** The notes' two data sets, 400 steps and 20 evaluations of both, from scratch. */
export const scratchJob = () => wholeJob(scratchModel);
/** The same, concise. */
export const conciseJob = () => wholeJob(conciseModel);
/** The 400 steps alone, from scratch. */
export const scratchSteps = () => steps(scratchModel);
/** The 400 steps alone, concise. */
export const conciseSteps = () => steps(conciseModel);
/** `walked` examples in all, over a data set of `examples`, concise. */
export const growth = (examples: number, walked: number) =>
  steps(conciseModel, examples, walked / examples);
/** As many steps from scratch as asked, on the notes' 20 examples. */
export const manySteps = (count: number) => steps(scratchModel, train, count * batchSize / train);
