/** What a work must reach; a goal that is absent is not asked for. */
export interface Goal {
  /** PyTorch's time divided by ours, at least. */
  pytorch?: number;
  /** Our time divided by the plain loops', at most. */
  loops?: number;
  /** Whether every JavaScript peer must take longer than we do. */
  peers?: boolean;
}

/** One row of the table: a work that every competitor does in its own way. */
export interface Work {
  name: string;
  title: string;
  goal: Goal;
}

/**
 * The works everyone does. Each draws the same random numbers in the same order from PyTorch's
 * generator, so that what comes out can be compared before anything is timed:
 *
 * - `scratch`, `concise`: the notes' whole job: two data sets (20 and 100
 *   examples, 200 features), 100 epochs of 4 steps with weight decay 3, and
 *   20 evaluations of both sets.
 * - `scratch_steps`, `concise_steps`: the 400 steps alone.
 * - `linear`: one epoch of linear regression on 20,000 x 1,000, batch 256.
 * - `network`: one epoch of a 200-64-1 ReLU network on 2,000 examples, batch 32.
 */
export const works: Work[] = [
  {
    name: "scratch",
    title: "notes, whole job, from scratch",
    goal: { pytorch: 12, loops: 1.8, peers: true },
  },
  {
    name: "concise",
    title: "notes, whole job, concise",
    goal: { pytorch: 12, loops: 1.8, peers: true },
  },
  {
    name: "scratch_steps",
    title: "400 training steps, from scratch",
    goal: { pytorch: 25, peers: true },
  },
  {
    name: "concise_steps",
    title: "400 training steps, concise",
    goal: { pytorch: 30, peers: true },
  },
  {
    name: "linear",
    title: "epoch, linear 20,000 x 1,000, batch 256",
    goal: { pytorch: 1, peers: true },
  },
  {
    name: "network",
    title: "epoch, 200-64-1 ReLU, 2,000, batch 32",
    goal: { pytorch: 0.5, peers: true },
  },
];

/** The numbers all competitors share. */
export const settings = {
  dataSeed: 42,
  trainSeed: 7,
  notes: {
    features: 200,
    train: 20,
    test: 100,
    batchSize: 5,
    epochs: 100,
    lr: 0.003,
    decay: 3,
  },
  linear: { features: 1_000, examples: 20_000, batchSize: 256, lr: 0.01 },
  network: {
    features: 200,
    hidden: 64,
    examples: 2_000,
    batchSize: 32,
    lr: 0.01,
  },
};
