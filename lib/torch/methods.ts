/**
 * What can be done with a tensor, as methods: `a.add(b)` is `add(a, b)`. The functions stand in `ops/`,
 * each with its documentation and its gradient rule; here each is only handed on.
 *
 * @module
 */

import * as activation from "./ops/activation.ts";
import * as arithmetic from "./ops/arithmetic.ts";
import * as elementwise from "./ops/elementwise.ts";
import * as inplace from "./ops/inplace.ts";
import * as matrix from "./ops/matmul.ts";
import * as reduce from "./ops/reduce.ts";
import * as view from "./ops/view.ts";
import type { AlphaOptions, Operand } from "./ops/arithmetic.ts";
import type { ClampOptions } from "./ops/elementwise.ts";
import type { ReduceOptions } from "./ops/reduce.ts";
import type { GeneratorOptions } from "./random_tensors.ts";
import type { Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/** The operations of a {@linkcode Tensor}, as methods that can be chained. */
export abstract class TensorMethods {
  /** `torch.add` as a method: see {@linkcode arithmetic.add}. */
  add(this: Tensor, other: Operand, options?: AlphaOptions): Tensor {
    return arithmetic.add(this, other, options);
  }

  /** `torch.sub` as a method: see {@linkcode arithmetic.sub}. */
  sub(this: Tensor, other: Operand, options?: AlphaOptions): Tensor {
    return arithmetic.sub(this, other, options);
  }

  /** `torch.mul` as a method: see {@linkcode arithmetic.mul}. */
  mul(this: Tensor, other: Operand): Tensor {
    return arithmetic.mul(this, other);
  }

  /** `torch.div` as a method: see {@linkcode arithmetic.div}. */
  div(this: Tensor, other: Operand): Tensor {
    return arithmetic.div(this, other);
  }

  /** `torch.pow` as a method: see {@linkcode elementwise.pow}. */
  pow(this: Tensor, exponent: number): Tensor {
    return elementwise.pow(this, exponent);
  }

  /** `torch.matmul` as a method: see {@linkcode matrix.matmul}. */
  matmul(this: Tensor, other: Tensor): Tensor {
    return matrix.matmul(this, other);
  }

  /** `torch.neg` as a method: see {@linkcode elementwise.neg}. */
  neg(this: Tensor): Tensor {
    return elementwise.neg(this);
  }

  /** `torch.abs` as a method: see {@linkcode elementwise.abs}. */
  abs(this: Tensor): Tensor {
    return elementwise.abs(this);
  }

  /** `torch.sign` as a method: see {@linkcode elementwise.sign}. */
  sign(this: Tensor): Tensor {
    return elementwise.sign(this);
  }

  /** `torch.exp` as a method: see {@linkcode elementwise.exp}. */
  exp(this: Tensor): Tensor {
    return elementwise.exp(this);
  }

  /** `torch.log` as a method: see {@linkcode elementwise.log}. */
  log(this: Tensor): Tensor {
    return elementwise.log(this);
  }

  /** `torch.sqrt` as a method: see {@linkcode elementwise.sqrt}. */
  sqrt(this: Tensor): Tensor {
    return elementwise.sqrt(this);
  }

  /** `torch.relu` as a method: see {@linkcode activation.relu}. */
  relu(this: Tensor): Tensor {
    return activation.relu(this);
  }

  /** `torch.sigmoid` as a method: see {@linkcode activation.sigmoid}. */
  sigmoid(this: Tensor): Tensor {
    return activation.sigmoid(this);
  }

  /** `torch.tanh` as a method: see {@linkcode activation.tanh}. */
  tanh(this: Tensor): Tensor {
    return activation.tanh(this);
  }

  /** `torch.clamp` as a method: see {@linkcode elementwise.clamp}. */
  clamp(this: Tensor, options: ClampOptions): Tensor {
    return elementwise.clamp(this, options);
  }

  /** `torch.sum` as a method: see {@linkcode reduce.sum}. */
  sum(this: Tensor, options?: ReduceOptions): Tensor {
    return reduce.sum(this, options);
  }

  /** `torch.mean` as a method: see {@linkcode reduce.mean}. */
  mean(this: Tensor, options?: ReduceOptions): Tensor {
    return reduce.mean(this, options);
  }

  /** `torch.norm` as a method: see {@linkcode reduce.norm}. */
  norm(this: Tensor): Tensor {
    return reduce.norm(this);
  }

  /** `torch.reshape` as a method: see {@linkcode view.reshape}. */
  reshape(this: Tensor, shape: Shape): Tensor {
    return view.reshape(this, shape);
  }

  /** `torch.t` as a method: see {@linkcode view.t}. */
  t(this: Tensor): Tensor {
    return view.t(this);
  }

  /** `torch.detach` as a method: see {@linkcode view.detach}. */
  detach(this: Tensor): Tensor {
    return view.detach(this);
  }

  /** `torch.clone` as a method: see {@linkcode view.clone}. */
  clone(this: Tensor): Tensor {
    return view.clone(this);
  }

  /** `torch.indexSelect` as a method: see {@linkcode view.indexSelect}. */
  indexSelect(this: Tensor, dim: number, index: readonly number[]): Tensor {
    return view.indexSelect(this, dim, index);
  }

  /** See {@linkcode inplace.add_}. */
  add_(this: Tensor, other: Operand, options?: AlphaOptions): Tensor {
    return inplace.add_(this, other, options);
  }

  /** See {@linkcode inplace.sub_}. */
  sub_(this: Tensor, other: Operand, options?: AlphaOptions): Tensor {
    return inplace.sub_(this, other, options);
  }

  /** See {@linkcode inplace.mul_}. */
  mul_(this: Tensor, other: Operand): Tensor {
    return inplace.mul_(this, other);
  }

  /** See {@linkcode inplace.zero_}. */
  zero_(this: Tensor): Tensor {
    return inplace.zero_(this);
  }

  /** See {@linkcode inplace.fill_}. */
  fill_(this: Tensor, value: number): Tensor {
    return inplace.fill_(this, value);
  }

  /** See {@linkcode inplace.normal_}. */
  normal_(this: Tensor, mean?: number, std?: number, options?: GeneratorOptions): Tensor {
    return inplace.normal_(this, mean, std, options);
  }

  /** See {@linkcode inplace.copy_}. */
  copy_(this: Tensor, source: Tensor): Tensor {
    return inplace.copy_(this, source);
  }
}
