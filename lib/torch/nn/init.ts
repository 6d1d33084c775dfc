/**
 * Ways to fill a parameter before training, like `torch.nn.init`. None of them is recorded.
 *
 * @module
 */

import { noGrad } from "../autograd.ts";
import type { GeneratorOptions } from "../random.ts";
import { checkTensor, type Tensor } from "../tensor.ts";

/**
 * Draws every element from N(mean, std²), like `torch.nn.init.normal_`.
 *
 * @param tensor What to fill, of any shape.
 * @returns The tensor itself.
 *
 * @example All linear layers of a network
 * ```ts
 * import { nn } from "torch";
 * import { assert } from "@std/assert";
 *
 * const net = new nn.Sequential(new nn.Linear(4, 8), new nn.ReLU(), new nn.Linear(8, 1));
 * net.apply((m) => {
 *   if (m instanceof nn.Linear) nn.init.normal_(m.weight, 0, 0.01);
 * });
 * assert(net[0].weight.norm().item() < 1);
 * ```
 */
export function normal_(tensor: Tensor, mean = 0, std = 1, options?: GeneratorOptions): Tensor {
  checkTensor("init.normal_()", "tensor", tensor);
  return noGrad(() => tensor.normal_(mean, std, options));
}
