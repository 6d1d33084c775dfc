/**
 * Layers and losses, like `torch.nn`.
 *
 * @module
 */

export * as init from "./init.ts";
export { Flatten, ReLU, Sigmoid, Tanh } from "./activation.ts";
export { Linear, type LinearOptions } from "./linear.ts";
export {
  CrossEntropyLoss,
  L1Loss,
  Loss,
  type LossOptions,
  MSELoss,
  type Reduction,
} from "./loss.ts";
export { Module } from "./module.ts";
export { Sequential } from "./sequential.ts";
