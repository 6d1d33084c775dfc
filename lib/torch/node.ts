/**
 * The recorded operations: the nodes of the graph that `backward()` walks.
 *
 * @module
 */

import { showShape } from "../checks.ts";
import { allocate, type Storage } from "./memory.ts";
import type { Shape } from "./shape.ts";

/**
 * Adds an operation's share to the gradients of its inputs: `gradA[i] += grad[i] * ...`. An input
 * that needs no gradient gets `null` in the place of its array.
 */
export type GradientRule = (
  grad: Float32Array,
  gradA: Float32Array | null,
  gradB: Float32Array | null,
  gradC: Float32Array | null,
) => void;

/** Where a gradient flows: into the node that made a tensor, or into the `grad` of a leaf. */
export interface Edge {
  /** The last backward pass that has met this edge. */
  pass: number;
  /** Makes sure that the gradient will be right. @throws {Error} Otherwise. */
  check(): void;
  /** The array that rules add to. */
  gradient(): Float32Array;
}

/** What a node keeps of a tensor whose numbers its rule reads. */
interface Saved {
  readonly sizes: Shape;
  readonly storage: Storage;
}

/** What PyTorch calls the nodes whose names do not follow from the operation's. */
const PYTORCH_NAMES: Record<string, string> = {
  clamp: "ClampBackward1",
  copy_: "CopyBackwards",
  fill_: "FillBackward2",
  linear: "AddmmBackward0",
  matmul: "MmBackward0",
  norm: "LinalgVectorNormBackward0",
  reshape: "ViewBackward0",
  MSELoss: "MseLossBackward0",
  CrossEntropyLoss: "NllLossBackward0",
};

let nodesMade = 0;

/** One recorded operation. */
export class Node implements Edge {
  /** A node's id is larger than those of all nodes it was computed from. */
  readonly id: number = nodesMade++;
  /** The last backward pass that has met this node. */
  pass: number = -1;
  /**
   * The sum of the saved tensors' versions. Versions only grow, so one number is enough to tell.
   */
  readonly #savedVersions: number;
  #freed = false;
  #gradient: Float32Array | null = null;

  /**
   * Records an operation.
   *
   * @param name The operation's name, for messages.
   * @param size The number of elements of its result.
   * @param edges For each input, where its gradient goes; `null` if it needs none.
   * @param saved The tensors whose values the rule reads.
   * @param rule The operation's gradient rule.
   */
  constructor(
    readonly name: string,
    readonly size: number,
    readonly edges: readonly (Edge | null)[],
    private saved: readonly Saved[],
    private rule: GradientRule,
  ) {
    this.#savedVersions = sumOfVersions(saved);
    for (let i = 0; i < saved.length; i++) saved[i].storage.isSaved = true;
  }

  /** The gradient of the result, as far as later operations have added to it. */
  gradient(): Float32Array {
    return this.#gradient ??= allocate(this.size);
  }

  /**
   * Makes sure that the rule still gives the right gradient.
   *
   * @throws {Error} If what it saved is freed, or was changed in place.
   */
  check(): void {
    if (this.#freed) {
      throw new Error(
        `backward() has already gone through this graph, and ${this.name}() has freed the values it ` +
          "saved: compute the result again before each backward()",
      );
    }
    if (sumOfVersions(this.saved) !== this.#savedVersions) {
      const shapes = this.saved.map((tensor) => showShape(tensor.sizes)).join(" and ");
      throw new Error(
        `backward() needs values that ${this.name}() saved, of shape ${shapes}, but an in-place ` +
          "operation has changed them since: change a clone(), or call backward() first",
      );
    }
  }

  /** As PyTorch calls it: the node of `mul` is `<MulBackward0>`. */
  toString(): string {
    const name = this.name.replace("_", "");
    return `<${PYTORCH_NAMES[this.name] ?? `${name[0].toUpperCase()}${name.slice(1)}Backward0`}>`;
  }

  /** What `console.log` and a notebook show. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }

  /** Hands the gradient on to the inputs, and frees what was saved for it unless it is kept. */
  run(retainGraph: boolean): void {
    const { edges } = this;
    this.rule(
      this.gradient(),
      edges[0]?.gradient() ?? null,
      edges[1]?.gradient() ?? null,
      edges[2]?.gradient() ?? null,
    );
    this.#gradient = null;
    // As in PyTorch, an operation that saved nothing can run again.
    if (this.saved.length > 0 && !retainGraph) {
      this.#freed = true;
      this.saved = [];
      this.rule = () => {};
    }
  }
}

function sumOfVersions(tensors: readonly Saved[]): number {
  let sum = 0;
  for (let i = 0; i < tensors.length; i++) sum += tensors[i].storage.original.version;
  return sum;
}
