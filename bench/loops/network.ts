import type { Job } from "../serve.ts";
import { settings } from "../works.ts";
import { addRow, batches, type Data, dot, norm, syntheticData } from "./data.ts";
import { Random } from "./random.ts";

const { features, hidden, examples, batchSize, lr } = settings.network;

/** The weights of a 200-64-1 network, row after row, and their gradients. */
interface Network {
  w1: Float32Array;
  b1: Float32Array;
  w2: Float32Array;
  b2: Float32Array;
}

function network(random: Random): Network {
  const bound1 = 1 / Math.sqrt(features), bound2 = 1 / Math.sqrt(hidden);
  return {
    w1: random.uniform(hidden * features, -bound1, bound1),
    b1: random.uniform(hidden, -bound1, bound1),
    w2: random.uniform(hidden, -bound2, bound2),
    b2: random.uniform(1, -bound2, bound2),
  };
}

/** One prediction; `h` receives the hidden layer after its ReLU. */
function predict(net: Network, X: Float32Array, start: number, h: Float32Array): number {
  let out = net.b2[0];
  for (let j = 0; j < hidden; j++) {
    const sum = dot(X, start, net.w1, j * features, features) + net.b1[j];
    h[j] = sum > 0 ? sum : 0;
    out += h[j] * net.w2[j];
  }
  return out;
}

function step(net: Network, { X, y }: Data): void {
  const slope: Network = {
    w1: new Float32Array(hidden * features),
    b1: new Float32Array(hidden),
    w2: new Float32Array(hidden),
    b2: new Float32Array(1),
  };
  const h = new Float32Array(hidden);
  for (let i = 0; i < y.length; i++) {
    const error = predict(net, X, i * features, h) - y[i];
    const outSlope = 2 * error / y.length;
    slope.b2[0] += outSlope;
    for (let j = 0; j < hidden; j++) {
      slope.w2[j] += outSlope * h[j];
      if (h[j] === 0) continue; // where the ReLU is flat nothing flows back
      const hSlope = outSlope * net.w2[j];
      slope.b1[j] += hSlope;
      addRow(slope.w1, j * features, hSlope, X, i * features, features);
    }
  }
  for (const name of ["w1", "b1", "w2", "b2"] as const) {
    addRow(net[name], 0, -lr, slope[name], 0, slope[name].length);
  }
}

/** One epoch of the ReLU network. */
export function networkEpoch(): Job {
  const data = syntheticData(new Random(settings.dataSeed), examples, features, 0.1);
  let net: Network;
  return {
    run() {
      const random = new Random(settings.trainSeed);
      net = network(random);
      for (const batch of batches(random, data, batchSize, true)) {
        step(net, batch);
      }
    },
    figures() {
      const h = new Float32Array(hidden);
      let sum = 0;
      for (let i = 0; i < examples; i++) {
        sum += (predict(net, data.X, i * features, h) - data.y[i]) ** 2;
      }
      return { loss: sum / examples, norm: norm(net.w1) };
    },
  };
}
