/**
 * The face for programs: `torch` and `d2l` together.
 *
 * @example
 * ```ts
 * import { d2l, torch } from "./mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [X, y] = d2l.syntheticData(torch.ones([200, 1]).mul(0.01), 0.05, 20);
 * assertEquals([X.shape, y.shape], [[20, 200], [20, 1]]);
 * ```
 *
 * @module
 */

export * as d2l from "./d2l/mod.ts";
export * as torch from "./torch/mod.ts";
