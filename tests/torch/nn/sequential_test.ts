import * as torch from "torch";
import { nn } from "torch";
import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";

Deno.test("Sequential() applies its layers in order", () => {
  const [first, second] = [new nn.Linear(2, 3), new nn.Linear(3, 1)];
  const net = new nn.Sequential(first, new nn.ReLU(), second);
  const X = torch.randn([4, 2]);
  assertEquals(net(X).toArray(), second(first(X).relu()).toArray());
});

Deno.test("Sequential() keeps each layer at its number, with its type", () => {
  const layer = new nn.Linear(2, 3);
  const net = new nn.Sequential(layer, new nn.ReLU());
  assertStrictEquals(net[0], layer);
  assertStrictEquals(net[0].weight, layer.weight);
  assert(net[1] instanceof nn.ReLU);
});

Deno.test("Sequential() keeps eleven layers in order", () => {
  const layers = Array.from({ length: 11 }, () => new nn.Linear(1, 1));
  const net = new nn.Sequential(...layers);
  const expected = layers.flatMap((layer) => [layer.weight, layer.bias]);
  net.parameters().forEach((parameter, i) => assertStrictEquals(parameter, expected[i]));
});

Deno.test("Sequential() of nothing gives its input back", () => {
  const X = torch.ones([2]);
  assertStrictEquals(new nn.Sequential()(X), X);
});

Deno.test("Sequential() is a module, and an instance of its class", () => {
  const net = new nn.Sequential(new nn.ReLU());
  assert(net instanceof nn.Sequential && net instanceof nn.Module);
});

Deno.test("Sequential() refuses what is not a module", () => {
  assertThrows(
    // @ts-expect-error a function
    () => new nn.Sequential((X: torch.Tensor) => X),
    TypeError,
    "Sequential()",
  );
  assertThrows(
    // @ts-expect-error an array of modules
    () => new nn.Sequential([new nn.ReLU()]),
    TypeError,
    "Sequential()",
  );
  // @ts-expect-error a class
  assertThrows(() => new nn.Sequential(nn.ReLU), TypeError, "Sequential()");
});

Deno.test("Sequential applies a module as often as it is given, and counts it so", () => {
  const double = new nn.Linear(1, 1, { bias: false });
  double.weight.data.fill_(2);
  const net = new nn.Sequential(double, new nn.ReLU(), double);
  assertEquals(net(torch.ones([1, 1])).toArray(), [[4]]);
  assertEquals(net.length, 3);
});
