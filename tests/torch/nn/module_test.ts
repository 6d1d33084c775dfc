import * as torch from "torch";
import { nn } from "torch";
import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { fixture } from "../_fixtures.ts";

class Scale extends nn.Module {
  factor = torch.tensor(2, { requiresGrad: true });
  offset = torch.tensor(1); // a constant: no parameter
  inner: nn.Linear;

  constructor() {
    super();
    this.inner = new nn.Linear(2, 1);
  }

  override forward(X: torch.Tensor): torch.Tensor {
    return this.inner(X).mul(this.factor).add(this.offset);
  }
}

Deno.test("Module is callable, and calling it is calling forward()", () => {
  const scale = new Scale();
  const X = torch.ones([3, 2]);
  assertEquals(scale(X).toArray(), scale.forward(X).toArray());
});

Deno.test("Module is an instance of its class and of Module", () => {
  const scale = new Scale();
  assert(scale instanceof Scale && scale instanceof nn.Module);
  assert(!(scale instanceof nn.Linear));
});

Deno.test("parameters() finds a module's own tensors, then those of its inner modules", () => {
  const scale = new Scale();
  const found = scale.parameters();
  assertEquals(found.length, 3);
  [scale.factor, scale.inner.weight, scale.inner.bias].forEach((each, i) =>
    assertStrictEquals(found[i], each)
  );
});

Deno.test("parameters() of a layer are its weight and its bias", () => {
  const layer = new nn.Linear(2, 3);
  const shapes = layer.parameters().map(({ shape }) => [...shape]);
  assertEquals(shapes, [[3, 2], [3]]);
  assertEquals(new nn.Linear(2, 3, { bias: false }).parameters().length, 1);
});

Deno.test("parameters() and children() name a module that is used twice once", () => {
  const shared = new nn.Linear(2, 2);
  const net = new nn.Sequential(shared, new nn.ReLU(), shared);
  assertEquals(net.children().length, 2);
  assertEquals(net.parameters().length, 2);
});

Deno.test("modules() names a module, then those within it, in the order in which they are printed", () => {
  const [first, inner, last] = [new nn.Linear(2, 2), new nn.ReLU(), new nn.Linear(2, 1)];
  const middle = new nn.Sequential(inner);
  const net = new nn.Sequential(first, middle, last, inner);
  assertEquals(net.modules().length, 5);
  [net, first, middle, inner, last].forEach((each, i) =>
    assertStrictEquals(net.modules()[i], each)
  );
});

Deno.test("Module may hold itself, and 5,000 modules may be within each other", () => {
  const ring = new Scale();
  Object.assign(ring, { outer: ring });
  assertEquals(ring.parameters().length, 3);
  assertEquals(
    String(ring),
    "Scale(\n  (inner): Linear(inFeatures=2, outFeatures=1, bias=true)\n  (outer): Scale(...)\n)",
  );
  let deep: nn.Module = new nn.Linear(2, 1);
  for (let i = 0; i < 5000; i++) deep = new nn.Sequential(deep);
  assertEquals(deep.parameters().length, 2);
  assertEquals(String(deep).split("\n").length, 101);
});

Deno.test("Module takes fields with the names that functions have", () => {
  class Named extends nn.Module {
    constructor() {
      super();
      Object.assign(this, { name: "encoder", length: new nn.Linear(2, 1) });
    }

    override forward(X: torch.Tensor): torch.Tensor {
      return X;
    }
  }
  assertEquals((new Named() as unknown as { name: string }).name, "encoder");
  assertEquals(new Named().parameters().length, 2);
});

Deno.test("zeroGrad() takes every gradient away", () => {
  const scale = new Scale();
  scale(torch.ones([3, 2])).sum().backward();
  assert(scale.parameters().every(({ grad }) => grad !== null));
  scale.zeroGrad();
  assertEquals(scale.parameters().map(({ grad }) => grad), [null, null, null]);
});

Deno.test("Module is given tensors only", () => {
  // @ts-expect-error an array
  assertThrows(() => new nn.Linear(2, 1)([[1, 2]]), TypeError, "Linear()");
  // @ts-expect-error nothing
  assertThrows(() => new nn.ReLU()(), TypeError, "elu()");
});

Deno.test("Module prints like PyTorch's", () => {
  const modules = [
    new nn.Linear(200, 1),
    new nn.Linear(2, 3, { bias: false }),
    new nn.ReLU(),
    new nn.Sigmoid(),
    new nn.Tanh(),
    new nn.Flatten(),
    new nn.MSELoss(),
    new nn.L1Loss(),
    new nn.CrossEntropyLoss(),
    new nn.Sequential(new nn.Linear(2, 16), new nn.ReLU(), new nn.Linear(16, 1)),
    new nn.Sequential(new nn.Flatten(), new nn.Sequential(new nn.Linear(4, 2), new nn.Tanh())),
    new nn.Sequential(),
  ];
  assertEquals(modules.map(String), fixture<{ printed: string[] }>("nn").printed);
  assertEquals(modules.map((module) => Deno.inspect(module)), modules.map(String));
});

Deno.test("Module can be frozen and thawed through its parameters", () => {
  const layer = new nn.Linear(2, 1);
  const [weight] = layer.parameters();
  weight.requiresGrad = false;
  layer(torch.ones([1, 2])).sum().backward();
  assertStrictEquals(weight.grad, null);
  weight.requiresGrad = true;
  layer(torch.ones([1, 2])).sum().backward();
  assertEquals(weight.grad?.toArray(), [[1, 1]]);
});

Deno.test("Module.apply() visits each module after what it consists of, as PyTorch does", () => {
  const net = new nn.Sequential(
    new nn.Linear(2, 3),
    new nn.Sequential(new nn.ReLU(), new nn.Tanh()),
  );
  const names: string[] = [];
  assertEquals(net.apply((module) => names.push(module.constructor.name)) === net, true);
  assertEquals(names, ["Linear", "ReLU", "Tanh", "Sequential", "Sequential"]);
  // @ts-expect-error not a function
  assertThrows(() => net.apply(1), TypeError, "apply() expects a function but got 1");
});

Deno.test("Module.train() and eval() reach every module within", () => {
  const net = new nn.Sequential(new nn.Sequential(new nn.ReLU()));
  const modes = () => net.modules().map(({ training }) => training);
  assertEquals(modes(), [true, true, true]);
  assertEquals(net.eval() === net, true);
  assertEquals(modes(), [false, false, false]);
  net.train();
  assertEquals(modes(), [true, true, true]);
});

Deno.test("init.normal_() draws PyTorch's numbers in place, unrecorded", () => {
  const layer = new nn.Linear(4, 4);
  torch.manualSeed(3);
  assertEquals(nn.init.normal_(layer.weight, 1, 0.5) === layer.weight, true);
  torch.manualSeed(3);
  assertEquals(layer.weight.toArray(), torch.normal(1, 0.5, [4, 4]).toArray());
  assertEquals([layer.weight.isLeaf, layer.weight.requiresGrad], [true, true]);
});
