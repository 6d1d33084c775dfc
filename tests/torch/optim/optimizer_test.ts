import * as torch from "torch";
import { nn, optim } from "torch";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { numbers } from "../_fixtures.ts";

const parameter = () => torch.ones([2], { requiresGrad: true });

Deno.test("Optimizer takes a list of parameters, or a list of groups", () => {
  const [p, q] = [parameter(), parameter()];
  assertEquals(new optim.SGD([p, q], { lr: 0.1 }).paramGroups.length, 1);
  const trainer = new optim.SGD([{ params: p, weightDecay: 3 }, {
    params: [q],
  }], { lr: 0.1 });
  assertEquals(trainer.paramGroups.length, 2);
  assertStrictEquals(trainer.paramGroups[0].params[0], p);
  assertStrictEquals(trainer.paramGroups[1].params[0], q);
});

Deno.test("paramGroups hold every option, the group's own before the optimizer's", () => {
  const groups = [{ params: parameter(), weightDecay: 3 }, {
    params: parameter(),
  }];
  const trainer = new optim.SGD(groups, { lr: 0.1, momentum: 0.5 });
  const [first, second] = trainer.paramGroups;
  assertEquals([first.lr, first.momentum, first.weightDecay], [0.1, 0.5, 3]);
  assertEquals([second.lr, second.momentum, second.weightDecay], [0.1, 0.5, 0]);
});

Deno.test("Optimizer takes a network's parameters", () => {
  const net = new nn.Sequential(new nn.Linear(2, 1));
  const { weight, bias } = net[0];
  weight.data.fill_(1);
  bias.data.fill_(0);
  const trainer = new optim.SGD(net.parameters(), { lr: 1 });
  net(torch.tensor([[2, 3]])).sum().backward();
  trainer.step();
  assertEquals([numbers(weight), numbers(bias)], [[-1, -2], [-1]]);
});

Deno.test("Optimizer does not change the options and groups it is given", () => {
  const group = { params: [parameter()], weightDecay: 3 };
  const options = { lr: 0.1 };
  const trainer = new optim.SGD([group], options);
  trainer.paramGroups[0].lr = 7;
  assertEquals(Object.keys(group), ["params", "weightDecay"]);
  assertEquals(options, { lr: 0.1 });
});

Deno.test("zeroGrad() takes the gradients of all groups away", () => {
  const [p, q] = [parameter(), parameter()];
  const trainer = new optim.SGD([{ params: p }, { params: q }], { lr: 0.1 });
  p.mul(q).sum().backward();
  trainer.zeroGrad();
  assertEquals([p.grad, q.grad], [null, null]);
});

Deno.test("step() uses the gradients that are there, and leaves them there", () => {
  const p = parameter();
  const trainer = new optim.SGD([p], { lr: 0.5 });
  p.grad = torch.tensor([1, -1]);
  trainer.step();
  trainer.step();
  assertEquals(numbers(p), [0, 2]);
  assertEquals(numbers(p.grad), [1, -1]);
});

Deno.test("step() inside and outside noGrad() is the same", () => {
  const p = parameter();
  const trainer = new optim.SGD([p], { lr: 0.5 });
  p.grad = torch.tensor([1, -1]);
  torch.noGrad(() => trainer.step());
  assertEquals(numbers(p), [0.5, 1.5]);
});

Deno.test("Optimizer follows lr when paramGroups change it", () => {
  const p = parameter();
  const trainer = new optim.SGD([p], { lr: 0.5 });
  p.grad = torch.tensor([1, 1]);
  trainer.paramGroups[0].lr = 0.25;
  trainer.step();
  assertEquals(numbers(p), [0.75, 0.75]);
});

Deno.test("Optimizer refuses parameters that PyTorch refuses", () => {
  const p = parameter();
  const bad: unknown[] = [
    [],
    p,
    [1],
    [[1, 2]],
    [p.mul(2)],
    [{ params: p }, { params: p }],
    [{ params: p }, { params: [parameter(), p] }],
    [{ lr: 1 }],
    undefined,
    null,
    "net",
    new nn.Linear(1, 1),
  ];
  for (const params of bad) {
    assertThrows(
      () => new optim.SGD(params as torch.Tensor[], { lr: 0.1 }),
      Error,
      "SGD()",
      Deno.inspect(params),
    );
  }
});

Deno.test("addParamGroup() trains more parameters, with the optimizer's options or its own", () => {
  const [a, b, c] = [1, 2, 3].map((value) => torch.tensor(value, { requiresGrad: true }));
  const trainer = new optim.SGD([a], { lr: 0.5 });
  trainer.addParamGroup({ params: b, lr: 0.25 });
  trainer.addParamGroup({ params: [c] });
  assertEquals(trainer.paramGroups.map(({ lr }) => lr), [0.5, 0.25, 0.5]);
  a.add(b).add(c).backward();
  trainer.step();
  assertEquals([a, b, c].map((tensor) => tensor.item()), [0.5, 1.75, 2.5]);
});

Deno.test("addParamGroup() refuses what is trained already, and changes nothing then", () => {
  const a = torch.tensor(1, { requiresGrad: true });
  const trainer = new optim.SGD([a], { lr: 0.5 });
  assertThrows(() => trainer.addParamGroup({ params: a }), RangeError, "addParamGroup()");
  assertThrows(() => trainer.addParamGroup({ params: [] }), RangeError, "addParamGroup()");
  assertThrows(() => trainer.addParamGroup({ params: a, lr: -1 }), RangeError, "addParamGroup()");
  assertEquals(trainer.paramGroups.length, 1);
});
