/**
 * Optimizers, like `torch.optim`.
 *
 * @module
 */

export { Adam, type AdamBase, type AdamOptions, AdamW } from "./adam.ts";
export { type GroupOptions, Optimizer, type ParameterGroup, type Parameters } from "./optimizer.ts";
export { SGD, type SGDOptions } from "./sgd.ts";
