import * as torch from "torch";
import { nn } from "torch";
import { assert, assertEquals } from "@std/assert";
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
  const linear = new nn.Linear(2, 2);
  linear.weight = b;
  linear.bias = v;
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
    "norm of p 1": a.norm(1),
    clamp: a.clamp({ min: 0 }),
    reshape: a.reshape([4]),
    "relu of -0": torch.tensor([-0, 0, -1], { requiresGrad: true }).relu(),
    copy_: torch.zeros([2, 2]).copy_(a),
    fill_: a.mul(1).fill_(2),
    linear: linear(a),
    mse: new nn.MSELoss({ reduction: "none" })(a, b),
    clone: a.clone(),
    "v.mul(v)": v.mul(v),
    long: torch.full([1200], 0.5, { requiresGrad: true }).mul(1),
  };
  assertEquals(Object.keys(results), figures.results.map(({ name }) => name));
  for (const { name, text } of figures.results) {
    assertEquals(String(results[name]), text, name);
  }
});

Deno.test("toString() looks only at the elements it shows", () => {
  const x = torch.zeros([10_000_000]);
  const start = performance.now();
  for (let i = 0; i < 100; i++) String(x);
  assert(performance.now() - start < 5000); // going through all of them takes minutes
  assertEquals(String(x), "tensor([0., 0., 0.,  ..., 0., 0., 0.])");
});
