/**
 * The base of all layers.
 *
 * @module
 */

import { checkBoolean, checkCount, show } from "../../checks.ts";
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
  /** Whether the module is in training, which a layer of one's own may behave by. */
  declare training: boolean;

  /**
   * Returns a function in the place of the new object, so that the module can be called; the fields
   * of subclasses become fields of that function.
   */
  constructor(...none: never[]) {
    const name = `${new.target.name}()`;
    checkCount(name, 0, none); // a class without a constructor hands its arguments on
    const call = (...inputs: Inputs): Tensor => {
      if (typeof module.forward !== "function") {
        throw new TypeError(`${name} has no forward(): write forward(X) { ... } in its class`);
      }
      for (const input of inputs) checkTensor(name, "its input", input);
      try {
        return module.forward(...inputs);
      } catch (error) {
        throw isOverflow(error)
          ? new RangeError(`${name} calls modules within modules until the stack is full`)
          : error;
      }
    };
    const module: Module<Inputs> = Object.setPrototypeOf(call, new.target.prototype);
    module.training = true;
    for (const own of ["name", "length"]) Reflect.deleteProperty(call, own); // free for fields
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

  /** This module and all within it, each before what it consists of; each once. */
  modules(): Module[] {
    const found = new Set<Module>();
    const rest = [this as unknown as Module];
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      rest.push(...next.children().reverse());
    }
    return [...found];
  }

  /**
   * The tensors to be trained: those of this module, then those of its inner modules. Each comes
   * once, even if several modules share it.
   */
  parameters(): Tensor[] {
    const fields: unknown[] = this.modules().flatMap((module) => Object.values(module));
    const isParameter = (field: unknown) =>
      field instanceof Tensor && field.requiresGrad && field.isLeaf;
    return [...new Set(fields.filter(isParameter) as Tensor[])];
  }

  /**
   * Calls a function with this module and with all within it, each after what it consists of, like
   * `Module.apply`.
   *
   * @returns The module itself.
   */
  apply(visit: (module: Module) => void): this {
    if (typeof visit !== "function") {
      throw new TypeError(`apply() expects a function but got ${show(visit)}`);
    }
    for (const child of this.children()) child.apply(visit);
    visit(this as unknown as Module);
    return this;
  }

  /** Sets {@linkcode training} here and in all modules within, like `Module.train`. */
  train(mode = true): this {
    for (const module of this.modules()) module.training = checkBoolean("train()", "mode", mode);
    return this;
  }

  /** `train(false)`, like `Module.eval`. */
  eval(): this {
    return this.train(false);
  }

  /** Forgets the gradients of all parameters, like `Module.zero_grad`: `grad` becomes `null`. */
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.grad = null;
  }

  /** The module's name with its options, and its inner modules, as PyTorch prints them. */
  toString(): string {
    return print(this, []);
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

/** How many modules within modules are printed. */
const PRINTED_DEPTH = 50;

/** A module within those outside it; what never ends, or too deep, is left out. */
function print(module: Module<never>, outside: Module<never>[]): string {
  const name = module.constructor.name;
  if (outside.includes(module) || outside.length === PRINTED_DEPTH) return `${name}(...)`;
  const inner = Object.entries(module)
    .filter(([, field]) => field instanceof Module)
    .map(([field, child]) => {
      const text = print(child, [...outside, module]);
      return `\n  (${field}): ${text.replaceAll("\n", "\n  ")}`;
    });
  return `${name}(${module.describe()}${inner.join("")}${inner.length > 0 ? "\n" : ""})`;
}

/** Whether an error says that calls are nested too deeply. */
function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}
