/**
 * A small float32 tensor engine with reverse-mode autograd that reads like PyTorch: the same names,
 * the same defaults and, with the same seed, the same numbers.
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
export type {
  AlphaOptions,
  ArgmaxOptions,
  BackwardOptions,
  ClampOptions,
  NormOptions,
  ReduceOptions,
  TensorMethods,
} from "./methods.ts";
export {
  arange,
  full,
  ones,
  onesLike,
  tensor,
  type TensorOptions,
  zeros,
  zerosLike,
} from "./creation.ts";
export * from "./ops/mod.ts";
export { cat, stack } from "./ops/join.ts";
export type { Operand } from "./ops/_operands.ts";
export { Generator, type GeneratorOptions, manualSeed } from "./random.ts";
export { normal, rand, randn, type RandomOptions, randperm } from "./random_tensors.ts";
export type { Shape } from "./shape.ts";
export { type NestedArray, Tensor } from "./tensor.ts";
export * as nn from "./nn/mod.ts";
export * as optim from "./optim/mod.ts";
export * as utils from "./utils/mod.ts";
