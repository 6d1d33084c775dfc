import * as torch from "torch";
import { assertEquals, assertThrows } from "@std/assert";
import { assertTensor, fixture, numbers, type Packed, unpack } from "../_fixtures.ts";

interface Case {
  call: "cat" | "stack";
  inputs: string[];
  arguments: [dim: number];
  out: Packed;
  cotangent: string;
  grads: Packed[];
}

const { pool, cases, refusals } = fixture<{
  pool: Record<string, Packed>;
  cases: Case[];
  refusals: Pick<Case, "call" | "inputs" | "arguments">[];
}>("join");

for (const call of ["cat", "stack"] as const) {
  const own = cases.filter((each) => each.call === call);
  Deno.test(`${call}() gives PyTorch's results and gradients in ${own.length} cases`, () => {
    for (const { inputs, arguments: [dim], out, cotangent, grads } of own) {
      const where = `${call}(${JSON.stringify(inputs)}, ${dim})`;
      const tensors = inputs.map((input) => unpack(pool[input], { requiresGrad: true }));
      const joined = torch[call](tensors, dim);
      assertTensor(joined, out, {}, where);
      joined.backward(unpack(pool[cotangent]).reshape(out.shape));
      grads.forEach((grad, i) => {
        // An empty tensor that was passed over has no gradient here, and one of no numbers there.
        if (numbers(tensors[i]).length > 0) {
          assertTensor(tensors[i].grad, grad, {}, `${where}, ${i}`);
        }
      });
    }
  });

  const refused = refusals.filter((each) => each.call === call);
  Deno.test(`${call}() refuses what PyTorch refuses in ${refused.length} cases`, () => {
    for (const { inputs, arguments: [dim] } of refused) {
      const tensors = inputs.map((input) => unpack(pool[input]));
      assertThrows(() => torch[call](tensors, dim), Error, `${call}()`, JSON.stringify(inputs));
    }
  });

  Deno.test(`${call}() refuses an empty list, and what is no list of Tensors`, () => {
    assertThrows(() => torch[call]([]), RangeError, `${call}() expects at least one Tensor`);
    // @ts-expect-error a Tensor alone
    assertThrows(() => torch[call](torch.ones([2])), TypeError, `${call}() expects an array`);
    const mixed = [torch.ones([2]), 1] as torch.Tensor[];
    assertThrows(() => torch[call](mixed), TypeError, `${call}() expects each entry`);
  });

  Deno.test(`${call}() refuses null for a dimension`, () => {
    const dim = null as unknown as number;
    assertThrows(() => torch[call]([torch.ones([2])], dim), TypeError, `${call}() expects dim`);
  });

  Deno.test(`${call}() makes a copy, of a single tensor too`, () => {
    const x = torch.ones([2]);
    torch[call]([x]).zero_();
    assertEquals(x.toArray(), [1, 1]);
  });
}
