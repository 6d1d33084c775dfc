/**
 * Operations on two tensors, element by element: each is the forward loop and, right below it, its
 * gradient rule. Shapes that differ are made equal first, by {@linkcode broadcast}, so that neither
 * needs to know about broadcasting.
 *
 * @module
 */

import { needsGrad, record, savedByEachOther } from "../autograd.ts";
import { allocate } from "../memory.ts";
import type { AlphaOptions } from "../methods.ts";
import type { Tensor } from "../tensor.ts";
import { alphaOf, broadcast, type Operand } from "./_operands.ts";

/**
 * `a + alpha * b`, like `torch.add`. The shapes broadcast.
 *
 * @throws {RangeError} If the shapes do not broadcast.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const X = torch.tensor([[1, 2], [3, 4]]);
 * assertEquals(X.add(torch.tensor([10, 20])).toArray(), [[11, 22], [13, 24]]);
 * assertEquals(torch.add(X, 1).toArray(), [[2, 3], [4, 5]]);
 * ```
 */
export function add(left: Operand, right: Operand, options?: AlphaOptions): Tensor {
  return addScaled("add", left, right, alphaOf("add()", options));
}

/**
 * `a - alpha * b`, like `torch.sub`. The shapes broadcast.
 *
 * @throws {RangeError} If the shapes do not broadcast.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.sub(torch.tensor([5, 7]), 2).toArray(), [3, 5]);
 * ```
 */
export function sub(left: Operand, right: Operand, options?: AlphaOptions): Tensor {
  return addScaled("sub", left, right, -alphaOf("sub()", options));
}

function addScaled(name: string, left: Operand, right: Operand, alpha: number): Tensor {
  const [a, b] = broadcast(`${name}()`, left, right);
  const x = a.storage.values, y = b.storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < out.length; i++) out[i] = x[i] + alpha * y[i];
  return record(name, out, a.sizes, [a, b], [], (g, ga, gb) => {
    if (ga) { for (let i = 0; i < g.length; i++) ga[i] += g[i]; }
    if (gb) { for (let i = 0; i < g.length; i++) gb[i] += alpha * g[i]; }
  });
}

/**
 * `a * b`, element by element, like `torch.mul`. The shapes broadcast.
 *
 * @throws {RangeError} If the shapes do not broadcast.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const row = torch.tensor([[1, 2, 3]]);
 * const column = torch.tensor([[1], [10]]);
 * assertEquals(row.mul(column).toArray(), [[1, 2, 3], [10, 20, 30]]);
 * ```
 */
export function mul(left: Operand, right: Operand): Tensor {
  const [a, b] = broadcast("mul()", left, right);
  const x = a.storage.values, y = b.storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < out.length; i++) out[i] = x[i] * y[i];
  return record("mul", out, a.sizes, [a, b], savedByEachOther(a, b), (g, ga, gb) => {
    if (ga) { for (let i = 0; i < g.length; i++) ga[i] += g[i] * y[i]; }
    if (gb) { for (let i = 0; i < g.length; i++) gb[i] += g[i] * x[i]; }
  });
}

/**
 * `a / b`, element by element, like `torch.div`. The shapes broadcast; division by 0 gives an
 * infinity or NaN.
 *
 * @throws {RangeError} If the shapes do not broadcast.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.tensor([1, 2, 3]).div(2).toArray(), [0.5, 1, 1.5]);
 * ```
 */
export function div(left: Operand, right: Operand): Tensor {
  const [a, b] = broadcast("div()", left, right);
  const x = a.storage.values, y = b.storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < out.length; i++) out[i] = x[i] / y[i];
  const saved = needsGrad(b) ? [a, b] : [b];
  return record("div", out, a.sizes, [a, b], saved, (g, ga, gb) => {
    if (ga) { for (let i = 0; i < g.length; i++) ga[i] += g[i] / y[i]; }
    if (gb) {
      for (let i = 0; i < g.length; i++) gb[i] -= g[i] * x[i] / (y[i] * y[i]);
    }
  });
}
