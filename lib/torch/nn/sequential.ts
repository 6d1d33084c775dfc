/**
 * Layers one after the other.
 *
 * @module
 */

import { show } from "../../checks.ts";
import type { Tensor } from "../tensor.ts";
import { Module } from "./module.ts";

/** A sequential network whose layers are known by number and type: `net[0].weight`. */
export type Sequential<Layers extends readonly Module[] = Module[]> =
  & Module
  & { readonly [K in Extract<keyof Layers, `${number}`>]: Layers[K] }
  & (number extends Layers["length"] ? { readonly [index: number]: Module }
    : unknown);

/**
 * Applies modules one after the other, like `torch.nn.Sequential`. `net[0]` is the first of them,
 * `net.length` is their number. A module may stand in several places, which then share its
 * parameters.
 *
 * @throws {TypeError} If an argument is not a module.
 *
 * @example
 * ```ts
 * import * as torch from "torch";
 * import { nn } from "torch";
 * import { assertEquals } from "@std/assert";
 *
 * const net = new nn.Sequential(new nn.Linear(4, 8), new nn.ReLU(), new nn.Linear(8, 1));
 * assertEquals(net(torch.ones([2, 4])).shape, [2, 1]);
 * assertEquals(net[0].weight.shape, [8, 4]);
 * assertEquals(net.length, 3);
 * ```
 */
export const Sequential = class Sequential extends Module {
  constructor(...layers: Module[]) {
    super();
    layers.forEach((layer, i) => {
      if (!(layer instanceof Module)) {
        throw new TypeError(
          `Sequential() expects modules but got ${show(layer)} as layer ${i}: ` +
            "write new nn.Sequential(new nn.Linear(2, 1), new nn.ReLU())",
        );
      }
    });
    Object.assign(this, layers); // this[0] is the first layer, and so on
    Object.defineProperty(this, "length", { value: layers.length }); // else the function's, 0
  }

  override forward(input: Tensor): Tensor {
    const layers = this as unknown as { readonly [index: number]: Module };
    let output = input;
    for (let i = 0; i < this.length; i++) output = layers[i](output);
    return output;
  }
} as new <Layers extends Module[]>(...layers: Layers) => Sequential<Layers>;
