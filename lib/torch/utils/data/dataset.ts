/**
 * Data sets: examples that can be counted and picked.
 *
 * @module
 */

import { show, showShape } from "../../../checks.ts";
import { indexSelect } from "../../ops/copy.ts";
import { Tensor } from "../../tensor.ts";

/**
 * Tensors whose first dimension counts the examples, like `torch.utils.data.TensorDataset`.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const X = torch.tensor([[1, 2], [3, 4]]);
 * const y = torch.tensor([[10], [20]]);
 * const dataset = new torch.utils.data.TensorDataset(X, y);
 * assertEquals(dataset.length, 2);
 * assertEquals(dataset.batch([1]).map((tensor) => tensor.toArray()), [[[3, 4]], [[20]]]);
 * ```
 */
export class TensorDataset {
  /** The tensors, such as features and labels. */
  readonly tensors: readonly Tensor[];

  /**
   * Keeps the tensors; nothing is copied.
   *
   * @throws {TypeError | RangeError} If there is no tensor, or their first dimensions differ.
   */
  constructor(...tensors: Tensor[]) {
    if (tensors.length === 0) {
      throw new TypeError("TensorDataset() expects at least one Tensor but got none");
    }
    for (const tensor of tensors) {
      if (!(tensor instanceof Tensor)) {
        throw new TypeError(
          `TensorDataset() expects Tensors but got ${show(tensor)}: write new TensorDataset(X, y)`,
        );
      }
      if (tensor.dim() === 0) {
        throw new RangeError(
          "TensorDataset() expects tensors whose first dimension counts the examples but got a scalar",
        );
      }
      if (tensor.sizes[0] !== tensors[0].sizes[0]) {
        throw new RangeError(
          "TensorDataset() expects tensors with the same number of examples but got shapes " +
            tensors.map((tensor) => showShape(tensor.sizes)).join(" and "),
        );
      }
    }
    this.tensors = tensors;
  }

  /** The number of examples; `len(dataset)` in Python. */
  get length(): number {
    return this.tensors[0].sizes[0];
  }

  /**
   * The examples at the given places, put together to one tensor for each of {@linkcode tensors}.
   *
   * @throws {RangeError} If there is no such place.
   */
  batch(index: readonly number[]): Tensor[] {
    return this.tensors.map((tensor) => indexSelect(tensor, 0, index));
  }
}
