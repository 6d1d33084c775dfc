/**
 * Operations whose result shares the numbers of its input: what is changed in place in the one
 * changes in the other.
 *
 * @module
 */

import { attach, needsGrad } from "../autograd.ts";
import { show, showShape } from "../../checks.ts";
import { sameShape, type Shape } from "../shape.ts";
import { checkTensor, Tensor } from "../tensor.ts";

/**
 * The same numbers in another shape, like `torch.reshape`. The result shares them: what is changed
 * in place in the one changes in the other.
 *
 * @param shape The sizes; one of them may be -1 and is found from the others.
 * @throws {RangeError} If the sizes do not multiply to the number of elements.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torch.arange(4).reshape([-1, 2]).toArray(), [[0, 1], [2, 3]]);
 * ```
 */
export function reshape(input: Tensor, shape: Shape): Tensor {
  checkTensor("reshape()", "input", input);
  const result = new Tensor(input.storage, fillIn(shape, input));
  input.storage.hasView = true;
  if (!needsGrad(input)) {
    result.base = input.base ?? input;
    return result;
  }
  return attach(result, "reshape", [input], [], (g, gx) => {
    for (let i = 0; i < g.length; i++) gx![i] += g[i];
  });
}

/** `shape` with the size for which -1 stands. */
function fillIn(shape: Shape, input: Tensor): Shape {
  const size = input.numel();
  const refuse = (why: string): never => {
    throw new RangeError(
      `reshape() cannot make shape ${show(shape)} of ${showShape(input.sizes)}: ${why}`,
    );
  };
  if (!Array.isArray(shape)) {
    throw new TypeError(`reshape() expects a shape such as [-1, 1] but got ${show(shape)}`);
  }
  if (sameShape(shape, input.sizes)) return input.sizes;
  let known = 1;
  let unknown = -1;
  for (let d = 0; d < shape.length; d++) {
    if (shape[d] === -1 && unknown === -1) unknown = d;
    else if (Number.isInteger(shape[d]) && shape[d] >= 0) known *= shape[d];
    else if (shape[d] === -1) refuse("only one size may be -1");
    else refuse("sizes are whole numbers of at least 0, and one of them may be -1");
  }
  if (unknown === -1) {
    return known === size ? [...shape] : refuse(`it has ${size} elements, not ${known}`);
  }
  if (known === 0) {
    refuse("beside a 0, the size for which -1 stands can be anything");
  }
  if (size % known !== 0) {
    refuse(`its ${size} elements cannot be divided by ${known}`);
  }
  return shape.map((length, d) => d === unknown ? size / known : length);
}

/**
 * The same numbers without history: the result needs no gradient, like `Tensor.detach`. It shares
 * the numbers with its input.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const w = torch.ones([2], { requiresGrad: true });
 * assertEquals(torch.detach(w).requiresGrad, false);
 * ```
 */
export function detach(input: Tensor): Tensor {
  return new Tensor(checkTensor("detach()", "input", input).storage, input.sizes);
}
