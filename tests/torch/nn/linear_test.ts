import * as torch from "torch";
import { nn } from "torch";
import { assert, assertEquals, assertGreater, assertStrictEquals, assertThrows } from "@std/assert";
import {
  assertClose,
  assertTensor,
  fixture,
  type JsonNumber,
  type Packed,
  unpack,
} from "../_fixtures.ts";

interface LinearFigures {
  inputs: number;
  outputs: number;
  weight: Packed;
  bias: Packed | null;
  input: Packed;
  out: Packed;
  cotangent: Packed;
  grads: { input: Packed; weight: Packed; bias: Packed | null };
}

interface Draws {
  inputs: number;
  outputs: number;
  weight: JsonNumber[];
  bias: JsonNumber[] | null;
  randAfter: JsonNumber[];
}

/** A layer with a fixture's parameters. */
function layerOf({ inputs, outputs, weight, bias }: LinearFigures): nn.Linear<boolean> {
  const layer = new nn.Linear(inputs, outputs, { bias: bias !== null });
  layer.weight.data.copy_(unpack(weight));
  if (bias) layer.bias!.data.copy_(unpack(bias));
  return layer;
}

Deno.test("Linear() draws PyTorch's parameters to the last bit, and nothing more", () => {
  const { linear } = fixture<{ linear: Draws[] }>("training");
  assertGreater(linear.length, 7);
  const exactly = { rtol: 0, atol: 0 };
  for (const { inputs, outputs, weight, bias, randAfter } of linear) {
    torch.manualSeed(42);
    const layer = new nn.Linear<boolean>(inputs, outputs, { bias: bias !== null });
    const where = `Linear(${inputs}, ${outputs})`;
    assertEquals(layer.weight.shape, [outputs, inputs]);
    assertClose(layer.weight.toFloat32Array(), weight, exactly, where);
    if (bias) assertClose(layer.bias!.toFloat32Array(), bias, exactly, where);
    else assertStrictEquals(layer.bias, null);
    assertClose(torch.rand([1]).toFloat32Array(), randAfter, exactly, where);
  }
});

Deno.test("Linear() gives PyTorch's outputs and gradients", () => {
  for (const each of fixture<{ linears: LinearFigures[] }>("nn").linears) {
    const layer = layerOf(each);
    const X = unpack(each.input, { requiresGrad: true });
    const where = `Linear(${each.inputs}, ${each.outputs}) of ${JSON.stringify(each.input.shape)}`;
    const tolerance = { rtol: 1e-5, atol: each.inputs > 50 ? 1e-4 : 1e-5 };
    const out = layer(X);
    assertTensor(out, each.out, tolerance, where);
    out.backward(unpack(each.cotangent));
    assertTensor(X.grad, each.grads.input, tolerance, `${where}, gradient of the input`);
    assertTensor(
      layer.weight.grad,
      each.grads.weight,
      tolerance,
      `${where}, gradient of the weight`,
    );
    if (each.grads.bias) {
      assertTensor(layer.bias!.grad, each.grads.bias, tolerance, `${where}, gradient of the bias`);
    }
  }
});

Deno.test("Linear() computes no gradient for a frozen weight", () => {
  const layer = new nn.Linear(3, 2);
  layer.weight.requiresGrad = false;
  layer(torch.ones([4, 3])).sum().backward();
  assertStrictEquals(layer.weight.grad, null);
  assertEquals(layer.bias.grad?.toArray(), [4, 4]);
});

Deno.test("Linear() lets gradients through to its input when its parameters are frozen", () => {
  const layer = new nn.Linear(2, 1);
  layer.weight.data.copy_(torch.tensor([[3, -4]]));
  for (const parameter of layer.parameters()) parameter.requiresGrad = false;
  const X = torch.ones([2, 2], { requiresGrad: true });
  layer(X).sum().backward();
  assertEquals(X.grad?.toArray(), [[3, -4], [3, -4]]);
});

Deno.test("Linear() needs no gradient inside noGrad()", () => {
  const layer = new nn.Linear(3, 2);
  assertEquals(torch.noGrad(() => layer(torch.ones([4, 3]))).requiresGrad, false);
});

Deno.test("Linear() uses its weight as it is when it is called", () => {
  const layer = new nn.Linear(1, 1);
  layer.weight.data.fill_(2);
  layer.bias.data.fill_(1);
  assertEquals(layer(torch.tensor([[3]])).toArray(), [[7]]);
  layer.weight.data.fill_(3);
  assertEquals(layer(torch.tensor([[3]])).toArray(), [[10]]);
});

Deno.test("Linear() makes backward() refuse when its weight was changed in between", () => {
  const layer = new nn.Linear(2, 1);
  const hidden = new nn.Linear(2, 2);
  const loss = layer(hidden(torch.ones([1, 2]))).sum();
  torch.noGrad(() => layer.weight.add_(1));
  assertThrows(() => loss.backward(), Error, "backward()");
});

Deno.test("Linear() refuses an input of another width, and a scalar", () => {
  const layer = new nn.Linear(3, 2);
  for (const shape of [[4, 5], [5], [], [3, 0], [3, 1]]) {
    assertThrows(() => layer(torch.ones(shape)), RangeError, "Linear()");
  }
});

Deno.test("Linear() refuses sizes that are not positive integers", () => {
  // @ts-expect-error outFeatures is missing
  assertThrows(() => new nn.Linear(200), TypeError, "outFeatures");
  const sizes = [[0, 1], [1, -1], [1.5, 1], [NaN, 1], [1, Infinity]];
  for (const [inputs, outputs] of sizes) {
    assertThrows(() => new nn.Linear(inputs, outputs), RangeError, "Linear()");
  }
});

Deno.test("Linear() starts within plus or minus 1 / sqrt(inFeatures)", () => {
  const { weight, bias } = new nn.Linear(100, 50);
  const all = [...weight.toFloat32Array(), ...bias.toFloat32Array()];
  assert(
    all.every((x) => Math.abs(x) <= 0.1) && all.some((x) => x > 0.09) &&
      all.some((x) => x < -0.09),
  );
});
