/**
 * Random compositions of operations, for the gradient check.
 *
 * A graph is grown one operation at a time on real numbers, so that each operation can be kept
 * where differences mean something: away from kinks and poles, and among numbers of moderate size.
 *
 * @module
 */

import * as torch from "torch";
import type { Dice } from "./_gradcheck.ts";

type Tensor = torch.Tensor;

/** One step of a graph: makes a tensor from earlier ones. */
export interface Step {
  name: string;
  from: number[];
  run: (...given: Tensor[]) => Tensor;
}

/** A graph: its inputs, and the steps that are run on them in order. */
export interface Graph {
  inputs: Tensor[];
  steps: Step[];
}

/** An operation to draw from: what it needs of the numbers it is given, and the call itself. */
interface Choice {
  name: string;
  arity: 1 | 2;
  fits?: (x: Range, y: Range) => boolean;
  make: (dice: Dice, x: Tensor, y: Tensor) => (x: Tensor, y: Tensor) => Tensor;
}

/** How far the numbers of a tensor lie from what an operation must keep away from. */
interface Range {
  low: number;
  high: number;
  /** The smallest distance to 0. */
  gap: number;
  values: Float32Array;
  shape: readonly number[];
}

function rangeOf(tensor: Tensor): Range {
  const values = tensor.toFloat32Array();
  return {
    low: Math.min(...values),
    high: Math.max(...values),
    gap: Math.min(...values.map(Math.abs)),
    values,
    shape: tensor.shape,
  };
}

/** How far from a kink numbers must be, so that no step of the differences crosses it. */
const MARGIN = 0.25;
const BOUND = 0.6;

const isAwayFromKink = (x: Range) => x.gap > MARGIN;
const isPositive = (x: Range) => x.low > 0.5;
const unary = (
  name: string,
  run: (x: Tensor) => Tensor,
  fits?: (x: Range) => boolean,
): Choice => ({ name, arity: 1, fits, make: () => run });
const binary = (
  name: string,
  run: (x: Tensor, y: Tensor) => Tensor,
  fits?: (x: Range, y: Range) => boolean,
): Choice => ({ name, arity: 2, fits, make: () => run });

const CHOICES: Choice[] = [
  binary("add", (x, y) => x.add(y)),
  binary("add alpha", (x, y) => x.add(y, { alpha: -0.5 })),
  binary("sub", (x, y) => x.sub(y)),
  binary("sub alpha", (x, y) => x.sub(y, { alpha: 0.7 })),
  binary("mul", (x, y) => x.mul(y)),
  binary("div", (x, y) => x.div(y), (_, y) => y.gap > 0.7),
  binary("matmul", (x, y) => x.matmul(y)),
  binary("matmul t", (x, y) => x.matmul(y.t())),
  binary("add_", (x, y) => x.clone().add_(y)),
  binary("sub_", (x, y) => x.clone().sub_(y)),
  binary("mul_", (x, y) => x.clone().mul_(y)),
  binary(
    "maximum",
    (x, y) => x.maximum(y),
    (x, y) => y.low - x.high > MARGIN || x.low - y.high > MARGIN,
  ),
  binary("copy_", (x, y) => x.mul(0.5).copy_(y)),
  unary("neg", (x) => x.neg()),
  unary("abs", (x) => x.abs(), isAwayFromKink),
  unary("sign", (x) => x.mul(x.sign()), isAwayFromKink),
  unary("relu", (x) => x.relu(), isAwayFromKink),
  unary("sigmoid", (x) => x.sigmoid()),
  unary("tanh", (x) => x.tanh()),
  unary("exp", (x) => x.exp(), (x) => x.high < 1.2),
  unary("log", (x) => x.log(), isPositive),
  unary("sqrt", (x) => x.sqrt(), isPositive),
  unary(
    "clamp",
    (x) => x.clamp({ min: -BOUND, max: BOUND }),
    (x) => x.values.every((v) => Math.abs(Math.abs(v) - BOUND) > MARGIN),
  ),
  unary("pow 2", (x) => x.pow(2)),
  unary("pow 3", (x) => x.pow(3), (x) => Math.max(-x.low, x.high) < 1.8),
  unary("pow 0", (x) => x.add(x.pow(0))),
  unary("pow -1", (x) => x.pow(-1), (x) => x.gap > 0.7),
  unary("pow 0.5", (x) => x.pow(0.5), isPositive),
  unary("pow 1.7", (x) => x.pow(1.7), isPositive),
  unary("softmax", (x) => x.softmax(-1)),
  unary("logSoftmax", (x) => x.logSoftmax(0), (x) => x.high - x.low < 3),
  unary("norm", (x) => x.norm(), (x) => x.gap > MARGIN),
  unary("sum", (x) => x.sum()),
  unary("mean", (x) => x.mean()),
  unary("clone", (x) => x.clone()),
  unary("t", (x) => x.t(), (x) => x.shape.length <= 2),
  unary("reshape", (x) => x.reshape([-1, 1])),
  unary("flat", (x) => x.reshape([-1])),
  unary("detached part", (x) => x.mul(x.detach().sign().abs())),
  unary("number left", (x) => torch.sub(1.5, x)),
  unary("add_ number", (x) => x.clone().add_(0.3).mul_(0.8)),
  {
    name: "sum dim",
    arity: 1,
    fits: (x) => x.shape.length > 0,
    make: (dice, x) => {
      const dim = Math.floor(dice.between(-x.dim(), x.dim()));
      const keepdim = dice.next() < 0.5;
      return (x) => x.sum({ dim, keepdim });
    },
  },
  {
    name: "mean dims",
    arity: 1,
    fits: (x) => x.shape.length > 1,
    make: (dice, x) => {
      const dim = dice.pick([[0, -1], [-1], [x.dim() - 2]]);
      const keepdim = dice.next() < 0.5;
      return (x) => x.mean({ dim, keepdim });
    },
  },
  {
    name: "indexSelect",
    arity: 1,
    fits: (x) => x.shape.length > 0,
    make: (dice, x) => {
      const dim = Math.floor(dice.between(0, x.dim()));
      const index = Array.from({ length: 3 }, () => Math.floor(dice.between(0, x.shape[dim])));
      return (x) => x.indexSelect(dim, index);
    },
  },
];

/** The names of the operations graphs are made of. */
export const OPERATIONS: readonly string[] = CHOICES.map((choice) => choice.name);

const SHAPES = [[], [1], [4], [3, 4], [1, 4], [3, 1], [2, 3, 4], [4, 3]];

/** A graph of up to `length` operations, on two or three inputs. */
export function randomGraph(dice: Dice, length: number): Graph {
  const inputs = Array.from({ length: dice.pick([2, 3]) }, () => {
    const shape = dice.pick(SHAPES);
    const size = shape.reduce((product, n) => product * n, 1);
    const numbers = Array.from(
      { length: size },
      () => dice.pick([-1, 1, 1]) * dice.between(0.3, 1.6),
    );
    return torch.tensor(numbers).reshape(shape);
  });
  const steps: Step[] = [];
  const values = [...inputs];
  for (let tries = 0; steps.length < length && tries < 200; tries++) {
    const choice = dice.pick(CHOICES);
    // The last tensor is used most, so that graphs are deep; the others make it meet itself again.
    const draw = () =>
      dice.next() < 0.6 ? values.length - 1 : Math.floor(dice.between(0, values.length));
    const from = choice.arity === 1 ? [draw()] : [draw(), draw()];
    const [x, y] = [values[from[0]], values[from[from.length - 1]]];
    if (choice.fits && !choice.fits(rangeOf(x), rangeOf(y))) continue;
    const run = choice.make(dice, x, y);
    const result = resultOf(() => run(x, y));
    if (result === null) continue;
    steps.push({
      name: choice.name,
      from,
      run: (...given) => run(given[0], given[given.length - 1]),
    });
    values.push(result);
  }
  return { inputs, steps };
}

/**
 * The result, unless the shapes do not fit or the numbers become too large or too many to compare.
 */
function resultOf(run: () => Tensor): Tensor | null {
  try {
    const result = torch.noGrad(run);
    const isModerate = result.toFloat32Array().every((value) => Math.abs(value) < 6);
    return isModerate && result.numel() <= 200 ? result : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Runs a graph: the result is that of its last step. */
export function runGraph(graph: Graph, inputs: Tensor[]): Tensor {
  const values = [...inputs];
  for (const step of graph.steps) {
    values.push(step.run(...step.from.map((i) => values[i])));
  }
  return values[values.length - 1];
}
