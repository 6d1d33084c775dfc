/**
 * Tools around training, like `torch.utils`.
 *
 * @module
 */

export * as data from "./data/mod.ts";
