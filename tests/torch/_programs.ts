/**
 * Runs the programs that tests/fixtures/torch/programs.py wrote; it says what their steps mean.
 *
 * @module
 */

import * as torch from "torch";
import { nn, optim } from "torch";
import { assert, assertEquals } from "@std/assert";
import { assertClose } from "./_fixtures.ts";
import { callMethod } from "./_operations.ts";

/** Numbers are compared as PyTorch's were written: six digits. */
const TOLERANCE = { rtol: 1e-4, atol: 1e-4 };

/**
 * Tensors called a, b, c, ... in the order in which they are made, and the steps that make them.
 */
class Machine {
  readonly tensors: Record<string, torch.Tensor> = {};

  make(tensor: torch.Tensor): void {
    this.tensors[String.fromCharCode(97 + Object.keys(this.tensors).length)] = tensor;
  }

  run(step: string): void {
    const [name, ...words] = step.split(" ");
    if (name === "noGrad") return torch.noGrad(() => this.run(words.join(" ")));
    const given = words.map((word) => this.tensors[word] ?? read(word));
    const [x, ...rest] = given as [torch.Tensor, ...unknown[]];
    if (name in STEPS) STEPS[name](this, ...given as never[]);
    else if (name in MAKING) this.make(MAKING[name](...given as never[]));
    else if (name.endsWith("_")) callMethod(name, x, rest);
    else this.make(callMethod(name, x, rest));
  }
}

/** A shape, a number, an option or null, written without quotation marks. */
function read(word: string): unknown {
  return JSON.parse(word.replaceAll(/([a-zA-Z]+):/g, '"$1":'));
}

type Tensor = torch.Tensor;

/** What makes a tensor, and is not a method. */
const MAKING: Record<string, (...given: never[]) => Tensor> = {
  tensor: (shape: number[], numbers: number[]) => torch.tensor(numbers).reshape(shape).clone(),
  param(shape: number[], numbers: number[]) {
    const leaf = torch.tensor(numbers).reshape(shape).clone();
    leaf.requiresGrad = true;
    return leaf;
  },
  mse: (x: Tensor, y: Tensor) => new nn.MSELoss()(x, y),
  linear(x: Tensor, weight: Tensor, bias: Tensor | null = null) {
    const [outputs, inputs] = weight.shape;
    const layer = new nn.Linear<boolean>(inputs, outputs, { bias: bias !== null });
    Object.assign(layer, { weight, bias });
    return layer(x);
  },
  data: (x: Tensor) => x.data,
  grad: (x: Tensor) => x.grad!,
};

/** What makes no tensor. */
const STEPS: Record<string, (machine: Machine, ...given: never[]) => void> = {
  setGrad: (_, x: Tensor, grad: Tensor | null) => x.grad = grad,
  requiresGrad: (_, x: Tensor, value: boolean) => x.requiresGrad = value,
  sgd(_, ...given: (Tensor | number)[]) {
    const [lr, weightDecay] = given.slice(-2) as number[];
    new optim.SGD(given.slice(0, -2) as Tensor[], { lr, weightDecay }).step();
  },
  backward(_, x: Tensor, grad: Tensor | null = null, options?: torch.BackwardOptions) {
    x.backward(grad ?? undefined, options);
  },
};

/** Runs a line of programs.json, and fails where this engine and PyTorch part. */
export function checkProgram(line: string): void {
  const [program, outcome] = line.split(" => ");
  const machine = new Machine();
  const { tensors } = machine;
  const [, refused] = /refused (\d+)$/.exec(outcome) ?? [];
  for (const [i, step] of program.split(";").entries()) {
    try {
      machine.run(step);
    } catch (error) {
      assert(`${i}` === refused, `step ${i}, ${step}, throws ${error}`);
      assert(/^(\w+\(\)|grad) /.test((error as Error).message), `step ${i} throws ${error}`);
      return;
    }
    assert(`${i}` !== refused, `step ${i}, ${step}, is not refused`);
  }
  const figures = outcome.replace(/^(data|order)? /, "").split(";").map((each) => each.split(" "));
  const names = new Set(figures.map(([name]) => name));
  for (const [name, tensor] of Object.entries(tensors)) {
    if (tensor.isLeaf) {
      assertEquals(tensor.grad !== null, names.has(`${name}.grad`), `${name}.grad`);
    }
  }
  for (const [name, numbers] of figures) {
    const found = name.endsWith(".grad") ? tensors[name[0]].grad! : tensors[name];
    assertClose(found.toFloat32Array(), JSON.parse(numbers), TOLERANCE, name);
  }
}
