// TensorFlow.js as its guides write a training loop: variables, `tf.tidy`
// around each step, an optimizer's `minimize` where the notes use one. Batches
// are gathered on the backend; `model.fit` would add a timer to each of them.
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { Random } from "../loops/random.ts";
import { Data, syntheticData } from "../loops/data.ts";
import { type Figures, type Job, serve } from "../serve.ts";
import { settings } from "../works.ts";

/** Examples that live on the backend, and the size of a batch. */
interface Loader {
  X: tf.Tensor2D;
  y: tf.Tensor2D;
  batchSize: number;
}

/** A model in training: what it predicts, its loss, and one step. */
interface Model {
  predict(X: tf.Tensor2D): tf.Tensor2D;
  loss(yHat: tf.Tensor, y: tf.Tensor): tf.Tensor;
  step(X: tf.Tensor2D, y: tf.Tensor2D): void;
  weights: tf.Tensor;
  dispose(): void;
}

const notes = settings.notes;

function load({ X, y, features }: Data, batchSize: number): Loader {
  return {
    X: tf.tensor2d(X, [y.length, features]),
    y: tf.tensor2d(y, [y.length, 1]),
    batchSize,
  };
}

/** Calls `body` with each batch, and frees what it made. */
function eachBatch(
  random: Random,
  { X, y, batchSize }: Loader,
  shuffle: boolean,
  body: (X: tf.Tensor2D, y: tf.Tensor2D) => void,
): void {
  const order = random.order(X.shape[0], shuffle);
  for (let i = 0; i < order.length; i += batchSize) {
    tf.tidy(() => {
      const rows = tf.tensor1d(order.slice(i, i + batchSize), "int32");
      body(X.gather(rows), y.gather(rows));
    });
  }
}

function scratchModel(random: Random): Model {
  const { features, lr, decay } = notes;
  const w = tf.variable(tf.tensor2d(random.normal(features), [features, 1]));
  const b = tf.variable(tf.zeros([1]));
  const predict = (X: tf.Tensor2D): tf.Tensor2D => X.matMul(w).add(b);
  const loss = (yHat: tf.Tensor, y: tf.Tensor) => yHat.sub(y).square().div(2);
  const penalty = () => w.square().sum().div(2);
  return {
    predict,
    loss,
    step(X, y) {
      const { grads } = tf.variableGrads(
        () => loss(predict(X), y).add(penalty().mul(decay)).sum(),
        [w, b],
      );
      for (const param of [w, b]) {
        param.assign(
          param.sub(grads[param.name].mul(lr / X.shape[0])) as tf.Tensor2D,
        );
      }
    },
    weights: w,
    dispose: () => tf.dispose([w, b]),
  };
}

function layersModel(
  layers: tf.layers.Layer[],
  weights: tf.Tensor[],
  lr: number,
  decay: number,
): Model {
  const model = tf.sequential({ layers });
  model.setWeights(weights);
  tf.dispose(weights);
  const optimizer = tf.train.sgd(lr);
  const kernel = model.trainableWeights[0];
  const predict = (X: tf.Tensor2D) => model.apply(X) as tf.Tensor2D;
  return {
    predict,
    loss: (yHat, y) => tf.squaredDifference(yHat, y),
    step(X, y) {
      optimizer.minimize(() => {
        const loss = tf.losses.meanSquaredError(y, predict(X));
        if (decay === 0) return loss as tf.Scalar;
        return loss.add(
          kernel.read().square().sum().mul(decay / 2),
        ) as tf.Scalar;
      });
    },
    get weights() {
      return kernel.read();
    },
    dispose() {
      model.dispose();
      optimizer.dispose();
    },
  };
}

function conciseModel(random: Random): Model {
  const { features, lr, decay } = notes;
  random.uniform(features + 1); // what nn.Linear draws first
  const w = tf.tensor2d(random.normal(features), [features, 1]);
  const b = tf.tensor1d([random.normal(1)[0]]);
  const layer = tf.layers.dense({ units: 1, inputShape: [features] });
  return layersModel([layer], [w, b], lr, decay);
}

/** `nn.Linear(inputs, outputs)` as PyTorch draws it, for a dense layer. */
function drawn(random: Random, inputs: number, outputs: number): tf.Tensor[] {
  const bound = 1 / Math.sqrt(inputs);
  const w = random.uniform(inputs * outputs, -bound, bound);
  const b = random.uniform(outputs, -bound, bound);
  return [
    tf.tidy(() => tf.tensor2d(w, [outputs, inputs]).transpose()),
    tf.tensor1d(b),
  ];
}

function linearModel(random: Random): Model {
  const { features, lr } = settings.linear;
  const layer = tf.layers.dense({ units: 1, inputShape: [features] });
  return layersModel([layer], drawn(random, features, 1), lr, 0);
}

function networkModel(random: Random): Model {
  const { features, hidden, lr } = settings.network;
  const layers = [
    tf.layers.dense({
      units: hidden,
      inputShape: [features],
      activation: "relu",
    }),
    tf.layers.dense({ units: 1 }),
  ];
  const weights = [
    ...drawn(random, features, hidden),
    ...drawn(random, hidden, 1),
  ];
  return layersModel(layers, weights, lr, 0);
}

function wholeJob(make: (random: Random) => Model): Job {
  const figures: Figures = {};
  return {
    run() {
      const random = new Random(settings.dataSeed);
      const trainIter = load(
        syntheticData(random, notes.train, notes.features, 0.01),
        notes.batchSize,
      );
      const testIter = load(
        syntheticData(random, notes.test, notes.features, 0.01),
        notes.batchSize,
      );
      const model = make(random);
      for (let epoch = 0; epoch < notes.epochs; epoch++) {
        eachBatch(random, trainIter, true, model.step);
        if ((epoch + 1) % 5 === 0) {
          figures.train = evaluate(random, model, trainIter, true);
          figures.test = evaluate(random, model, testIter, false);
        }
      }
      figures.norm = tf.tidy(() => model.weights.norm().dataSync()[0]);
      model.dispose();
      tf.dispose([trainIter.X, trainIter.y, testIter.X, testIter.y]);
    },
    figures: () => figures,
  };
}

function evaluate(
  random: Random,
  model: Model,
  loader: Loader,
  shuffle: boolean,
): number {
  let sum = 0;
  eachBatch(random, loader, shuffle, (X, y) => {
    sum += model.loss(model.predict(X), y).sum().dataSync()[0];
  });
  return sum / loader.X.shape[0];
}

function training(
  data: Data,
  batchSize: number,
  epochs: number,
  make: (random: Random) => Model,
): Job {
  const loader = load(data, batchSize);
  let model: Model | undefined;
  return {
    run() {
      model?.dispose();
      const random = new Random(settings.trainSeed);
      model = make(random);
      for (let epoch = 0; epoch < epochs; epoch++) {
        eachBatch(random, loader, true, model.step);
      }
      model.weights.dataSync();
    },
    figures: () =>
      tf.tidy(() => ({
        loss: tf.losses.meanSquaredError(loader.y, model!.predict(loader.X))
          .dataSync()[0],
        norm: model!.weights.norm().dataSync()[0],
      })),
  };
}

const [backend] = Deno.args;
await tf.setBackend(backend);

const data = (
  { features, examples }: { features: number; examples: number },
  weight: number,
) => syntheticData(new Random(settings.dataSeed), examples, features, weight);
const notesData = () => data({ ...notes, examples: notes.train }, 0.01);
const { linear, network } = settings;

await serve({
  scratch: () => wholeJob(scratchModel),
  concise: () => wholeJob(conciseModel),
  scratch_steps: () =>
    training(notesData(), notes.batchSize, notes.epochs, scratchModel),
  concise_steps: () =>
    training(notesData(), notes.batchSize, notes.epochs, conciseModel),
  linear: () => training(data(linear, 0.01), linear.batchSize, 1, linearModel),
  network: () =>
    training(data(network, 0.1), network.batchSize, 1, networkModel),
});
