/**
 * Walks the cases that tests/fixtures/torch/ops.py wrote: each operation, forward and backward, as
 * method and as function.
 *
 * @module
 */

import * as torch from "torch";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
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

/** A call with what PyTorch makes of it: the result, and the gradients from a cotangent. */
export interface Case extends Call {
  out: Packed;
  cotangent: string;
  grads: (Packed | null)[];
}

interface Family {
  pool: Record<string, Packed>;
  cases: Case[];
  refusals: Call[];
}

const FAMILIES = ["elementwise", "classify", "reduce", "matmul", "view", "inplace", "special"].map((
  name,
) => fixture<Family>(name));

/** Where a case belongs: the tensors it is about. */
type Pool = Pick<Family, "pool">;

/** All cases of an operation. */
export function casesOf(call: string): (Case & Pool)[] {
  return FAMILIES.flatMap(({ pool, cases }) =>
    cases.filter((each) => each.call === call).map((each) => ({ ...each, pool }))
  );
}

function refusalsOf(call: string): (Call & Pool)[] {
  return FAMILIES.flatMap(({ pool, refusals }) =>
    refusals.filter((each) => each.call === call).map((each) => ({ ...each, pool }))
  );
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

/** What an operation of a case is called on: a copy, if it works in place. */
function selfOf({ call }: Call, inputs: torch.Tensor[]): torch.Tensor {
  return call.endsWith("_") ? inputs[0].clone() : inputs[0];
}

/** Calls an operation as a case has it. */
export function callCase(
  each: Call,
  inputs: torch.Tensor[],
  self: torch.Tensor = selfOf(each, inputs),
): torch.Tensor {
  torch.manualSeed(0); // as the fixtures do it, for what draws
  return callMethod(each.call, self, argumentsOf(each.arguments, inputs));
}

/** Registers tests for an operation: in all its cases it gives PyTorch's figures and refusals. */
export function testLikePyTorch(call: string): void {
  const cases = casesOf(call), refusals = refusalsOf(call);
  const tolerance: Tolerance = { rtol: 1e-5, atol: CANCELLING.has(call) ? 1e-6 : 1e-12 };
  const leaves = ({ inputs, pool }: Call & Pool) =>
    inputs.map((name) => unpack(pool[name], { requiresGrad: true }));
  const show = ({ inputs, arguments: given }: Call) =>
    `${call}(${JSON.stringify(inputs)}, ${JSON.stringify(given)})`;

  Deno.test(`${call}() gives PyTorch's results and gradients in ${cases.length} cases`, () => {
    for (const each of cases) {
      const inputs = leaves(each), self = selfOf(each, inputs);
      const out = callCase(each, inputs, self);
      assertTensor(out, each.out, tolerance, show(each));
      if (call.endsWith("_")) assertStrictEquals(out, self, `${show(each)} gives its tensor back`);
      if (out.requiresGrad) out.backward(unpack(each.pool[each.cotangent]).reshape(out.shape));
      each.grads.forEach((grad, i) => {
        const at = `${show(each)}, gradient of input ${i}`;
        if (grad === null) assertEquals(inputs[i].grad, null, at);
        else assertTensor(inputs[i].grad, grad, tolerance, at);
      });
      torch.manualSeed(0);
      const given = argumentsOf(each.arguments, inputs);
      const twin = callFunction(call, selfOf(each, inputs), ...given);
      assertEquals(numbers(twin), numbers(out), `${show(each)} as a function`);
    }
  });

  if (refusals.length === 0) return;
  Deno.test(`${call}() refuses what PyTorch refuses in ${refusals.length} cases`, () => {
    for (const each of refusals) {
      const inputs = leaves(each), self = selfOf(each, inputs);
      const before = numbers(self);
      assertThrows(() => callCase(each, inputs, self), Error, `${call}()`, show(each));
      assertEquals(numbers(self), before, `${show(each)} leaves its tensor as it was`);
    }
  });
}
