// jax-js as its guide writes training: a pure loss, `grad` of it, the whole step
// under `jit`, and `.ref` wherever an array is used once more.
import {
  blockUntilReady,
  defaultDevice,
  grad,
  init,
  jit,
  nn,
  numpy as np,
} from "@jax-js/jax";
import { Data, syntheticData } from "../loops/data.ts";
import { Random } from "../loops/random.ts";
import { type Figures, type Job, serve } from "../serve.ts";
import { settings } from "../works.ts";

await init("wasm");
defaultDevice("wasm");

/** Weights and bias of each layer; a type, as jax-js wants its trees. */
type Params = { w: np.Array; b: np.Array }[];
type Loss = (params: Params, X: np.Array, y: np.Array) => np.Array;

/** Examples that live on the device, and the size of a batch. */
interface Loader {
  X: np.Array;
  y: np.Array;
  batchSize: number;
}

const notes = settings.notes;

/** The step under `jit`, batch gathered inside, descending the gradient of `loss`. */
function stepper(loss: Loss, lr: number) {
  return jit((params: Params, X: np.Array, y: np.Array, rows: np.Array) => {
    const used = params.map(({ w, b }) => ({ w: w.ref, b: b.ref }));
    const grads = grad(loss)(
      used,
      np.take(X, rows.ref, 0),
      np.take(y, rows, 0),
    );
    return params.map(({ w, b }, i) => ({
      w: w.sub(grads[i].w.mul(lr)),
      b: b.sub(grads[i].b.mul(lr)),
    }));
  });
}

/** The loss over a batch of a loader, summed, under `jit`. */
function evaluator(loss: (yHat: np.Array, y: np.Array) => np.Array) {
  return jit((params: Params, X: np.Array, y: np.Array, rows: np.Array) =>
    np.sum(loss(predict(params, np.take(X, rows.ref, 0)), np.take(y, rows, 0)))
  );
}

/** A stack of linear layers with a ReLU between any two. */
function predict(params: Params, X: np.Array): np.Array {
  return params.reduce(
    (h, { w, b }, i) => np.dot(i === 0 ? h : nn.relu(h), w).add(b),
    X,
  );
}

const halfSquares = (yHat: np.Array, y: np.Array) =>
  np.square(yHat.sub(y)).mul(0.5);
const squares = (yHat: np.Array, y: np.Array) => np.square(yHat.sub(y));

/** The penalised loss; `scratch` sums half squares and divides by the batch. */
function penalised(loss: typeof squares): Loss {
  return (params, X, y) => {
    const penalty = np.sum(np.square(params[0].w.ref)).mul(notes.decay / 2);
    return np.mean(loss(predict(params, X), y)).add(penalty);
  };
}

const meanSquares: Loss = (params, X, y) =>
  np.mean(squares(predict(params, X), y));

function column(values: Float32Array<ArrayBuffer>): np.Array {
  return np.array(values).reshape([values.length, 1]);
}

function load({ X, y, features }: Data, batchSize: number): Loader {
  return {
    X: np.array(X).reshape([y.length, features]),
    y: column(y),
    batchSize,
  };
}

/** The row numbers of each batch of a pass. */
function* batchRows(
  random: Random,
  { X, batchSize }: Loader,
  shuffle: boolean,
) {
  const order = Int32Array.from(random.order(X.shape[0], shuffle));
  for (let i = 0; i < order.length; i += batchSize) {
    yield np.array(order.slice(i, i + batchSize));
  }
}

const version = {
  scratch: {
    loss: halfSquares,
    step: stepper(penalised(halfSquares), notes.lr),
    evaluate: evaluator(halfSquares),
    initial: (random: Random): Params => [
      { w: column(random.normal(notes.features)), b: np.zeros([1]) },
    ],
  },
  concise: {
    loss: squares,
    step: stepper(penalised(squares), notes.lr),
    evaluate: evaluator(squares),
    initial(random: Random): Params {
      random.uniform(notes.features + 1); // what nn.Linear draws first
      const w = column(random.normal(notes.features));
      return [{ w, b: np.array([random.normal(1)[0]]) }];
    },
  },
};
type Version = typeof version.scratch;

/** `nn.Linear(inputs, outputs)` as PyTorch draws it. */
function drawn(random: Random, inputs: number, outputs: number): Params[0] {
  const bound = 1 / Math.sqrt(inputs);
  const w = np.array(random.uniform(inputs * outputs, -bound, bound));
  return {
    w: w.reshape([outputs, inputs]).transpose(),
    b: np.array(random.uniform(outputs, -bound, bound)),
  };
}

function epoch(
  random: Random,
  step: Version["step"],
  params: Params,
  loader: Loader,
): Params {
  for (const rows of batchRows(random, loader, true)) {
    params = step(params, loader.X.ref, loader.y.ref, rows);
  }
  return params;
}

function share(params: Params): Params {
  return params.map(({ w, b }) => ({ w: w.ref, b: b.ref }));
}

function free(params: Params): void {
  params.forEach(({ w, b }) => (w.dispose(), b.dispose()));
}

async function norm(w: np.Array): Promise<number> {
  return (await np.sqrt(np.sum(np.square(w))).data())[0];
}

function wholeJob({ step, evaluate, initial }: Version): Job {
  const figures: Figures = {};
  async function evaluateLoss(
    random: Random,
    params: Params,
    loader: Loader,
    shuffle: boolean,
  ) {
    let sum = 0;
    for (const rows of batchRows(random, loader, shuffle)) {
      sum += (await evaluate(share(params), loader.X.ref, loader.y.ref, rows)
        .data())[0];
    }
    return sum / loader.X.shape[0];
  }
  return {
    async run() {
      const random = new Random(settings.dataSeed);
      const train = load(
        syntheticData(random, notes.train, notes.features, 0.01),
        notes.batchSize,
      );
      const test = load(
        syntheticData(random, notes.test, notes.features, 0.01),
        notes.batchSize,
      );
      let params = initial(random);
      for (let i = 0; i < notes.epochs; i++) {
        params = epoch(random, step, params, train);
        if ((i + 1) % 5 === 0) {
          figures.train = await evaluateLoss(random, params, train, true);
          figures.test = await evaluateLoss(random, params, test, false);
        }
      }
      figures.norm = await norm(params[0].w.ref);
      free(params);
      for (const { X, y } of [train, test]) X.dispose(), y.dispose();
    },
    figures: () => figures,
  };
}

function training(
  data: Data,
  batchSize: number,
  epochs: number,
  { step, initial }: Pick<Version, "step" | "initial">,
): Job {
  const loader = load(data, batchSize);
  let params: Params | undefined;
  return {
    async run() {
      if (params) free(params);
      const random = new Random(settings.trainSeed);
      params = initial(random);
      for (let i = 0; i < epochs; i++) {
        params = epoch(random, step, params, loader);
      }
      await blockUntilReady(params);
    },
    figures: async () => ({
      loss:
        (await meanSquares(share(params!), loader.X.ref, loader.y.ref).data())[
          0
        ],
      norm: await norm(params![0].w.ref),
    }),
  };
}

const { linear, network } = settings;
const data = (
  { features, examples }: { features: number; examples: number },
  weight: number,
) => syntheticData(new Random(settings.dataSeed), examples, features, weight);
const notesSteps = (version: Version) =>
  training(
    data({ ...notes, examples: notes.train }, 0.01),
    notes.batchSize,
    notes.epochs,
    version,
  );

await serve({
  scratch: () => wholeJob(version.scratch),
  concise: () => wholeJob(version.concise),
  scratch_steps: () => notesSteps(version.scratch),
  concise_steps: () => notesSteps(version.concise),
  linear: () =>
    training(data(linear, 0.01), linear.batchSize, 1, {
      step: stepper(meanSquares, linear.lr),
      initial: (random) => [drawn(random, linear.features, 1)],
    }),
  network: () =>
    training(data(network, 0.1), network.batchSize, 1, {
      step: stepper(meanSquares, network.lr),
      initial: (random) => [
        drawn(random, network.features, network.hidden),
        drawn(random, network.hidden, 1),
      ],
    }),
});
