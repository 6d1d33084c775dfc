/**
 * Walks the runs that tests/fixtures/torch/optim.py wrote.
 *
 * @module
 */

import * as torch from "torch";
import { optim } from "torch";
import { assertEquals, assertThrows } from "@std/assert";
import { assertClose, fixture, type JsonNumber, numbers } from "../_fixtures.ts";

type Name = "SGD" | "Adam" | "AdamW";
type Options = Record<string, unknown>;

interface Run {
  optimizer: Name;
  groups: Options[];
  options: Options;
  steps: JsonNumber[][];
}

interface Refusal {
  optimizer: Name;
  options: Options;
  torch: string | null;
}

const figures = fixture<{
  start: {
    w: number[][];
    target: number[][];
    curvature: number[][];
    b: number[];
    c: number[];
    late: number[];
  };
  runs: Run[];
  arguments: Refusal[];
}>("optim");

type AnyOptimizer = optim.Optimizer<{ lr: number }>;

/** Makes an optimizer by its name, with options the compiler need not know. */
function make(name: Name, params: unknown, options?: Options): AnyOptimizer {
  const Class = optim[name] as unknown as new (
    params: unknown,
    options?: Options,
  ) => AnyOptimizer;
  return new Class(params, options);
}

/** Registers the tests of one optimizer against PyTorch's. */
export function testOptimizer(name: Name): void {
  for (const run of figures.runs.filter((each) => each.optimizer === name)) {
    const groups = run.groups.length > 1 ? `, groups ${JSON.stringify(run.groups)}` : "";
    Deno.test(`${name}() takes PyTorch's 20 steps with ${JSON.stringify(run.options)}${groups}`, () => {
      const { start } = figures;
      const [w, b, late] = [start.w, start.b, start.late].map((x) =>
        torch.tensor(x, { requiresGrad: true })
      );
      const [target, curvature, c] = [start.target, start.curvature, start.c]
        .map((x) => torch.tensor(x));
      const params = run.groups.length === 1 ? [w, b, late] : [{ params: w, ...run.groups[0] }, {
        params: [b, late],
        ...run.groups[1],
      }];
      const trainer = make(
        name,
        params,
        Object.keys(run.options).length > 0 ? run.options : undefined,
      );
      run.steps.forEach((expected, step) => {
        if (step === 10) trainer.paramGroups[0].lr /= 2;
        trainer.zeroGrad();
        let loss = w.sub(target).pow(2).mul(curvature).sum().add(c.mul(b).sum())
          .add(b.sub(1).pow(2).sum());
        if (step >= 3) loss = loss.add(late.pow(2).sum());
        loss.backward();
        trainer.step();
        assertClose([w, b, late].flatMap(numbers), expected, {
          rtol: 1e-5,
          atol: 1e-6,
        }, `step ${step}`);
      });
    });
  }

  Deno.test(`${name}() takes what PyTorch takes and refuses what PyTorch refuses`, () => {
    for (
      const each of figures.arguments.filter(({ optimizer }) => optimizer === name)
    ) {
      const options = Object.fromEntries(
        Object.entries(each.options).map(([key, value]) => [key, spelt(value)]),
      );
      const params = () => [torch.ones([2], { requiresGrad: true })];
      const where = `${name}(${Deno.inspect(options)}), PyTorch: ${each.torch}`;
      // Numbers that are not finite are refused here throughout; PyTorch trains on with them in
      // part.
      const isSane = Object.values(options).flat().every((value) =>
        typeof value !== "number" || isFinite(value)
      );
      const isPair = !Array.isArray(options.betas) ||
        options.betas.length === 2;
      if (each.torch === null && ("dampening" in options || isSane && isPair)) {
        make(name, params(), options);
      } else {
        assertThrows(() => make(name, params(), options), Error, `${name}()`, where);
      }
    }
  });

  Deno.test(`${name}() leaves a parameter without gradient alone`, () => {
    const p = torch.ones([2], { requiresGrad: true });
    const trainer = make(name, [p], { lr: 0.1, weightDecay: 1 });
    trainer.step();
    assertEquals(numbers(p), [1, 1]);
  });

  Deno.test(`${name}() changes parameters in place and keeps them leaves`, () => {
    const p = torch.ones([2], { requiresGrad: true });
    const view = p.detach();
    const trainer = make(name, [p], { lr: 0.1 });
    p.mul(p).sum().backward();
    trainer.step();
    assertEquals(numbers(view), numbers(p));
    assertEquals([p.isLeaf, p.requiresGrad], [true, true]);
    trainer.zeroGrad();
    assertEquals(p.grad, null);
  });

  Deno.test(`${name}() makes backward() refuse a graph that saved the old parameters`, () => {
    const p = torch.ones([2], { requiresGrad: true });
    const trainer = make(name, [p], { lr: 0.1 });
    const loss = p.mul(p).sum();
    p.add(1).sum().backward();
    trainer.step();
    assertThrows(() => loss.backward(), Error, "backward()");
  });
}

function spelt(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spelt);
  return typeof value === "string" ? Number(value) : value;
}
