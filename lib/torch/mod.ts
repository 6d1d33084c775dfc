/**
 * A small float32 tensor engine with reverse-mode autograd that reads like PyTorch: the same names, the
 * same defaults and, with the same seed, the same numbers.
 *
 * @example One step of gradient descent
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const w = torch.tensor([1, 2], { requiresGrad: true });
 * w.pow(2).sum().backward();
 * torch.noGrad(() => w.sub_(w.grad!, { alpha: 0.25 }));
 * assertEquals(w.toArray(), [0.5, 1]);
 * ```
 *
 * @module
 */

export { isGradEnabled, noGrad } from "./autograd.ts";
export type { Edge, GradientRule, Node } from "./node.ts";
export type { TensorMethods } from "./methods.ts";
export { arange, full, ones, tensor, type TensorOptions, zeros } from "./creation.ts";
export { relu, sigmoid, tanh } from "./ops/activation.ts";
export { add, type AlphaOptions, div, mul, type Operand, sub } from "./ops/arithmetic.ts";
export {
  abs,
  clamp,
  type ClampOptions,
  exp,
  log,
  neg,
  pow,
  sign,
  sqrt,
} from "./ops/elementwise.ts";
export { add_, copy_, fill_, mul_, normal_, sub_, zero_ } from "./ops/inplace.ts";
export { matmul } from "./ops/matmul.ts";
export { mean, norm, type ReduceOptions, sum } from "./ops/reduce.ts";
export { clone, detach, indexSelect, reshape, t } from "./ops/view.ts";
export { Generator, manualSeed } from "./random.ts";
export {
  type GeneratorOptions,
  normal,
  rand,
  randn,
  type RandomOptions,
  randperm,
} from "./random_tensors.ts";
export type { Shape } from "./shape.ts";
export { type NestedArray, Tensor } from "./tensor.ts";
export * as nn from "./nn/mod.ts";
export * as optim from "./optim/mod.ts";
export * as utils from "./utils/mod.ts";
