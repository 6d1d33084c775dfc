/**
 * The activation functions of neural networks: `relu`, `sigmoid`, `tanh`. Each gradient rule is
 * written in the result, which costs less than computing the function again.
 *
 * @module
 */

import { record } from "../autograd.ts";
import { allocate } from "../memory.ts";
import { checkTensor, type Tensor } from "../tensor.ts";

/**
 * `max(x, 0)`, the rectified linear unit, like `torch.relu`. The gradient at 0 is 0.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.relu(torch.tensor([-1, 0, 2])).toArray(), [0, 0, 2]);
 * ```
 */
export function relu(input: Tensor): Tensor {
  const x = checkTensor("relu()", "input", input).storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < x.length; i++) out[i] = x[i] < 0 ? 0 : x[i]; // NaN stays NaN, and -0 is -0
  return record("relu", out, input.sizes, [input], "result", (g, gx) => {
    for (let i = 0; i < g.length; i++) {
      gx[i] += out[i] <= 0 ? 0 : g[i];
    }
  });
}

/**
 * `1 / (1 + e ** -x)`, like `torch.sigmoid`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.sigmoid(torch.tensor([-Infinity, 0, Infinity])).toArray(), [0, 0.5, 1]);
 * ```
 */
export function sigmoid(input: Tensor): Tensor {
  const x = checkTensor("sigmoid()", "input", input).storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < x.length; i++) out[i] = 1 / (1 + Math.exp(-x[i]));
  return record("sigmoid", out, input.sizes, [input], "result", (g, gx) => {
    for (let i = 0; i < g.length; i++) {
      gx[i] += g[i] * out[i] * (1 - out[i]);
    }
  });
}

/**
 * The hyperbolic tangent, like `torch.tanh`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.tanh(torch.tensor([-Infinity, 0, Infinity])).toArray(), [-1, 0, 1]);
 * ```
 */
export function tanh(input: Tensor): Tensor {
  const x = checkTensor("tanh()", "input", input).storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < x.length; i++) out[i] = Math.tanh(x[i]);
  return record("tanh", out, input.sizes, [input], "result", (g, gx) => {
    for (let i = 0; i < g.length; i++) {
      gx[i] += g[i] * (1 - out[i] * out[i]);
    }
  });
}
