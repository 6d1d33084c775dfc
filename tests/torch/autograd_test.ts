import * as torch from "torch";
import { nn } from "torch";
import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { assertTensor, fixture, numbers, type Packed } from "./_fixtures.ts";
import { argumentsOf, callMethod } from "./_operations.ts";

/** A graph of one operation, as tests/fixtures/torch/autograd.py describes it. */
interface GraphFigures {
  call: string;
  shapes: number[][];
  requires: boolean[];
  arguments: unknown[];
  secondBackwardRefused: boolean;
  refusedAfterChangeOf: (number | "out")[];
}

interface ModuleFigures {
  module: string;
  shapes: number[][];
  requires: boolean[];
  secondBackwardRefused: boolean;
}

type Story = { x: number[]; grad: Packed | null } | { refused: string };

const figures = fixture<{
  graphs: GraphFigures[];
  inPlace: GraphFigures[];
  modules: ModuleFigures[];
  stories: Record<string, Story>;
}>("autograd");

/** Positive numbers, none of them special to any operation. */
function leaf(shape: number[], requiresGrad: boolean): torch.Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  const tensor = torch.tensor(
    Array.from({ length: size }, (_, i) => (i + 1) / 4 + 0.1),
  ).reshape(shape).clone();
  tensor.requiresGrad = requiresGrad;
  return tensor;
}

/**
 * Where this engine goes on although PyTorch refuses, because what it keeps is a number that nobody can
 * change: the places that indexSelect() took, the length that norm() found.
 */
const ALLOWED_HERE = { secondBackward: "indexSelect", changedResult: "norm" };

function isRefused(action: () => void): boolean {
  try {
    action();
    return false;
  } catch (error) {
    assert(
      error instanceof Error && error.message.startsWith("backward()"),
      String(error),
    );
    return true;
  }
}

function run(
  graph: GraphFigures,
  isInPlace: boolean,
): { inputs: torch.Tensor[]; out: torch.Tensor } {
  const inputs = graph.shapes.map((shape, i) => leaf(shape, graph.requires[i]));
  const self = isInPlace ? inputs[0].clone() : inputs[0];
  return {
    inputs,
    out: callMethod(graph.call, self, argumentsOf(graph.arguments, inputs)),
  };
}

function describe(
  { call, shapes, requires, arguments: given }: GraphFigures,
): string {
  return `${call}(${JSON.stringify(given)}) of ${
    JSON.stringify(shapes)
  }, requiresGrad ${requires}`;
}

for (
  const [kind, graphs] of [["", figures.graphs], [
    "in-place ",
    figures.inPlace,
  ]] as const
) {
  Deno.test(`backward() refuses a second pass over an ${kind}operation exactly where PyTorch does`, () => {
    for (const graph of graphs) {
      const loss = run(graph, kind !== "").out.sum();
      loss.backward();
      const refused = graph.secondBackwardRefused &&
        graph.call !== ALLOWED_HERE.secondBackward;
      assertEquals(isRefused(() => loss.backward()), refused, describe(graph));
    }
  });

  Deno.test(`backward() refuses values changed after an ${kind}operation saved them, as PyTorch does`, () => {
    for (const graph of graphs) {
      for (const changed of [...graph.shapes.keys(), "out"] as const) {
        const { inputs, out } = run(graph, kind !== "");
        const loss = out.sum();
        const expected = inputs.map(() => null as number[] | null);
        const isAllowed = changed === "out" &&
          graph.call === ALLOWED_HERE.changedResult;
        const refused = graph.refusedAfterChangeOf.includes(changed) &&
          !isAllowed;
        if (!refused) {
          // Allowed, so the gradient must be that of the values the forward pass saw.
          const again = run(graph, kind !== "");
          again.out.sum().backward();
          again.inputs.forEach((input, i) =>
            expected[i] = input.grad && numbers(input.grad)
          );
        }
        torch.noGrad(() => (changed === "out" ? out : inputs[changed]).add_(1));
        const where = `${describe(graph)} after a change of ${
          changed === "out" ? "the result" : `input ${changed}`
        }`;
        assertEquals(isRefused(() => loss.backward()), refused, where);
        assertEquals(
          inputs.map((input) => input.grad && numbers(input.grad)),
          expected,
          where,
        );
      }
    }
  });
}

const MODULES: Record<string, (inputs: torch.Tensor[]) => torch.Tensor> = {
  Linear: ([x]) => new nn.Linear(3, 4)(x),
  LinearWithoutBias: ([x]) => new nn.Linear(3, 4, { bias: false })(x),
  ReLU: ([x]) => new nn.ReLU()(x),
  Sigmoid: ([x]) => new nn.Sigmoid()(x),
  Tanh: ([x]) => new nn.Tanh()(x),
  Flatten: ([x]) => new nn.Flatten()(x),
  MSELoss: ([x, y]) =>
    new nn.MSELoss({ reduction: y.requiresGrad ? "none" : "mean" })(x, y),
  L1Loss: ([x, y]) =>
    new nn.L1Loss({ reduction: y.requiresGrad ? "sum" : "mean" })(x, y),
};

Deno.test("backward() refuses a second pass over a module exactly where PyTorch does", () => {
  for (
    const { module, shapes, requires, secondBackwardRefused } of figures.modules
  ) {
    const loss = MODULES[module](
      shapes.map((shape, i) => leaf(shape, requires[i])),
    ).sum();
    loss.backward();
    assertEquals(
      isRefused(() => loss.backward()),
      secondBackwardRefused,
      `${module} ${requires}`,
    );
  }
});

/** The stories of autograd.py, told again. */
const STORIES: Record<string, (x: torch.Tensor) => void> = {
  used_twice: (x) => x.mul(x).add(x).sum().backward(),
  diamond(x) {
    const a = x.exp();
    a.log().mul(a).add(a).sum().backward();
  },
  two_passes_accumulate(x) {
    x.mul(2).sum().backward();
    x.mul(x).sum().backward();
  },
  second_pass_over_mul(x) {
    const loss = x.mul(x).sum();
    loss.backward();
    loss.backward();
  },
  second_pass_over_sum(x) {
    const loss = x.add(1).sum();
    loss.backward();
    loss.backward();
  },
  two_losses_of_one_saved_value(x) {
    const y = x.exp();
    y.sum().backward();
    y.mean().backward();
  },
  two_losses_of_one_sum(x) {
    const y = x.add(x);
    y.sum().backward();
    y.mul(3).sum().backward();
  },
  add_to_leaf: (x) => void x.add_(1),
  add_to_leaf_without_grad(x) {
    torch.noGrad(() => x.add_(1));
    x.mul(x).sum().backward();
  },
  add_to_view_of_leaf: (x) => void x.reshape([3, 1]).add_(1),
  add_to_detached_leaf(x) {
    x.detach().add_(1);
    x.mul(x).sum().backward();
  },
  add_to_data_of_leaf(x) {
    x.data.add_(1);
    x.mul(x).sum().backward();
  },
  change_leaf_through_detach_after_saving(x) {
    const loss = x.mul(x).sum();
    x.detach().add_(1);
    loss.backward();
  },
  change_leaf_without_grad_after_saving(x) {
    const loss = x.mul(x).sum();
    torch.noGrad(() => x.add_(1));
    loss.backward();
  },
  change_leaf_that_was_not_saved(x) {
    const loss = x.add(1).sum();
    torch.noGrad(() => x.add_(1));
    loss.backward();
  },
  change_saved_non_leaf(x) {
    const y = x.mul(2);
    const z = y.mul(y);
    y.add_(1);
    z.sum().backward();
  },
  change_non_leaf_before_use(x) {
    const y = x.mul(2);
    y.add_(1);
    y.mul(y).sum().backward();
  },
  change_non_leaf_twice(x) {
    const y = x.mul(2);
    y.mul_(y.detach().clone());
    y.sub_(x);
    y.mul(x).sum().backward();
  },
  change_exp_result(x) {
    const y = x.exp();
    y.add_(1);
    y.sum().backward();
  },
  change_input_of_exp(x) {
    const a = x.mul(1);
    const y = a.exp();
    a.add_(1);
    y.sum().backward();
  },
  add_non_leaf_to_itself(x) {
    const y = x.mul(2);
    y.add_(y);
    y.sum().backward();
  },
  multiply_non_leaf_by_itself(x) {
    const y = x.mul(2);
    y.mul_(y);
    y.sum().backward();
  },
  zero_then_add_parameter(x) {
    const y = torch.zeros([3]);
    y.add_(x);
    y.mul_(x);
    y.sum().backward();
  },
  copy_into_leaf_that_needs_no_grad(x) {
    const y = torch.zeros([3]);
    y.copy_(x);
    y.mul(y).sum().backward();
  },
  view_sees_change_of_base(x) {
    const base = x.mul(2);
    const view = base.reshape([3, 1]);
    base.mul_(3);
    view.mul(view).sum().backward();
  },
  base_sees_change_of_view(x) {
    const base = x.mul(2);
    const view = base.reshape([3, 1]);
    view.mul_(3);
    base.mul(base).sum().backward();
  },
  part_detached: (x) => x.mul(x.detach()).sum().backward(),
  part_without_grad: (x) =>
    x.mul(torch.noGrad(() => x.mul(x))).sum().backward(),
  everything_detached: (x) => x.mul(x).detach().sum().backward(),
  everything_without_grad: (x) => torch.noGrad(() => x.mul(x).sum()).backward(),
  grad_of_non_scalar: (x) => x.mul(x).backward(),
  given_grad: (x) => x.mul(x).backward(torch.tensor([1, -1, 10])),
  given_grad_of_wrong_shape: (x) => x.mul(x).backward(torch.ones([3, 1])),
  one_element_is_enough: (x) => x.mul(x).sum().reshape([1, 1]).backward(),
  backward_on_leaf(x) {
    x.backward(torch.tensor([1, 2, 3]));
    x.backward(torch.tensor([1, 1, 1]));
  },
  grad_taken_away(x) {
    x.mul(x).sum().backward();
    x.grad = null;
    x.mul(3).sum().backward();
  },
  grad_zeroed(x) {
    x.mul(x).sum().backward();
    x.grad!.zero_();
    x.mul(3).sum().backward();
  },
  sign_stops_the_gradient: (x) => x.sign().sum().backward(),
  requires_grad_switched_off(x) {
    x.requiresGrad = false;
    x.mul(x).sum().backward();
  },
  requires_grad_switched_off_after_use(x) {
    const loss = x.mul(x).sum();
    x.requiresGrad = false;
    loss.backward();
  },
  requires_grad_switched_on_after_use(x) {
    const c = torch.tensor([1, 2, 3]);
    const loss = x.mul(c).sum();
    c.requiresGrad = true;
    loss.backward();
    assertStrictEquals(c.grad, null);
  },
  result_of_no_grad_is_a_leaf(x) {
    const y = torch.noGrad(() => x.mul(2));
    y.requiresGrad = true;
    y.mul(x).sum().backward();
    assertEquals(numbers(y.grad), [1, 2, 3]);
  },
  loss_of_two_parts_backward_one_by_one(x) {
    const shared = x.add(1);
    shared.mul(2).sum().backward();
    shared.mul(3).sum().backward();
  },
  running_total_of_losses(x) {
    let total = torch.zeros([]);
    for (let k = 0; k < 3; k++) total = total.add(x.mul(k).sum());
    total.backward();
  },
  running_total_in_place(x) {
    const total = torch.zeros([]);
    for (let k = 0; k < 3; k++) total.add_(x.mul(x).mul(k).sum());
    total.backward();
  },
  grad_as_a_number_in_the_next_loss(x) {
    x.mul(x).sum().backward();
    x.grad!.mul(x).sum().backward();
  },
  requires_grad_off_on_non_leaf(x) {
    x.mul(2).requiresGrad = false;
  },
  requires_grad_on_of_non_leaf(x) {
    x.mul(2).requiresGrad = true;
  },
  requires_grad_of_detached(x) {
    const y = x.mul(2).detach();
    y.requiresGrad = true;
    x.mul(y).sum().backward();
  },
  normal_on_leaf: (x) => void x.normal_(0, 1),
  fill_on_leaf: (x) => void x.fill_(0),
  normal_on_non_leaf(x) {
    const y = x.mul(2);
    y.normal_(0, 1);
    y.mul(x).sum().backward();
    x.grad = null;
  },
};

/** Where this engine refuses what PyTorch can do: it keeps no record of which views share numbers. */
const REFUSED_HERE = new Set([
  "view_sees_change_of_base",
  "base_sees_change_of_view",
]);

Deno.test("every story of autograd.py is told here", () => {
  assertEquals(Object.keys(STORIES), Object.keys(figures.stories));
});

for (const [name, tell] of Object.entries(STORIES)) {
  const story = figures.stories[name];
  const title = name.replaceAll("_", " ");
  if ("refused" in story || REFUSED_HERE.has(name)) {
    Deno.test(`autograd refuses the story "${title}" and leaves x alone`, () => {
      const x = torch.tensor([1, 2, 3], { requiresGrad: true });
      assertThrows(() => tell(x), Error, "()");
      if (!name.includes("change")) assertEquals(numbers(x), [1, 2, 3]);
    });
  } else {
    Deno.test(`autograd gives PyTorch's gradient in the story "${title}"`, () => {
      const x = torch.tensor([1, 2, 3], { requiresGrad: true });
      tell(x);
      assertEquals(numbers(x), story.x);
      if (story.grad === null) assertStrictEquals(x.grad, null);
      else assertTensor(x.grad, story.grad, {}, title);
    });
  }
}

Deno.test("backward() goes through a chain of 100,000 operations", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  let y: torch.Tensor = x;
  for (let i = 0; i < 100_000; i++) y = y.add(i % 2 === 0 ? 1 : -1);
  y.mul(3).sum().backward();
  assertEquals(numbers(y), [1, 2]);
  assertEquals(numbers(x.grad), [3, 3]);
});

Deno.test("backward() goes through a ladder of 1,000 diamonds once for each operation", () => {
  const x = torch.tensor(1, { requiresGrad: true });
  let y: torch.Tensor = x;
  for (let i = 0; i < 1000; i++) y = y.mul(0.5).add(y.mul(0.5)); // 2 ** 1000 paths
  y.backward();
  assertEquals(x.grad?.item(), 1);
});

Deno.test("backward() that is refused leaves every grad as it was", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  const w = torch.tensor([3, 4], { requiresGrad: true });
  const y = x.mul(w);
  const loss = y.add(x.exp()).sum();
  torch.noGrad(() => w.add_(1));
  assertThrows(() => loss.backward(), Error, "mul()");
  assertStrictEquals(x.grad, null);
  assertStrictEquals(w.grad, null);
});

Deno.test("backward() gives leaves without requiresGrad no grad", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  const c = torch.tensor([3, 4]);
  x.mul(c).sum().backward();
  assertEquals(numbers(x.grad), [3, 4]);
  assertStrictEquals(c.grad, null);
});

Deno.test("backward() keeps no grad on results of operations", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  const y = x.mul(2);
  y.sum().backward();
  assertStrictEquals(y.grad, null);
});

Deno.test("backward() does not read its gradient after it returned", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  const given = torch.tensor([1, 1]);
  x.add(0).backward(given);
  given.fill_(9);
  assertEquals(numbers(x.grad), [1, 1]);
  x.grad!.fill_(5);
  assertEquals(numbers(given), [9, 9]);
});

Deno.test("backward() adds to a grad that the user put there", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  x.grad = torch.tensor([10, 20]);
  x.mul(3).sum().backward();
  assertEquals(numbers(x.grad), [13, 23]);
});

Deno.test("backward() works inside noGrad() on a graph recorded outside", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  const loss = x.mul(x).sum();
  torch.noGrad(() => loss.backward());
  assertEquals(numbers(x.grad), [2, 4]);
});

Deno.test("backward() gives a grad that requires none itself", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  x.mul(x).sum().backward();
  assertEquals(x.grad!.requiresGrad, false);
  assertEquals([...x.grad!.shape], [2]);
});

Deno.test("noGrad() gives back what its function returns, and records nothing in it", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  const y = torch.noGrad(() => x.mul(2));
  assertEquals(y.requiresGrad, false);
  assertEquals(x.mul(2).requiresGrad, true);
});

Deno.test("noGrad() records again after a nested noGrad() and after an error", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  torch.noGrad(() => {
    torch.noGrad(() => {});
    assertEquals(x.mul(2).requiresGrad, false);
  });
  assertThrows(
    () =>
      torch.noGrad(() => {
        throw new Error("stop");
      }),
    Error,
    "stop",
  );
  assertEquals(x.mul(2).requiresGrad, true);
});

Deno.test("noGrad() leaves a tensor made in it free to require gradients", () => {
  const w = torch.noGrad(() => torch.ones([2], { requiresGrad: true }));
  assertEquals(w.requiresGrad, true);
  w.mul(2).sum().backward();
  assertEquals(numbers(w.grad), [2, 2]);
});

Deno.test("isLeaf is true for what no recorded operation made", () => {
  const x = torch.tensor([1], { requiresGrad: true });
  assertEquals([
    x.isLeaf,
    x.mul(2).isLeaf,
    torch.ones([1]).mul(2).isLeaf,
    x.detach().isLeaf,
  ], [true, false, true, true]);
});

Deno.test("gradFn prints as PyTorch's does", () => {
  const x = torch.ones([2], { requiresGrad: true });
  assertEquals(String(x.mul(2).gradFn), "<MulBackward0>");
  assertEquals(Deno.inspect(x.sum().gradFn), "<SumBackward0>");
  assertEquals(String(x.mul(2).zero_().gradFn), "<ZeroBackward0>");
  assertStrictEquals(x.gradFn, null);
});
