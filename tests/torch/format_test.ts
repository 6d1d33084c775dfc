import * as torch from "torch";
import { assertEquals } from "@std/assert";
import { fixture, type Packed, unpack } from "./_fixtures.ts";

const figures = fixture<{
  tensors: { input: Packed; requiresGrad: boolean; text: string }[];
  results: { name: string; text: string }[];
  resultOfEight: string;
}>("printing");

/** PyTorch's text in TypeScript's words: a shape is an array. */
function spelt(text: string): string {
  return text.replace(/size=\(([^)]*)\)/, "size=[$1]");
}

Deno.test("toString() prints what PyTorch prints", () => {
  for (const { input, requiresGrad, text } of figures.tensors) {
    const shown = String(unpack(input, { requiresGrad }));
    assertEquals(shown, spelt(text));
  }
});

Deno.test("console.log() and a notebook show what toString() gives", () => {
  for (
    const tensor of [
      torch.tensor(3),
      torch.ones([2, 2], { requiresGrad: true }),
      torch.randn([40, 40]),
    ]
  ) {
    assertEquals(Deno.inspect(tensor), String(tensor));
    assertEquals(`${tensor}`, String(tensor));
  }
});

Deno.test("console.log() shows tensors inside of arrays and objects", () => {
  assertEquals(Deno.inspect([torch.tensor(3)]), "[ tensor(3.) ]");
  assertEquals(Deno.inspect({ w: torch.tensor([1, 2]) }), "{ w: tensor([1., 2.]) }");
});

Deno.test("toString() names the operation a result comes from, as PyTorch does", () => {
  const M = [[0.5, -1], [2, 0.25]];
  const a = torch.tensor(M, { requiresGrad: true });
  const b = torch.tensor(M, { requiresGrad: true });
  const v = torch.tensor([1, 2], { requiresGrad: true });
  const results: Record<string, torch.Tensor> = {
    mul: a.mul(b),
    add: a.add(b),
    sub: a.sub(b),
    div: a.div(b),
    matmul: a.matmul(b),
    neg: a.neg(),
    abs: a.abs(),
    sign: a.sign(),
    exp: a.exp(),
    relu: a.relu(),
    sigmoid: a.sigmoid(),
    tanh: a.tanh(),
    sum: a.sum(),
    mean: a.mean(),
    norm: a.norm(),
    t: a.t(),
    clone: a.clone(),
    "v.mul(v)": v.mul(v),
    long: torch.full([1200], 0.5, { requiresGrad: true }).mul(1),
  };
  assertEquals(Object.keys(results), figures.results.map(({ name }) => name));
  for (const { name, text } of figures.results) {
    // PyTorch has several products and norms behind these two; here one operation is one name.
    const expected = text.replace("MmBackward0", "MatmulBackward0").replace(
      "LinalgVectorNorm",
      "Norm",
    );
    assertEquals(String(results[name]), expected);
  }
});
