import * as torch from "torch";
import { assert, assertEquals, assertLess, assertMatch } from "@std/assert";
import * as operations from "../../../lib/torch/ops/mod.ts";
import { unpack } from "../_fixtures.ts";
import { Dice, slopes } from "../_gradcheck.ts";
import { callCase, casesOf, testLikePyTorch } from "../_operations.ts";

// All that follows goes for every function that ops/ exports: one that has no signature as a method
// does not compile here, one without cases made by PyTorch, a smooth case or an example fails.
const names: (keyof torch.TensorMethods<torch.Tensor>)[] = Object.keys(
  operations,
) as (keyof typeof operations)[];

for (const name of names) testLikePyTorch(name);

/** How far autograd and differences may be apart, and how much a slope may change in a step. */
const TOLERANCE = 1e-3, SMOOTH = 0.02;

for (const name of names) {
  const cases = casesOf(name);

  Deno.test(`${name}() is compared with PyTorch`, () => {
    assert(
      cases.length >= 5,
      `there are ${cases.length} cases: add some to tests/fixtures/torch/ops.py`,
    );
  });

  // PyTorch gives detach() no gradient: there is nothing to compare.
  if (cases.length > 0 && cases.every(({ grads }) => grads.every((grad) => grad === null))) {
    continue;
  }
  Deno.test(`${name}() has the gradient that differences give`, () => {
    let checked = 0;
    for (const [seed, each] of cases.entries()) {
      const inputs = each.inputs.map((input) => unpack(each.pool[input]));
      const isModerate = each.out.values.every((value) => Math.abs(Number(value)) < 20);
      if (!isModerate || inputs.some((input) => input.numel() === 0)) continue;
      const run = (moved: torch.Tensor[]) => callCase(each, moved);
      const { error, bend } = slopes({ run, inputs, dice: new Dice(seed) });
      if (bend > SMOOTH || Number.isNaN(bend)) continue; // across a kink, or beside a pole
      assertLess(error, TOLERANCE, `${name}(${each.inputs}, ${JSON.stringify(each.arguments)})`);
      checked++;
    }
    assert(checked >= 5, `only ${checked} of ${cases.length} cases are smooth and small enough`);
  });
}

/** The code of all files of operations. */
async function sources(): Promise<string> {
  const folder = new URL("../../../lib/torch/ops/", import.meta.url);
  const read = async (name: string): Promise<string> => {
    // What has been imported as a module may be read as text without a permission.
    const { default: text } = await import(new URL(name, folder).href, { with: { type: "text" } });
    return text;
  };
  const files = (await read("mod.ts")).matchAll(/^export \* from "(.+)";$/gm);
  return (await Promise.all(Array.from(files, ([, file]) => read(file)))).join("\n");
}

const code = await sources();
for (const name of names) {
  Deno.test(`${name}() is documented with an example that calls it`, () => {
    const [before] = code.split(`export function ${name}(`);
    const comment = before.slice(before.lastIndexOf("/**"));
    assertMatch(comment, /@example[^]*\bassert\w*\(/);
    assertMatch(comment, new RegExp(`\\.${name}\\(`));
  });
}

Deno.test("every operation is a function of torch and a method of tensors", () => {
  for (const name of names) {
    assertEquals(typeof torch[name as keyof typeof torch], "function", name);
    assertEquals(typeof torch.Tensor.prototype[name], "function", name);
  }
});
