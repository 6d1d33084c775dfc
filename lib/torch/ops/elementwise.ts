/**
 * Operations on one tensor, element by element: each is the forward loop and, right below it, its
 * gradient rule. Where a function has no derivative, the value is the one PyTorch takes.
 *
 * @module
 */

import { record } from "../autograd.ts";
import { checkNumber, checkOptions } from "../../checks.ts";
import { allocate } from "../memory.ts";
import type { ClampOptions } from "../methods.ts";
import { checkTensor, type Tensor } from "../tensor.ts";

/**
 * `-x`, like `torch.neg`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.neg(torch.tensor([1, -2])).toArray(), [-1, 2]);
 * ```
 */
export function neg(input: Tensor): Tensor {
  const x = checkTensor("neg()", "input", input).storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < x.length; i++) out[i] = -x[i];
  return record("neg", out, input.sizes, [input], [], (g, gx) => {
    for (let i = 0; i < g.length; i++) gx[i] -= g[i];
  });
}

/**
 * `|x|`, like `torch.abs`. The gradient at 0 is 0.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const x = torch.tensor([-2, 0, 3], { requiresGrad: true });
 * x.abs().sum().backward();
 * assertEquals(x.grad?.toArray(), [-1, 0, 1]);
 * ```
 */
export function abs(input: Tensor): Tensor {
  const x = checkTensor("abs()", "input", input).storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < x.length; i++) out[i] = Math.abs(x[i]);
  return record("abs", out, input.sizes, [input], [input], (g, gx) => {
    for (let i = 0; i < g.length; i++) gx[i] += g[i] * signOf(x[i]);
  });
}

/** 1, 0 or -1; 0 for NaN, which is neither above nor below 0. */
function signOf(x: number): number {
  return x > 0 ? 1 : x < 0 ? -1 : 0;
}

/**
 * 1 for a positive element, -1 for a negative one, otherwise 0, like `torch.sign`. The gradient is
 * 0 everywhere.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.sign(torch.tensor([-0.5, 0, 7])).toArray(), [-1, 0, 1]);
 * ```
 */
export function sign(input: Tensor): Tensor {
  const x = checkTensor("sign()", "input", input).storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < x.length; i++) out[i] = signOf(x[i]);
  return record("sign", out, input.sizes, [input], [], () => {});
}

/**
 * `x` to the power of a number, like `torch.pow`.
 *
 * @throws {TypeError} If `exponent` is not a number.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const x = torch.tensor([1, 2, 3], { requiresGrad: true });
 * const y = x.pow(2);
 * assertEquals(y.toArray(), [1, 4, 9]);
 * y.sum().backward();
 * assertEquals(x.grad?.toArray(), [2, 4, 6]);
 * ```
 */
export function pow(input: Tensor, exponent: number): Tensor {
  const x = checkTensor("pow()", "input", input).storage.values;
  checkNumber("pow()", "exponent", exponent);
  if (exponent === 2) return square(input);
  const out = allocate(x.length);
  for (let i = 0; i < x.length; i++) out[i] = power(x[i], exponent);
  return record("pow", out, input.sizes, [input], [input], (g, gx) => {
    if (exponent === 0) return; // 0 * x ** -1 would be NaN at x = 0
    for (let i = 0; i < g.length; i++) {
      gx[i] += g[i] * exponent * power(x[i], exponent - 1);
    }
  });
}

/** `pow()` as losses and penalties use it: loops without calls are four times as fast. */
function square(input: Tensor): Tensor {
  const x = input.storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < x.length; i++) out[i] = x[i] * x[i];
  return record("pow", out, input.sizes, [input], [input], (g, gx) => {
    for (let i = 0; i < g.length; i++) gx[i] += g[i] * 2 * x[i];
  });
}

/** `x ** exponent` as PyTorch takes it, where JavaScript is slower or differs at the edges. */
function power(x: number, exponent: number): number {
  if (exponent === 1) return x; // and its gradient
  if (exponent === 0.5) return Math.sqrt(x); // NaN for -Infinity, where `**` gives Infinity
  if (exponent === -0.5) return 1 / Math.sqrt(x);
  if (x === 1 || x === -1 && Math.abs(exponent) === Infinity) return 1; // as in C; `**` gives NaN
  return x ** exponent;
}

/**
 * `e ** x`, like `torch.exp`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(torch.exp(torch.tensor(1)).item(), Math.E, 1e-6);
 * ```
 */
export function exp(input: Tensor): Tensor {
  const x = checkTensor("exp()", "input", input).storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < x.length; i++) out[i] = Math.exp(x[i]);
  return record("exp", out, input.sizes, [input], "result", (g, gx) => {
    for (let i = 0; i < g.length; i++) gx[i] += g[i] * out[i];
  });
}

/**
 * The natural logarithm, like `torch.log`: -Infinity at 0, NaN below.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.log(torch.tensor([1, 0])).toArray(), [0, -Infinity]);
 * ```
 */
export function log(input: Tensor): Tensor {
  const x = checkTensor("log()", "input", input).storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < x.length; i++) out[i] = Math.log(x[i]);
  return record("log", out, input.sizes, [input], [input], (g, gx) => {
    for (let i = 0; i < g.length; i++) gx[i] += g[i] / x[i];
  });
}

/**
 * The square root, like `torch.sqrt`: NaN below 0. The gradient at 0 is Infinity.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.sqrt(torch.tensor([4, 9])).toArray(), [2, 3]);
 * ```
 */
export function sqrt(input: Tensor): Tensor {
  const x = checkTensor("sqrt()", "input", input).storage.values;
  const out = allocate(x.length);
  for (let i = 0; i < x.length; i++) out[i] = Math.sqrt(x[i]);
  return record("sqrt", out, input.sizes, [input], "result", (g, gx) => {
    for (let i = 0; i < g.length; i++) gx[i] += g[i] / (2 * out[i]);
  });
}

/**
 * Elements below `min` become `min`, those above `max` become `max`, like `torch.clamp`. The
 * gradient passes where the element is within the bounds, the bounds included.
 *
 * @throws {TypeError} If neither bound is given, or one is not a number.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.tensor([-2, 0.5, 2]).clamp({ min: -1, max: 1 }).toArray(), [-1, 0.5, 1]);
 * ```
 */
export function clamp(input: Tensor, options?: ClampOptions): Tensor {
  const x = checkTensor("clamp()", "input", input).storage.values;
  const { min: low, max: high } = checkOptions("clamp()", options, ["min", "max"]);
  if (low == null && high == null) {
    throw new TypeError("clamp() expects min or max, or both, but got neither");
  }
  // Rounded to float32 like the elements: an element of 0.3 lies at the bound 0.3, not above it.
  const min = Math.fround(checkNumber("clamp()", "min", low ?? -Infinity));
  const max = Math.fround(checkNumber("clamp()", "max", high ?? Infinity));
  const out = allocate(x.length);
  for (let i = 0; i < x.length; i++) {
    out[i] = Math.min(Math.max(x[i], min), max);
  }
  return record("clamp", out, input.sizes, [input], [input], (g, gx) => {
    for (let i = 0; i < g.length; i++) {
      if (x[i] >= min && x[i] <= max) gx[i] += g[i];
    }
  });
}
