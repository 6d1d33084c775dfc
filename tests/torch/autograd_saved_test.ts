import * as torch from "torch";
import { nn } from "torch";
import { assert, assertEquals } from "@std/assert";
import { fixture, numbers } from "./_fixtures.ts";
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

const figures = fixture<{
  graphs: GraphFigures[];
  inPlace: GraphFigures[];
  modules: ModuleFigures[];
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

function isRefused(action: () => void): boolean {
  try {
    action();
    return false;
  } catch (error) {
    assert(error instanceof Error && error.message.startsWith("backward()"), String(error));
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

function describe({ call, shapes, requires, arguments: given }: GraphFigures): string {
  return `${call}(${JSON.stringify(given)}) of ${JSON.stringify(shapes)}, requiresGrad ${requires}`;
}

for (
  const [kind, graphs] of [["", figures.graphs], ["in-place ", figures.inPlace]] as const
) {
  Deno.test(`backward() refuses a second pass over an ${kind}operation exactly where PyTorch does`, () => {
    for (const graph of graphs) {
      const loss = run(graph, kind !== "").out.sum();
      loss.backward();
      assertEquals(isRefused(() => loss.backward()), graph.secondBackwardRefused, describe(graph));
    }
  });

  Deno.test(`backward() refuses values changed after an ${kind}operation saved them, as PyTorch does`, () => {
    for (const graph of graphs) {
      for (const changed of [...graph.shapes.keys(), "out"] as const) {
        const { inputs, out } = run(graph, kind !== "");
        const loss = out.sum();
        const expected = inputs.map(() => null as number[] | null);
        const refused = graph.refusedAfterChangeOf.includes(changed);
        if (!refused) {
          // Allowed, so the gradient must be that of the values the forward pass saw.
          const again = run(graph, kind !== "");
          again.out.sum().backward();
          again.inputs.forEach((input, i) => expected[i] = input.grad && numbers(input.grad));
        }
        torch.noGrad(() => (changed === "out" ? out : inputs[changed]).add_(1));
        const where = `${describe(graph)} after a change of ${
          changed === "out" ? "the result" : `input ${changed}`
        }`;
        assertEquals(isRefused(() => loss.backward()), refused, where);
        assertEquals(inputs.map((input) => input.grad && numbers(input.grad)), expected, where);
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
  MSELoss: ([x, y]) => new nn.MSELoss({ reduction: y.requiresGrad ? "none" : "mean" })(x, y),
  L1Loss: ([x, y]) => new nn.L1Loss({ reduction: y.requiresGrad ? "sum" : "mean" })(x, y),
};

Deno.test("backward() refuses a second pass over a module exactly where PyTorch does", () => {
  for (
    const { module, shapes, requires, secondBackwardRefused } of figures.modules
  ) {
    const loss = MODULES[module](shapes.map((shape, i) => leaf(shape, requires[i]))).sum();
    loss.backward();
    assertEquals(isRefused(() => loss.backward()), secondBackwardRefused, `${module} ${requires}`);
  }
});
