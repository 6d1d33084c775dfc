import * as torch from "torch";
import { assert, assertEquals, assertGreater, assertLess } from "@std/assert";
import { Dice, slopes } from "./_gradcheck.ts";
import { OPERATIONS, randomGraph, runGraph } from "./_random_graph.ts";

const GRAPHS = 2500;
const TOLERANCE = 1e-3;

Deno.test(`backward() agrees with differences on ${GRAPHS} random compositions of operations`, () => {
  const used = new Map<string, number>();
  let steep = 0;
  for (let seed = 0; seed < GRAPHS; seed++) {
    const dice = new Dice(seed);
    const graph = randomGraph(dice, 2 + seed % 7);
    const { autograd, differences, error } = slopes({
      run: (inputs) => runGraph(graph, inputs),
      inputs: graph.inputs,
      dice,
    });
    for (const { name } of graph.steps) {
      used.set(name, (used.get(name) ?? 0) + 1);
    }
    if (Math.abs(differences) > 0.01) steep++;
    const steps = graph.steps.map(({ name, from }) => `${name}(${from})`).join(" ");
    assertLess(
      error,
      TOLERANCE,
      `graph ${seed} [${steps}]: ${autograd} by autograd, ${differences} by differences`,
    );
  }
  for (const name of OPERATIONS) {
    assert((used.get(name) ?? 0) >= 20, `${name} was drawn ${used.get(name) ?? 0} times`);
  }
  assertGreater(steep, 1500, "a flat graph, such as x - x, proves little");
});

/** A function whose values are those of `right` and whose gradients are those of `wrong`. */
function disguised(
  right: (x: torch.Tensor) => torch.Tensor,
  wrong: (x: torch.Tensor) => torch.Tensor,
): (inputs: torch.Tensor[]) => torch.Tensor {
  return ([x]) => {
    const gradient = wrong(x);
    return gradient.add(right(x).sub(gradient).detach());
  };
}

const WRONG_RULES: Record<string, (inputs: torch.Tensor[]) => torch.Tensor> = {
  "pow() that forgets its exponent": disguised((x) => x.pow(3), (x) => x.pow(3).div(3)),
  "pow() that forgets to lower its exponent": disguised(
    (x) => x.pow(2),
    (x) => x.mul(2).mul(x.detach()).mul(x.detach()),
  ),
  "a product that knows one factor only": ([x]) => x.mul(x.detach()),
  "a sum that forgets repeated elements": disguised((x) => x.add(x), (x) => x),
  "a mean that forgets to divide": disguised((x) => x.mean(), (x) => x.sum()),
  "a sum that reaches the last row only": disguised(
    (x) => x.sum(),
    (x) => x.indexSelect(0, [2]).sum(),
  ),
  "a quotient with the wrong sign": disguised((x) => x.pow(-1), (x) => x.pow(-1).neg()),
  "a transpose that is not undone": disguised(
    (x) => x.matmul(x.t()),
    (x) => x.matmul(x.detach().t()),
  ),
  "tanh with the gradient of sigmoid": disguised((x) => x.tanh(), (x) => x.sigmoid()),
  "no gradient at all": disguised((x) => x.exp(), (x) => x.mul(0)),
};

for (const [name, run] of Object.entries(WRONG_RULES)) {
  Deno.test(`slopes() exposes ${name}`, () => {
    const dice = new Dice(7);
    const input = torch.tensor(
      Array.from({ length: 12 }, () => dice.between(0.5, 1.5)),
    ).reshape([3, 4]);
    // One direction may happen to be flat; not five of them.
    const errors = Array.from({ length: 5 }, () => slopes({ run, inputs: [input], dice }).error);
    assertGreater(Math.max(...errors), 10 * TOLERANCE);
  });
}

Deno.test("slopes() accepts the right rule that each wrong one disguises", () => {
  const dice = new Dice(7);
  const input = torch.tensor(
    Array.from({ length: 12 }, () => dice.between(0.5, 1.5)),
  ).reshape([3, 4]);
  const rules = [
    (x: torch.Tensor) => x.pow(3),
    (x: torch.Tensor) => x.mul(x),
    (x: torch.Tensor) => x.add(x),
    (x: torch.Tensor) => x.mean(),
    (x: torch.Tensor) => x.sum(),
    (x: torch.Tensor) => x.pow(-1),
    (x: torch.Tensor) => x.matmul(x.t()),
    (x: torch.Tensor) => x.tanh(),
    (x: torch.Tensor) => x.exp(),
  ];
  for (const rule of rules) {
    const { error } = slopes({ run: ([x]) => rule(x), inputs: [input], dice });
    assertLess(error, TOLERANCE, String(rule));
  }
});

Deno.test("randomGraph() gives the same graph for the same seed", () => {
  const names = () =>
    randomGraph(new Dice(11), 8).steps.map(({ name, from }) => `${name}(${from})`);
  assertEquals(names(), names());
});
