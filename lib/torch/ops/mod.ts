/**
 * All operations. Each function that the files here export becomes a method of tensors as well:
 * `a.add(b)` is `add(a, b)`.
 *
 * A new operation takes three places: its function in one of the files, its signature in
 * `methods.ts`, and its cases in `tests/fixtures/torch/ops.py`. Its gradient is then checked too.
 *
 * @module
 */

import { checkCount } from "../../checks.ts";
import type { TensorMethods } from "../methods.ts";
import { Tensor } from "../tensor.ts";
import * as activation from "./activation.ts";
import * as arithmetic from "./arithmetic.ts";
import * as compare from "./compare.ts";
import * as copy from "./copy.ts";
import * as elementwise from "./elementwise.ts";
import * as inplace from "./inplace.ts";
import * as matmul from "./matmul.ts";
import * as reduce from "./reduce.ts";
import * as softmax from "./softmax.ts";
import * as view from "./view.ts";

export * from "./activation.ts";
export * from "./arithmetic.ts";
export * from "./compare.ts";
export * from "./copy.ts";
export * from "./elementwise.ts";
export * from "./inplace.ts";
export * from "./matmul.ts";
export * from "./reduce.ts";
export * from "./softmax.ts";
export * from "./view.ts";

type Methods = Omit<TensorMethods<Tensor>, "backward">;

/** A function for each signature of a method. */
type Operations = {
  [Name in keyof Methods]: (input: Tensor, ...rest: Parameters<Methods[Name]>) => Tensor;
};

const operations: Operations = {
  ...activation,
  ...arithmetic,
  ...compare,
  ...copy,
  ...elementwise,
  ...inplace,
  ...matmul,
  ...reduce,
  ...softmax,
  ...view,
};

for (const [name, operation] of Object.entries<(...given: never[]) => Tensor>(operations)) {
  const call = `${name}()`, most = operation.length - 1;
  Object.assign(Tensor.prototype, {
    [name](this: Tensor, ...rest: never[]) {
      checkCount(call, most, rest);
      return operation(this as never, ...rest);
    },
  });
}
