/**
 * The face for programs: `torch` and `d2l` together, to be imported by this file's path from any
 * folder. A program that writes `import * as torch from "torch"` names `torch/mod.ts` and
 * `d2l/mod.ts` in its import map; if its types are checked, its `compilerOptions.lib` needs `"dom"`
 * beside `"deno.window"`, since what runs in a figure's page is part of the library.
 *
 * @example
 * ```ts
 * import { d2l, torch } from "./mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [X, y] = d2l.syntheticData(torch.tensor([2, -3.4]), 4.2, 20);
 * assertEquals([X.shape, y.shape], [[20, 2], [20, 1]]);
 * ```
 *
 * @module
 */

export * as d2l from "./d2l/mod.ts";
export * as torch from "./torch/mod.ts";
