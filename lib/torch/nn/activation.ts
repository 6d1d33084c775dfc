/**
 * Activation functions and reshaping as layers, for {@linkcode Sequential}.
 *
 * @module
 */

import { showShape } from "../../checks.ts";
import { relu, sigmoid, tanh } from "../ops/activation.ts";
import { reshape } from "../ops/view.ts";
import { sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { Module } from "./module.ts";

/**
 * `max(x, 0)` as a layer, like `torch.nn.ReLU`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { nn } from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new nn.ReLU()(torch.tensor([-1, 2])).toArray(), [0, 2]);
 * ```
 */
export class ReLU extends Module {
  /** Of any shape, which the result keeps. */
  override forward(input: Tensor): Tensor {
    return relu(input);
  }
}

/**
 * `1 / (1 + e ** -x)` as a layer, like `torch.nn.Sigmoid`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { nn } from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new nn.Sigmoid()(torch.tensor([0])).toArray(), [0.5]);
 * ```
 */
export class Sigmoid extends Module {
  /** Of any shape, which the result keeps. */
  override forward(input: Tensor): Tensor {
    return sigmoid(input);
  }
}

/**
 * The hyperbolic tangent as a layer, like `torch.nn.Tanh`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { nn } from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new nn.Tanh()(torch.tensor([0])).toArray(), [0]);
 * ```
 */
export class Tanh extends Module {
  /** Of any shape, which the result keeps. */
  override forward(input: Tensor): Tensor {
    return tanh(input);
  }
}

/**
 * Makes each example of a batch one row, like `torch.nn.Flatten`: (n, a, b) becomes (n, a * b).
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { nn } from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new nn.Flatten()(torch.ones([2, 3, 4])).shape, [2, 12]);
 * ```
 */
export class Flatten extends Module {
  /**
   * Of shape (n, ...), which becomes (n, product of the other sizes).
   *
   * @throws {RangeError} If the input has no dimension beside that of the examples.
   */
  override forward(input: Tensor): Tensor {
    if (input.dim() < 2) {
      throw new RangeError(
        "Flatten() expects at least 2 dimensions, the first for the examples, but got shape " +
          showShape(input.sizes),
      );
    }
    const [examples, ...sizes] = input.sizes;
    return reshape(input, [examples, sizeOf(sizes)]);
  }
}
