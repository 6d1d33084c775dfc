/**
 * Walks the cases that tests/fixtures/torch/ops.py wrote: each operation, forward and backward, as
 * method and as function.
 *
 * @module
 */

import * as torch from "torch";
import { assertEquals, assertThrows } from "@std/assert";
import {
  assertTensor,
  fixture,
  numbers,
  type Packed,
  type Tolerance,
  unpack,
} from "./_fixtures.ts";

/** One call in a fixture: `inputs[0].call(...arguments)`. */
export interface Call {
  call: string;
  inputs: string[];
  arguments: unknown[];
}

interface Case extends Call {
  out: Packed;
  cotangent: string;
  grads: (Packed | null)[];
}

interface Family {
  pool: Record<string, Packed>;
  cases: Case[];
  refusals: Call[];
}

const families = new Map<string, Family>();

function family(name: string): Family {
  if (!families.has(name)) families.set(name, fixture<Family>(name));
  return families.get(name)!;
}

/** All operations of a family of cases. */
export function callsOf(name: string): string[] {
  return [...new Set(family(name).cases.map((each) => each.call))];
}

/**
 * Puts the inputs where a fixture says `{"input": 1}`, and numbers where JSON has words for them.
 */
export function argumentsOf(given: unknown[], inputs: torch.Tensor[]): unknown[] {
  return given.map((value) => {
    if (value === "NaN" || value === "Infinity" || value === "-Infinity") {
      return Number(value);
    }
    if (typeof value === "object" && value !== null && "input" in value) {
      return inputs[value.input as number];
    }
    return value;
  });
}

/** Operations found by their names, of which the compiler knows nothing. */
type Operations = Record<string, (...given: unknown[]) => torch.Tensor>;

/** Calls a method by its name. */
export function callMethod(call: string, self: torch.Tensor, rest: unknown[]): torch.Tensor {
  return (self as unknown as Operations)[call](...rest);
}

/** Calls a function of torch by its name. */
export function callFunction(call: string, ...given: unknown[]): torch.Tensor {
  return (torch as unknown as Operations)[call](...given);
}

/**
 * Adding up in another order, or 1 - y near y = 1, leaves an absolute error of float32's last
 * digits.
 */
const CANCELLING = new Set([
  "add",
  "sub",
  "add_",
  "sub_",
  "sum",
  "mean",
  "norm",
  "matmul",
  "softmax",
  "logSoftmax",
  "sigmoid",
  "tanh",
]);

/**
 * Registers a test for each operation: all its cases in this family of fixtures give PyTorch's
 * figures.
 */
export function testLikePyTorch(name: string, calls = callsOf(name)): void {
  const { pool, cases, refusals } = family(name);
  for (const call of calls) {
    const inPlace = call.endsWith("_");
    const tolerance: Tolerance = {
      rtol: 1e-5,
      atol: CANCELLING.has(call) ? 1e-6 : 1e-12,
    };
    const own = cases.filter((each) => each.call === call);
    Deno.test(`${call}() gives PyTorch's results and gradients in ${own.length} cases (${name})`, () => {
      for (const each of own) {
        const inputs = each.inputs.map((input) => unpack(pool[input], { requiresGrad: true }));
        const where = `${call}(${JSON.stringify(each.inputs)}, ${JSON.stringify(each.arguments)})`;
        const given = argumentsOf(each.arguments, inputs);
        const self = inPlace ? inputs[0].clone() : inputs[0];
        const out = callMethod(call, self, given);
        assertTensor(out, each.out, tolerance, where);
        if (inPlace) {
          assertEquals(out === self, true, `${where} gives its tensor back`);
        } else {assertEquals(
            numbers(callFunction(call, inputs[0], ...given)),
            numbers(out),
            `${where} as a function`,
          );}
        if (out.requiresGrad) out.backward(unpack(pool[each.cotangent]).reshape(each.out.shape));
        each.grads.forEach((grad, i) => {
          const at = `${where}, gradient of input ${i}`;
          if (grad === null) assertEquals(inputs[i].grad, null, at);
          else assertTensor(inputs[i].grad, grad, tolerance, at);
        });
      }
    });
    const refused = refusals.filter((each) => each.call === call);
    if (refused.length === 0) continue;
    Deno.test(`${call}() refuses what PyTorch refuses in ${refused.length} cases (${name})`, () => {
      for (const each of refused) {
        const inputs = each.inputs.map((input) => unpack(pool[input], { requiresGrad: true }));
        const self = inPlace ? inputs[0].clone() : inputs[0];
        const before = numbers(self);
        const where = `${call}(${JSON.stringify(each.inputs)}, ${JSON.stringify(each.arguments)})`;
        assertThrows(
          () => callMethod(call, self, argumentsOf(each.arguments, inputs)),
          Error,
          `${call}()`,
          where,
        );
        assertEquals(numbers(self), before, `${where} leaves its tensor as it was`);
      }
    });
  }
}
