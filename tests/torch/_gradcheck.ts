/**
 * Gradients against differences: the one check of a rule that needs no other library.
 *
 * @module
 */

import * as torch from "torch";

/**
 * A small generator of the tests' own (mulberry32), so that a seed gives the same graph for ever.
 */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let x = this.#state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A number between two bounds. */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** One of several values. */
  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)];
  }
}

/** What to check: a function of tensors, and where. */
export interface Check {
  run: (inputs: torch.Tensor[]) => torch.Tensor;
  inputs: torch.Tensor[];
  dice: Dice;
}

/** The slope along one random direction, by autograd and by differences. */
export interface Slopes {
  autograd: number;
  differences: number;
  /** The difference as a part of the slope, or of 0.1 where the slope is smaller. */
  error: number;
  /**
   * How far slope and curvature over one step are from those over two, as a part of them: next to
   * nothing where the function is smooth, large beside a kink.
   */
  bend: number;
}

/** float32 needs a wide step: at 1e-6 rounding alone is off by some per cent. */
const STEP = 1e-2;

/**
 * Compares `v · (J d)` for one random cotangent `v` and one random direction `d` of length 1.
 *
 * Autograd gives `v · J` in one backward pass. The differences are taken at one and two steps to
 * either side, which cancels the error of third order.
 */
export function slopes({ run, inputs, dice }: Check): Slopes {
  const leaves = inputs.map((input) => {
    const leaf = input.detach().clone();
    leaf.requiresGrad = true;
    return leaf;
  });
  const out = run(leaves);
  const cotangent = Array.from(
    { length: out.numel() },
    () => dice.between(-1, 1) / Math.sqrt(out.numel()),
  );
  out.backward(torch.tensor(cotangent).reshape(out.shape));

  const directions = inputs.map((input) =>
    Array.from({ length: input.numel() }, () => dice.between(-1, 1))
  );
  const length = Math.hypot(...directions.flat());
  let autograd = 0;
  leaves.forEach((leaf, k) => {
    const grad = leaf.grad?.toFloat32Array() ?? [];
    for (let i = 0; i < grad.length; i++) {
      autograd += grad[i] * directions[k][i] / length;
    }
  });

  const at = (step: number) => {
    const moved = inputs.map((input, k) => {
      const numbers = Array.from(
        input.toFloat32Array(),
        (x, i) => x + step * directions[k][i] / length,
      );
      return torch.tensor(numbers).reshape(input.shape);
    });
    const values = torch.noGrad(() => run(moved)).toFloat32Array();
    return values.reduce((sum, value, i) => sum + value * cotangent[i], 0);
  };
  const [back2, back, here, ahead, ahead2] = [-2, -1, 0, 1, 2].map((steps) => at(steps * STEP));
  const near = (ahead - back) / (2 * STEP), far = (ahead2 - back2) / (4 * STEP);
  const differences = (4 * near - far) / 3;
  const curvature = (ahead + back - 2 * here) / STEP ** 2;
  const curvature2 = (ahead2 + back2 - 2 * here) / (2 * STEP) ** 2;
  const apart = (a: number, b: number, least: number) =>
    Math.abs(a - b) / Math.max(least, Math.abs(a), Math.abs(b));
  return {
    autograd,
    differences,
    error: apart(autograd, differences, 0.1),
    bend: Math.max(apart(near, far, 0.1), apart(curvature, curvature2, 1)),
  };
}
