import * as torch from "torch";
import { assertEquals } from "@std/assert";
import * as operations from "../../lib/torch/ops/mod.ts";

/** Arguments for the methods that need some. */
const ARGUMENTS: Record<string, unknown[]> = {
  add: [2, { alpha: 3 }],
  sub: [2, { alpha: 3 }],
  mul: [2],
  div: [2],
  pow: [3],
  matmul: [torch.tensor([[1], [2]])],
  clamp: [{ min: 0.5, max: 2 }],
  sum: [{ dim: 0, keepdim: true }],
  mean: [{ dim: 0, keepdim: true }],
  reshape: [[4, 1]],
  indexSelect: [1, [1, 0]],
  add_: [2, { alpha: 3 }],
  sub_: [2, { alpha: 3 }],
  mul_: [2],
  fill_: [7],
  normal_: [5, 0],
  copy_: [torch.tensor([1, 2])],
};

type Call = (...args: unknown[]) => torch.Tensor;

for (const name of Object.keys(operations)) {
  Deno.test(`Tensor.${name}() is torch.${name}() of the tensor`, () => {
    const args = ARGUMENTS[name] ?? [];
    const ofMethod = torch.tensor([[0.25, 1], [2, 3]]);
    const ofFunction = ofMethod.clone();
    const method = (ofMethod as unknown as Record<string, Call>)[name].bind(ofMethod);
    const twin = (torch as unknown as Record<string, Call>)[name];
    const result = method(...args);
    assertEquals(result.toArray(), twin(ofFunction, ...args).toArray());
    assertEquals(ofMethod.toArray(), ofFunction.toArray());
  });
}
