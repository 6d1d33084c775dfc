import * as torch from "torch";
import { nn, optim } from "torch";
import { assertEquals } from "@std/assert";

const { DataLoader, TensorDataset } = torch.utils.data;

/** What a notebook may pass although the types forbid it: nothing checks them there. */
const wrong = (value: unknown) => value as never;

/** Calls a function with what its type forbids. */
const call = (f: unknown, ...given: unknown[]) => (f as (...given: unknown[]) => unknown)(...given);

/** Makes an object from what its class forbids. */
const make = (Class: unknown, ...given: unknown[]) =>
  new (Class as new (...given: unknown[]) => unknown)(...given);

const p = () => torch.ones([2], { requiresGrad: true });
const rows = () => new TensorDataset(torch.ones([3, 1]));

/**
 * Every message of the engine, whole. Each names the call, what it wants and what it got, and where
 * there is a usual cause, what to write instead.
 */
const MESSAGES: Record<string, [says: string, when: () => unknown][]> = {
  "Functions that make tensors": [
    [
      "RangeError: tensor() expects arrays beside each other to have equal length but got lengths 2 and 1 in dim 1",
      () => torch.tensor([[1, 2], [3]]),
    ],
    [
      "RangeError: tensor() expects arrays of equal depth but got 3 beside an array",
      () => torch.tensor(wrong([[1, 2], 3])),
    ],
    [
      "RangeError: tensor() expects arrays of equal depth but got [2, 3] beside a number",
      () => torch.tensor(wrong([1, [2, 3]])),
    ],
    [
      'TypeError: tensor() expects numbers in nested arrays but got "2"',
      () => torch.tensor(wrong([[1, "2"]])),
    ],
    [
      "TypeError: tensor() expects numbers in nested arrays but got undefined",
      () => torch.tensor(wrong(undefined)),
    ],
    [
      "TypeError: tensor() expects numbers in nested arrays but got a Tensor of shape [2]",
      () => torch.tensor(wrong(torch.ones([2]))),
    ],
    [
      "TypeError: tensor() expects numbers in nested arrays but got a Tensor of shape [2]",
      () => torch.tensor(wrong([torch.ones([2])])),
    ],
    [
      "TypeError: tensor() expects numbers in nested arrays but got true",
      () => torch.tensor(wrong([true])),
    ],
    [
      'TypeError: tensor() got an unknown option "requires_grad": did you mean requiresGrad?',
      () => torch.tensor([1], wrong({ requires_grad: true })),
    ],
    [
      "TypeError: tensor() expects its options as an object { requiresGrad } but got true",
      () => torch.tensor([1], wrong(true)),
    ],
    [
      "RangeError: tensor() expects at most 64 arrays within each other but got more: does one hold itself?",
      () => {
        const cyclic: unknown[] = [];
        cyclic.push(cyclic);
        torch.tensor(wrong(cyclic));
      },
    ],
    [
      "RangeError: zeros() has no room for 10000000000 elements, which take 40 GB",
      () => torch.zeros([1e10]),
    ],
    [
      "RangeError: arange() has no room for 100000000000 elements, which take 400 GB",
      () => torch.arange(1e11),
    ],
    [
      "TypeError: arange() expects end to be a number but got undefined",
      () => torch.arange(0, wrong(undefined)),
    ],
    [
      "TypeError: arange() expects its options as an object { requiresGrad } but got 4",
      () => call(torch.arange, 1, 2, 3, 4),
    ],
    [
      "TypeError: zeros() expects its options as an object { requiresGrad } but got null",
      () => torch.zeros([2], wrong(null)),
    ],
    [
      "TypeError: requiresGrad expects true or false but got null",
      () => torch.zeros([2], { requiresGrad: wrong(null) }),
    ],
    ["TypeError: zeros() expects a shape such as [2, 3] but got 3", () => torch.zeros(wrong(3))],
    ["TypeError: zeros() expects a shape such as [2, 3] but got 2", () => call(torch.zeros, 2, 3)],
    [
      "RangeError: zeros() expects every size of the shape to be an integer of at least 0 but got -1",
      () => torch.zeros([-1]),
    ],
    [
      "RangeError: zeros() expects every size of the shape to be an integer of at least 0 but got 1.5",
      () => torch.zeros([2, 1.5]),
    ],
    [
      'TypeError: full() expects value to be a number but got "7"',
      () => torch.full([2], wrong("7")),
    ],
    [
      "RangeError: arange() expects a step that leads from start to end but got start 0, end 5, step 0",
      () => torch.arange(0, 5, 0),
    ],
    [
      "RangeError: arange() expects a step that leads from start to end but got start 0, end -1, step 1",
      () => torch.arange(-1),
    ],
    ['TypeError: arange() expects end to be a number but got "5"', () => torch.arange(wrong("5"))],
  ],
  "Random numbers": [
    [
      "RangeError: manualSeed() expects a whole number from -2**63 to 2**64 - 1 (beyond 2**53 a bigint) but got 1.5",
      () => torch.manualSeed(1.5),
    ],
    [
      'TypeError: manualSeed() expects a whole number from -2**63 to 2**64 - 1 (beyond 2**53 a bigint) but got "42"',
      () => torch.manualSeed(wrong("42")),
    ],
    [
      "TypeError: manualSeed() expects a whole number from -2**63 to 2**64 - 1 (beyond 2**53 a bigint) but got undefined",
      () => torch.manualSeed(wrong(undefined)),
    ],
    [
      "RangeError: manualSeed() expects a whole number from -2**63 to 2**64 - 1 (beyond 2**53 a bigint) but got 1152921504606847000",
      () => torch.manualSeed(2 ** 60),
    ],
    [
      "RangeError: manualSeed() expects a whole number from -2**63 to 2**64 - 1 (beyond 2**53 a bigint) but got 18446744073709551616n",
      () => torch.manualSeed(2n ** 64n),
    ],
    [
      "RangeError: normal() expects std to be a finite number of at least 0 but got -1",
      () => torch.normal(0, -1, [2]),
    ],
    [
      "TypeError: normal() expects a shape such as [2, 3] but got undefined",
      () => call(torch.normal, 0, 1),
    ],
    [
      "TypeError: normal() expects mean to be a number but got a Tensor of shape [2]",
      () => torch.normal(wrong(torch.ones([2])), 1, [2]),
    ],
    ["TypeError: rand() expects a shape such as [2, 3] but got 2", () => call(torch.rand, 2, 3)],
    [
      "TypeError: rand() expects generator to be a Generator but got 42",
      () => torch.rand([2], wrong({ generator: 42 })),
    ],
    [
      "RangeError: randperm() expects n to be an integer of at least 0 but got -1",
      () => torch.randperm(-1),
    ],
    [
      "RangeError: randperm() expects n to be at most 100000000 but got 200000000",
      () => torch.randperm(2e8),
    ],
    [
      "TypeError: normal_() expects std to be a finite number of at least 0 but got null",
      () => torch.ones([2]).normal_(0, wrong(null)),
    ],
  ],
  "Operations": [
    [
      "RangeError: matmul() cannot multiply shapes [5, 200] and [5, 1]: the inner sizes 200 and 5 must be equal, as they are for a.t()",
      () => torch.ones([5, 200]).matmul(torch.ones([5, 1])),
    ],
    [
      "RangeError: matmul() cannot multiply shapes [3] and [4]: the inner sizes 3 and 4 must be equal",
      () => torch.ones([3]).matmul(torch.ones([4])),
    ],
    [
      "RangeError: matmul() cannot multiply shapes [2, 3, 4] and [4]: each must have one or two dimensions",
      () => torch.ones([2, 3, 4]).matmul(torch.ones([4])),
    ],
    [
      "RangeError: matmul() cannot multiply shapes [] and [4]: each must have one or two dimensions",
      () => torch.tensor(2).matmul(torch.ones([4])),
    ],
    [
      "TypeError: matmul() expects b to be a Tensor but got 2",
      () => torch.matmul(torch.ones([3]), wrong(2)),
    ],
    [
      "RangeError: add() cannot broadcast shapes [2, 3] and [3, 2]: counted from the right, sizes must be equal or 1, and 2 meets 3",
      () => torch.ones([2, 3]).add(torch.ones([3, 2])),
    ],
    [
      'TypeError: add() expects Tensors or numbers but got "1"',
      () => torch.ones([2]).add(wrong("1")),
    ],
    [
      "TypeError: add() expects Tensors or numbers but got undefined",
      () => call(torch.add, torch.ones([2])),
    ],
    [
      "TypeError: add() expects Tensors or numbers but got [1, 2]",
      () => torch.ones([2]).add(wrong([1, 2])),
    ],
    [
      'TypeError: add() expects alpha to be a number but got "2"',
      () => torch.ones([2]).add(1, wrong({ alpha: "2" })),
    ],
    [
      'TypeError: add() got an unknown option "Alpha": did you mean alpha?',
      () => torch.ones([2]).add(1, wrong({ Alpha: 2 })),
    ],
    [
      "TypeError: add() expects its options as an object { alpha } but got 2",
      () => torch.ones([2]).add(1, wrong(2)),
    ],
    [
      "RangeError: add_() cannot broadcast shape [3, 2] to [2], the shape of the tensor it changes",
      () => torch.ones([2]).add_(torch.ones([3, 2])),
    ],
    [
      "RangeError: add_() cannot broadcast shapes [2] and [3]: counted from the right, sizes must be equal or 1, and 2 meets 3",
      () => torch.ones([2]).add_(torch.ones([3])),
    ],
    [
      "Error: add_() cannot change a leaf that requires gradients while they are recorded: call it inside noGrad(), or on the leaf's .data",
      () => p().add_(1),
    ],
    [
      "Error: normal_() cannot change a leaf that requires gradients while they are recorded: call it inside noGrad(), or on the leaf's .data",
      () => p().normal_(),
    ],
    [
      "Error: add_() cannot record a change of numbers that reshape() shares with another tensor: change a clone()",
      () => {
        const y = p().mul(2);
        y.reshape([2, 1]);
        y.add_(1);
      },
    ],
    [
      "Error: add_() cannot change the numbers of a tensor that requires gradients, which reshape() shares, while they are recorded: call it inside noGrad(), or change a clone()",
      () => {
        const x = torch.ones([2]);
        const column = x.reshape([2, 1]);
        x.requiresGrad = true;
        column.add_(1);
      },
    ],
    [
      "Error: add_() cannot change the numbers of a tensor that requires gradients, which reshape() shares, while they are recorded: call it inside noGrad(), or change a clone()",
      () => {
        const y = p().mul(2);
        torch.noGrad(() => y.reshape([2, 1]).reshape([1, 2])).add_(1);
      },
    ],
    [
      'TypeError: pow() expects exponent to be a number but got "2"',
      () => torch.ones([2]).pow(wrong("2")),
    ],
    [
      "TypeError: pow() expects exponent to be a number but got a Tensor of shape [2]",
      () => torch.ones([2]).pow(wrong(torch.ones([2]))),
    ],
    [
      "TypeError: clamp() expects min or max, or both, but got neither",
      () => torch.ones([2]).clamp({}),
    ],
    [
      "TypeError: clamp() expects min or max, or both, but got neither",
      () => p().clamp({ min: wrong(null) }),
    ],
    [
      "TypeError: clamp() expects min or max, or both, but got neither",
      () => call(torch.clamp, torch.ones([2])),
    ],
    [
      "TypeError: clamp() expects its options as an object { min, max } but got 0",
      () => call(torch.clamp, torch.ones([2]), 0),
    ],
    [
      "RangeError: sum() expects dim to be an integer from -2 to 1 but got 2",
      () => torch.ones([2, 3]).sum({ dim: 2 }),
    ],
    [
      "TypeError: sum() expects its options as an object { dim, keepdim } but got 0",
      () => torch.ones([2, 3]).sum(wrong(0)),
    ],
    [
      'TypeError: sum() got an unknown option "keepDim": did you mean keepdim?',
      () => torch.ones([2, 3]).sum(wrong({ dim: 0, keepDim: true })),
    ],
    [
      "RangeError: mean() expects each dim once but got [0, -2]",
      () => torch.ones([2, 3]).mean({ dim: [0, -2] }),
    ],
    [
      'TypeError: mean() got an unknown option "axis": it knows dim, keepdim',
      () => torch.ones([2, 3]).mean(wrong({ axis: 0 })),
    ],
    [
      "TypeError: sum() expects input to be a Tensor but got [1, 2]",
      () => torch.sum(wrong([1, 2])),
    ],
    [
      "RangeError: norm() expects p to be a positive finite number but got 0",
      () => torch.norm(torch.ones([2]), 0),
    ],
    [
      "RangeError: norm() expects p to be a positive finite number but got Infinity",
      () => torch.ones([2]).norm({ p: Infinity }),
    ],
    [
      "TypeError: norm() expects p to be a positive finite number but got null",
      () => torch.ones([2]).norm(wrong(null)),
    ],
    [
      "TypeError: norm() expects its options as an object { p, dim, keepdim } but got [0]",
      () => torch.ones([2]).norm(wrong([0])),
    ],
    [
      "TypeError: norm() expects its options as an object { dim, keepdim } but got 0",
      () => torch.ones([2]).norm(2, wrong(0)),
    ],
    [
      'TypeError: norm() got an unknown option "axis": it knows p, dim, keepdim',
      () => torch.ones([2]).norm(wrong({ axis: 0 })),
    ],
    [
      "RangeError: reshape() cannot make shape [5] of [3, 4]: it has 12 elements, not 5",
      () => torch.ones([3, 4]).reshape([5]),
    ],
    [
      "TypeError: reshape() expects a shape such as [-1, 1] but got 4",
      () => call(torch.reshape, torch.ones([3, 4]), 4),
    ],
    [
      "RangeError: reshape() cannot make shape [-1, -1] of [3, 4]: only one size may be -1",
      () => torch.ones([3, 4]).reshape([-1, -1]),
    ],
    [
      "RangeError: reshape() cannot make shape [-1, 5] of [3, 4]: its 12 elements cannot be divided by 5",
      () => torch.ones([3, 4]).reshape([-1, 5]),
    ],
    [
      "RangeError: reshape() cannot make shape [-2, 6] of [3, 4]: sizes are whole numbers of at least 0, and one of them may be -1",
      () => torch.ones([3, 4]).reshape([-2, 6]),
    ],
    [
      "RangeError: reshape() cannot make shape [0, -1] of [0]: beside a 0, the size for which -1 stands can be anything",
      () => torch.zeros([0]).reshape([0, -1]),
    ],
    [
      "RangeError: t() expects at most 2 dimensions but got shape [2, 3, 4]",
      () => torch.ones([2, 3, 4]).t(),
    ],
    [
      "RangeError: indexSelect() expects places from 0 up to but not including 5, the size of dim 0, but got 5",
      () => torch.ones([5]).indexSelect(0, [5]),
    ],
    [
      "RangeError: indexSelect() expects places from 0 up to but not including 5, the size of dim 0, but got -1",
      () => torch.ones([5]).indexSelect(0, [-1]),
    ],
    [
      "RangeError: indexSelect() expects places from 0 up to but not including 3, the size of dim 1, but got 3",
      () => torch.zeros([0, 3]).indexSelect(1, [3]),
    ],
    [
      "TypeError: indexSelect() expects an array of places but got 1",
      () => torch.ones([5]).indexSelect(0, wrong(1)),
    ],
    [
      "RangeError: indexSelect() expects dim to be an integer from -1 to 0 but got 1",
      () => torch.ones([5]).indexSelect(1, [0]),
    ],
    [
      "RangeError: indexSelect() expects places from 0 up to but not including 0, the size of dim 0, but got 0",
      () => torch.zeros([0]).indexSelect(0, [0]),
    ],
    [
      "RangeError: indexSelect() of a scalar expects one place but got [0, 0]",
      () => torch.tensor(1).indexSelect(0, [0, 0]),
    ],
    [
      "TypeError: indexSelect() expects an array of places but got a Tensor of shape [2]",
      () => torch.ones([5]).indexSelect(0, wrong(torch.ones([2]))),
    ],
    [
      "TypeError: copy_() expects source to be a Tensor but got [1, 2]",
      () => torch.ones([2]).copy_(wrong([1, 2])),
    ],
    [
      "RangeError: copy_() cannot broadcast shapes [2] and [3]: counted from the right, sizes must be equal or 1, and 2 meets 3",
      () => torch.ones([2]).copy_(torch.ones([3])),
    ],
    [
      'TypeError: fill_() expects value to be a number but got "1"',
      () => torch.ones([2]).fill_(wrong("1")),
    ],
  ],
  "Tensors and autograd": [
    [
      "Error: item() expects a tensor of one element but got shape [2, 3]: use toArray() for all of them",
      () => torch.ones([2, 3]).item(),
    ],
    [
      "Error: item() expects a tensor of one element but got shape [0]: use toArray() for all of them",
      () => torch.zeros([0]).item(),
    ],
    [
      "Error: backward() expects a tensor of one element but got shape [2]: reduce it with sum() or mean(), or give backward() a gradient of that shape",
      () => p().mul(2).backward(),
    ],
    [
      "Error: backward() has already gone through this graph, and mul() has freed the values it saved: compute the result again before each backward()",
      () => {
        const x = p();
        const l = x.mul(x).sum();
        l.backward();
        l.backward();
      },
    ],
    [
      "Error: backward() expects a tensor that requires gradients but got one that does not: it was made from tensors without requiresGrad, or inside noGrad()",
      () => torch.ones([1]).backward(),
    ],
    [
      "Error: backward() expects a tensor that requires gradients but got one that does not: it was made from tensors without requiresGrad, or inside noGrad()",
      () => torch.noGrad(() => p().sum()).backward(),
    ],
    [
      "TypeError: backward() expects grad to be a Tensor but got [1, 1]",
      () => p().mul(2).backward(wrong([1, 1])),
    ],
    [
      "RangeError: backward() expects grad to have the tensor's shape [2] but got [2, 1]",
      () => p().mul(2).backward(torch.ones([2, 1])),
    ],
    [
      "Error: backward() needs values that mul() saved, of shape [2] and [2], but an in-place operation has changed them since: change a clone(), or call backward() first",
      () => {
        const x = p();
        const l = x.mul(x).sum();
        torch.noGrad(() => x.add_(1));
        l.backward();
      },
    ],
    [
      "Error: backward() needs values that exp() saved, of shape [2], but an in-place operation has changed them since: change a clone(), or call backward() first",
      () => {
        const x = p();
        const y = x.exp();
        y.add_(1);
        y.sum().backward();
      },
    ],
    [
      "Error: requiresGrad can be changed on leaves only, but this tensor comes from mul(): use detach() for a tensor without gradient",
      () => {
        p().mul(2).requiresGrad = false;
      },
    ],
    [
      "Error: requiresGrad can be changed on leaves only, but this tensor comes from mul(): use detach() for a tensor without gradient",
      () => {
        p().mul(2).requiresGrad = true;
      },
    ],
    [
      'TypeError: requiresGrad expects true or false but got "yes"',
      () => {
        torch.ones([1]).requiresGrad = wrong("yes");
      },
    ],
    [
      "RangeError: grad expects a Tensor of shape [2], that of its tensor, but got shape [5]",
      () => {
        const x = p();
        x.grad = torch.ones([5]);
        x.mul(2).sum().backward();
      },
    ],
    [
      "TypeError: grad expects its value to be a Tensor but got 0",
      () => {
        const x = p();
        x.grad = wrong(0);
        x.mul(2).sum().backward();
      },
    ],
    [
      "RangeError: grad expects another Tensor than its own: write x.grad = x.clone()",
      () => {
        const x = p();
        x.grad = x;
      },
    ],
    [
      "Error: backward() needs a leaf of shape [2], but an in-place operation has made it a result since it was used: change a clone()",
      () => {
        const x = p();
        const y = x.mul(2);
        x.requiresGrad = false;
        x.add_(y);
        x.sum().backward();
      },
    ],
    [
      "TypeError: backward() expects retainGraph to be true or false but got 1",
      () => p().sum().backward(undefined, wrong({ retainGraph: 1 })),
    ],
    [
      'TypeError: backward() got an unknown option "retain_graph": did you mean retainGraph?',
      () => p().sum().backward(undefined, wrong({ retain_graph: true })),
    ],
    [
      "TypeError: noGrad() expects a function but got undefined: write noGrad(() => ...)",
      () => call(torch.noGrad),
    ],
    [
      "TypeError: noGrad() expects a function that is not async but got a promise from it",
      () => torch.noGrad(async () => {}),
    ],
  ],
  "Layers and losses": [
    [
      "RangeError: MSELoss() expects input and target of one shape but got [5, 1] and [5]: target.reshape([5, 1]) would fit",
      () => new nn.MSELoss()(torch.ones([5, 1]), torch.ones([5])),
    ],
    [
      "RangeError: L1Loss() expects input and target of one shape but got [5] and [4]",
      () => new nn.L1Loss()(torch.ones([5]), torch.ones([4])),
    ],
    [
      "TypeError: Linear() expects outFeatures to be a positive integer but got undefined",
      () => make(nn.Linear, 200),
    ],
    [
      "RangeError: Linear() expects inFeatures to be a positive integer but got 0",
      () => new nn.Linear(0, 1),
    ],
    [
      'TypeError: Linear() got an unknown option "Bias": did you mean bias?',
      () => new nn.Linear(2, 1, wrong({ Bias: false })),
    ],
    [
      "TypeError: Linear() expects its options as an object { bias } but got false",
      () => new nn.Linear(2, 1, wrong(false)),
    ],
    [
      "RangeError: Linear() expects an input whose last dimension has size 200 but got shape [5, 100]",
      () => new nn.Sequential(new nn.Linear(200, 1))(torch.ones([5, 100])),
    ],
    [
      "TypeError: Linear() expects its input to be a Tensor but got [[1, 2]]",
      () => new nn.Linear(2, 1)(wrong([[1, 2]])),
    ],
    [
      "TypeError: Linear() expects its input to be a Tensor but got undefined",
      () => call(new nn.Sequential(new nn.Linear(200, 1))),
    ],
    ["TypeError: relu() expects input to be a Tensor but got undefined", () => call(new nn.ReLU())],
    [
      "TypeError: Sequential() expects modules but got [a value of type ReLU] as layer 0: write new nn.Sequential(new nn.Linear(2, 1), new nn.ReLU())",
      () => new nn.Sequential(wrong([new nn.ReLU()])),
    ],
    [
      "TypeError: Sequential() expects modules but got the class ReLU as layer 0: write new nn.Sequential(new nn.Linear(2, 1), new nn.ReLU())",
      () => new nn.Sequential(wrong(nn.ReLU)),
    ],
    [
      "RangeError: Flatten() expects at least 2 dimensions, the first for the examples, but got shape [3]",
      () => new nn.Flatten()(torch.ones([3])),
    ],
    [
      'TypeError: MSELoss() expects reduction to be "none", "mean" or "sum" but got "avg"',
      () => new nn.MSELoss(wrong({ reduction: "avg" })),
    ],
    [
      'TypeError: MSELoss() got an unknown option "reduce": it knows reduction',
      () => new nn.MSELoss(wrong({ reduce: "sum" })),
    ],
    [
      "TypeError: MSELoss() expects its options as an object { reduction } but got a Tensor of shape [2]",
      () => make(nn.MSELoss, p(), p()),
    ],
    [
      "TypeError: MSELoss() expects target to be a Tensor but got undefined",
      () => call(new nn.MSELoss(), p()),
    ],
    [
      "TypeError: Module() has no forward(): write forward(X) { ... } in its class",
      () => call(make(nn.Module)),
    ],
    [
      "RangeError: Endless() calls modules within modules until the stack is full",
      () => {
        class Endless extends nn.Module {
          override forward(X: torch.Tensor): torch.Tensor {
            return this(X);
          }
        }
        new Endless()(p());
      },
    ],
  ],
  "Optimizers": [
    [
      'TypeError: SGD() got an unknown option "weight_decay": did you mean weightDecay?',
      () => new optim.SGD([p()], wrong({ lr: 0.1, weight_decay: 3 })),
    ],
    [
      'TypeError: SGD() got an unknown option "lR": did you mean lr?',
      () => new optim.SGD([p()], wrong({ lR: 0.1 })),
    ],
    [
      'TypeError: SGD() got an unknown option "learningRate": it knows lr, momentum, dampening, weightDecay, nesterov',
      () => new optim.SGD([p()], wrong({ learningRate: 0.1 })),
    ],
    [
      'TypeError: SGD() got an unknown option "weight_decay": did you mean weightDecay?',
      () => new optim.SGD(wrong([{ params: p(), weight_decay: 3 }]), { lr: 0.1 }),
    ],
    [
      "RangeError: SGD() expects lr to be a finite number of at least 0 but got NaN",
      () => new optim.SGD([p()], { lr: NaN }),
    ],
    [
      "RangeError: SGD() expects lr to be a finite number of at least 0 but got -1",
      () => new optim.SGD([p()], { lr: -1 }),
    ],
    [
      'TypeError: SGD() expects lr to be a finite number of at least 0 but got "0.1"',
      () => new optim.SGD([p()], wrong({ lr: "0.1" })),
    ],
    [
      "RangeError: Adam() expects lr to be a finite number of at least 0 but got Infinity",
      () => new optim.Adam([p()], { lr: Infinity }),
    ],
    [
      "TypeError: SGD() expects its options as an object { lr, momentum, dampening, weightDecay, nesterov } but got 0.1",
      () => new optim.SGD([p()], wrong(0.1)),
    ],
    [
      "RangeError: SGD() expects lr to be a finite number of at least 0 but got -1",
      () => new optim.SGD([{ params: p(), lr: -1 }]),
    ],
    [
      "RangeError: SGD() expects at least one parameter but got an empty list",
      () => new optim.SGD([]),
    ],
    [
      "RangeError: SGD() expects each parameter once but got one of shape [2] twice",
      () => {
        const w = p();
        new optim.SGD([{ params: w }, { params: w }]);
      },
    ],
    [
      "TypeError: SGD() expects an array of parameters or of groups but got a Tensor of shape [2]: write net.parameters(), [w, b] or [{ params: w }]",
      () => new optim.SGD(wrong(p())),
    ],
    [
      "TypeError: SGD() expects an array of parameters or of groups but got a value of type Linear: write net.parameters(), [w, b] or [{ params: w }]",
      () => new optim.SGD(wrong(new nn.Linear(1, 1))),
    ],
    [
      "TypeError: SGD() expects an array of parameters or of groups but got undefined: write net.parameters(), [w, b] or [{ params: w }]",
      () => new optim.SGD(wrong(undefined)),
    ],
    [
      "TypeError: SGD() expects Tensors, or groups such as { params: [w, b], lr: 0.1 }, but got 1",
      () => new optim.SGD(wrong([1])),
    ],
    [
      "TypeError: SGD() expects Tensors, or groups such as { params: [w, b], lr: 0.1 }, but got { lr }",
      () => new optim.SGD(wrong([{ lr: 1 }])),
    ],
    [
      "TypeError: SGD() expects either Tensors or groups but got both: write { params: w } for w among groups",
      () => new optim.SGD(wrong([p(), { params: p() }])),
    ],
    [
      "TypeError: SGD() expects every parameter to be a Tensor but got 1",
      () => new optim.SGD(wrong([{ params: [1] }])),
    ],
    [
      "TypeError: SGD() expects leaves as parameters but got a result of mul(), of shape [2]",
      () => new optim.SGD([p().mul(2)]),
    ],
    [
      'TypeError: SGD() expects an array of parameters or of groups but got "net": write net.parameters(), [w, b] or [{ params: w }]',
      () => new optim.SGD(wrong("net")),
    ],
    [
      "RangeError: Adam() expects betas to be two numbers from 0 up to 1 but got [0.9, 1]",
      () => new optim.Adam([p()], { betas: [0.9, 1] }),
    ],
    [
      "RangeError: Adam() expects betas to be two numbers from 0 up to 1 but got [0.9]",
      () => new optim.Adam([p()], wrong({ betas: [0.9] })),
    ],
    [
      "TypeError: Adam() expects betas to be two numbers from 0 up to 1 but got 0.9",
      () => new optim.Adam([p()], wrong({ betas: 0.9 })),
    ],
    [
      "RangeError: SGD() with nesterov expects a momentum above 0 and dampening 0 but got momentum 0 and dampening 0",
      () => new optim.SGD([p()], { nesterov: true }),
    ],
    [
      "RangeError: SGD() expects momentum to be a finite number of at least 0 but got -1",
      () => new optim.SGD([p()], { momentum: -1 }),
    ],
    [
      'TypeError: SGD() expects dampening to be a number but got "0"',
      () => new optim.SGD([p()], wrong({ dampening: "0" })),
    ],
    [
      "RangeError: AdamW() expects eps to be a finite number of at least 0 but got -1",
      () => new optim.AdamW([p()], { eps: -1 }),
    ],
  ],
  "Data sets and loaders": [
    [
      "RangeError: DataLoader() expects batchSize to be a positive integer but got 0",
      () => new DataLoader(rows(), { batchSize: 0 }),
    ],
    [
      "RangeError: DataLoader() expects batchSize to be a positive integer but got 1.5",
      () => new DataLoader(rows(), { batchSize: 1.5 }),
    ],
    [
      "TypeError: DataLoader() expects its options as an object { batchSize, shuffle, dropLast, generator } but got 2",
      () => new DataLoader(rows(), wrong(2)),
    ],
    [
      'TypeError: DataLoader() got an unknown option "batch_size": did you mean batchSize?',
      () => new DataLoader(rows(), wrong({ batch_size: 2 })),
    ],
    [
      "TypeError: DataLoader() expects a TensorDataset but got a Tensor of shape [3]: write new TensorDataset(X, y)",
      () => new DataLoader(wrong(torch.ones([3]))),
    ],
    [
      "TypeError: DataLoader() expects a TensorDataset but got [a Tensor of shape [3]]: write new TensorDataset(X, y)",
      () => new DataLoader(wrong([torch.ones([3])])),
    ],
    [
      "RangeError: DataLoader() expects at least one example to shuffle but got none",
      () => new DataLoader(new TensorDataset(torch.zeros([0])), { shuffle: true }),
    ],
    [
      "TypeError: DataLoader() expects generator to be a Generator but got 42",
      () => new DataLoader(rows(), wrong({ generator: 42 })),
    ],
    [
      "RangeError: TensorDataset() expects tensors with the same number of examples but got shapes [5, 2] and [4]",
      () => new TensorDataset(torch.ones([5, 2]), torch.ones([4])),
    ],
    [
      "TypeError: TensorDataset() expects Tensors but got [a Tensor of shape [5, 2], a Tensor of shape [5]]: write new TensorDataset(X, y)",
      () => new TensorDataset(wrong([torch.ones([5, 2]), torch.ones([5])])),
    ],
    [
      "TypeError: TensorDataset() expects at least one Tensor but got none",
      () => new TensorDataset(),
    ],
    [
      "RangeError: TensorDataset() expects tensors whose first dimension counts the examples but got a scalar",
      () => new TensorDataset(torch.tensor(1)),
    ],
    [
      "TypeError: DataLoader() expects generator to be a Generator but got 0",
      () => new DataLoader(rows(), { generator: wrong(0) }),
    ],
    [
      "TypeError: DataLoader() expects batchSize to be a positive integer but got null",
      () => new DataLoader(rows(), { batchSize: wrong(null) }),
    ],
    [
      "TypeError: DataLoader() expects shuffle to be true or false but got null",
      () => new DataLoader(rows(), { shuffle: wrong(null) }),
    ],
  ],
  "Calls with an argument too much": [
    [
      "TypeError: div() expects at most 2 arguments but got { roundingMode } as well",
      () => call(torch.div, torch.tensor([7]), 2, { roundingMode: "floor" }),
    ],
    [
      "TypeError: div() expects at most one argument but got { roundingMode } as well",
      () => torch.tensor([7]).div(...[2, { roundingMode: "floor" }] as unknown as [number]),
    ],
    [
      "TypeError: relu() expects at most one argument but got true as well",
      () => call(torch.relu, p(), true),
    ],
    [
      "TypeError: mul() expects at most 2 arguments but got { out } as well",
      () => call(torch.mul, p(), 2, { out: p() }),
    ],
    [
      "TypeError: zeros() expects at most 2 arguments but got 4 as well",
      () => call(torch.zeros, [2], {}, 4),
    ],
    [
      "TypeError: step() expects no arguments but got the function closure",
      () => {
        const closure = () => {};
        const trainer = new optim.SGD([p()]);
        trainer.step(...[closure] as unknown as []);
      },
    ],
    [
      "TypeError: zeroGrad() expects no arguments but got { setToNone }",
      () => {
        const trainer = new optim.SGD([p()]);
        trainer.zeroGrad(...[{ setToNone: false }] as unknown as []);
      },
    ],
    [
      "TypeError: zeroGrad() expects no arguments but got { setToNone }",
      () => {
        const net = new nn.Linear(1, 1);
        net.zeroGrad(...[{ setToNone: false }] as unknown as []);
      },
    ],
    ["TypeError: Flatten() expects no arguments but got 0", () => make(nn.Flatten, 0)],
    [
      "TypeError: item() expects no arguments but got 0",
      () => {
        torch.tensor(1).item(...[0] as unknown as []);
      },
    ],
  ],
  "Options that are on or off": [
    [
      "TypeError: Linear() expects bias to be true or false but got 0",
      () => new nn.Linear(1, 1, { bias: wrong(0) }),
    ],
    [
      "TypeError: sum() expects keepdim to be true or false but got 1",
      () => p().sum({ keepdim: wrong(1) }),
    ],
    [
      'TypeError: SGD() expects nesterov to be true or false but got "yes"',
      () => new optim.SGD([p()], { nesterov: wrong("yes") }),
    ],
    [
      'TypeError: DataLoader() expects shuffle to be true or false but got "false"',
      () => new DataLoader(rows(), { shuffle: wrong("false") }),
    ],
    [
      "TypeError: DataLoader() expects dropLast to be true or false but got 1",
      () => new DataLoader(rows(), { dropLast: wrong(1) }),
    ],
  ],
};

function said(action: () => unknown): string {
  try {
    action();
    return "nothing";
  } catch (error) {
    return error instanceof Error ? `${error.constructor.name}: ${error.message}` : String(error);
  }
}

for (const [subject, messages] of Object.entries(MESSAGES)) {
  for (const [expected, action] of messages) {
    Deno.test(`${subject} refuse bad input: ${expected}`, () => {
      assertEquals(said(action), expected);
    });
  }
}

Deno.test("every message names its call, and is a sentence without a full stop", () => {
  const all = Object.values(MESSAGES).flat().map(([message]) => message);
  const form = /^(TypeError|RangeError|Error): (\w+\(\)|requiresGrad|grad) (?!.*\.$)/;
  assertEquals(all.filter((message) => !form.test(message)), []);
});
