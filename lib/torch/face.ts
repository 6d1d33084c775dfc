/**
 * What `import * as torch from "torch"` gives in this project: all of `mod.ts`. Nothing checks the
 * types in a notebook, and JavaScript drops what a call has too much: `torch.div(x, 2, "floor")`
 * would divide. So each function and method here refuses an argument that it does not have.
 *
 * @module
 */

import { allExact, exact } from "../checks.ts";
import * as torch from "./mod.ts";

export * from "./mod.ts";

type Functions = Record<string, (...given: never[]) => unknown>;

// What stands here takes the place of what mod.ts gives under the same name.
export const {
  abs,
  add,
  add_,
  argmax,
  cat,
  clamp,
  clone,
  copy_,
  detach,
  div,
  eq,
  exp,
  fill_,
  full,
  gt,
  indexSelect,
  isGradEnabled,
  log,
  logSoftmax,
  lt,
  manualSeed,
  matmul,
  maximum,
  mean,
  mul,
  mul_,
  narrow,
  neg,
  noGrad,
  norm,
  normal,
  normal_,
  ones,
  onesLike,
  pow,
  rand,
  randn,
  randperm,
  relu,
  reshape,
  sigmoid,
  sign,
  softmax,
  sqrt,
  stack,
  sub,
  sub_,
  sum,
  t,
  tanh,
  tensor,
  zero_,
  zeros,
  zerosLike,
} = allExact(torch);

/** Methods that are called once a step or less; those of tensors are made exact in `ops/mod.ts`. */
const methods: [owner: object, names: string[]][] = [
  [torch.Tensor.prototype, ["backward", "item", "toArray", "toFloat32Array"]],
  [torch.Generator.prototype, ["manualSeed"]],
  [torch.nn.Module.prototype, ["apply", "children", "eval", "modules", "parameters", "zeroGrad"]],
  [torch.optim.Optimizer.prototype, ["addParamGroup", "step", "zeroGrad"]],
  [torch.utils.data.TensorDataset.prototype, ["batch"]],
];
for (const [owner, names] of methods) {
  for (const name of names) {
    Object.assign(owner, { [name]: exact(name, (owner as Functions)[name]) });
  }
}
