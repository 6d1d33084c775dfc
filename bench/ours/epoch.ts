import * as torch from "torch";
import { nn, optim } from "torch";
import * as d2l from "d2l";
import type { Job } from "../serve.ts";
import { settings } from "../works.ts";
import { figuresOf } from "./figures.ts";

interface Epoch {
  features: number;
  examples: number;
  batchSize: number;
  lr: number;
}

/** A network whose first layer is linear; its weights are compared. */
type Net = nn.Module & { readonly 0: nn.Linear };

/** One epoch through the DataLoader, mean squares and plain SGD. */
function epochOf(
  { features, examples, batchSize, lr }: Epoch,
  weight: number,
  makeNet: () => Net,
): Job {
  torch.manualSeed(settings.dataSeed);
  const trueW = torch.ones([features, 1]).mul(weight);
  const [X, y] = d2l.syntheticData(trueW, 0.05, examples);
  const trainIter = d2l.loadArray([X, y], batchSize);
  let net: Net;
  return {
    run() {
      torch.manualSeed(settings.trainSeed);
      net = makeNet();
      const loss = new nn.MSELoss();
      const trainer = new optim.SGD(net.parameters(), { lr });
      for (const [X, y] of trainIter) {
        trainer.zeroGrad();
        loss(net(X), y).backward();
        trainer.step();
      }
    },
    figures: () => figuresOf(net, net[0].weight, X, y),
  };
}

/** One epoch of linear regression on many examples. */
export function linearEpoch(): Job {
  const { features } = settings.linear;
  return epochOf(settings.linear, 0.01, () => new nn.Sequential(new nn.Linear(features, 1)));
}

/** One epoch of the ReLU network. */
export function networkEpoch(): Job {
  const { features, hidden } = settings.network;
  return epochOf(
    settings.network,
    0.1,
    () =>
      new nn.Sequential(new nn.Linear(features, hidden), new nn.ReLU(), new nn.Linear(hidden, 1)),
  );
}
