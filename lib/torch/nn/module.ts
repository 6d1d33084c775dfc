/**
 * The base of all layers.
 *
 * @module
 */

import { checkTensor, Tensor } from "../tensor.ts";

/** A module is called like a function: `net(X)` is `net.forward(X)`. */
export interface Module<Inputs extends Tensor[] = [input: Tensor]> {
  /** Applies the module to its inputs. */
  (...inputs: Inputs): Tensor;
}

/**
 * A part of a network: parameters, and what is computed with them. Like `torch.nn.Module`.
 *
 * A subclass writes `forward`, and keeps its parameters (tensors that require gradients) and its
 * inner modules in fields, where {@linkcode parameters} finds them.
 *
 * @example A layer of one's own
 * ```ts
 * import * as torch from "torch";
 * import { nn } from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * class Scale extends nn.Module {
 *   factor = torch.tensor(2, { requiresGrad: true });
 *
 *   override forward(X: torch.Tensor) {
 *     return X.mul(this.factor);
 *   }
 * }
 *
 * const scale = new Scale();
 * assertEquals(scale(torch.ones([2])).toArray(), [2, 2]);
 * assertEquals(scale.parameters().length, 1);
 * ```
 */
export abstract class Module<Inputs extends Tensor[] = [input: Tensor]> {
  /**
   * Returns a function in the place of the new object, so that the module can be called; the fields
   * of subclasses become fields of that function.
   */
  constructor() {
    const name = `${new.target.name}()`;
    const call = (...inputs: Inputs): Tensor => {
      if (typeof module.forward !== "function") {
        throw new TypeError(`${name} has no forward(): write forward(X) { ... } in its class`);
      }
      for (const input of inputs) checkTensor(name, "its input", input);
      return module.forward(...inputs);
    };
    const module: Module<Inputs> = Object.setPrototypeOf(call, new.target.prototype);
    return module;
  }

  /** What the module computes from its inputs. */
  abstract forward(...inputs: Inputs): Tensor;

  /**
   * The modules this one consists of, in the order of its fields; each once, wherever it is used.
   */
  children(): Module[] {
    return [...new Set(Object.values(this).filter((field) => field instanceof Module))];
  }

  /**
   * The tensors to be trained: those of this module, then those of its inner modules. Each comes
   * once, even if several modules share it.
   */
  parameters(): Tensor[] {
    const own = Object.values(this).filter((field) =>
      field instanceof Tensor && field.requiresGrad && field.isLeaf
    );
    return [...new Set([...own, ...this.children().flatMap((child) => child.parameters())])];
  }

  /** Forgets the gradients of all parameters, like `Module.zero_grad`: `grad` becomes `null`. */
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.grad = null;
  }

  /** The module's name with its options, and its inner modules, as PyTorch prints them. */
  toString(): string {
    const inner = Object.entries(this)
      .filter(([, field]) => field instanceof Module)
      .map(([name, child]) => `\n  (${name}): ${String(child).replaceAll("\n", "\n  ")}`);
    const end = inner.length > 0 ? "\n" : "";
    return `${this.constructor.name}(${this.describe()}${inner.join("")}${end})`;
  }

  /** The options that {@linkcode toString} shows, like `Module.extra_repr`. */
  describe(): string {
    return "";
  }

  /** What `console.log` and a notebook show. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }
}
