/**
 * The figures PyTorch made (tests/fixtures/torch), and what it means to agree with them.
 *
 * @module
 */

import * as torch from "torch";
import { assert, assertEquals } from "@std/assert";
import autograd from "../fixtures/torch/autograd.json" with { type: "json" };
import classify from "../fixtures/torch/classify.json" with { type: "json" };
import d2l from "../fixtures/torch/d2l.json" with { type: "json" };
import dataloader from "../fixtures/torch/dataloader.json" with { type: "json" };
import elementwise from "../fixtures/torch/elementwise.json" with { type: "json" };
import generator from "../fixtures/torch/generator.json" with { type: "json" };
import inplace from "../fixtures/torch/inplace.json" with { type: "json" };
import join from "../fixtures/torch/join.json" with { type: "json" };
import matmul from "../fixtures/torch/matmul.json" with { type: "json" };
import nn from "../fixtures/torch/nn.json" with { type: "json" };
import optim from "../fixtures/torch/optim.json" with { type: "json" };
import printing from "../fixtures/torch/printing.json" with { type: "json" };
import reduce from "../fixtures/torch/reduce.json" with { type: "json" };
import special from "../fixtures/torch/special.json" with { type: "json" };
import training from "../fixtures/torch/training.json" with { type: "json" };
import view from "../fixtures/torch/view.json" with { type: "json" };

/** A float32 in a fixture: what JSON has no number for is a string. */
export type JsonNumber = number | "NaN" | "Infinity" | "-Infinity";

/** A tensor in a fixture. */
export interface Packed {
  shape: number[];
  values: JsonNumber[];
}

/** How far a number may be from PyTorch's. */
export interface Tolerance {
  rtol?: number;
  atol?: number;
}

// Imported, so that the tests need no permission to read them.
const FIXTURES: Record<string, unknown> = {
  autograd,
  classify,
  d2l,
  dataloader,
  elementwise,
  generator,
  inplace,
  join,
  matmul,
  nn,
  optim,
  printing,
  reduce,
  special,
  training,
  view,
};

/** One fixture; its type is what the Python file beside it writes. */
export function fixture<T>(name: string): T {
  if (!(name in FIXTURES)) throw new Error(`_fixtures.ts does not import ${name}.json`);
  return FIXTURES[name] as T;
}

/** A tensor with a fixture's shape and numbers. */
export function unpack({ shape, values }: Packed, { requiresGrad = false } = {}): torch.Tensor {
  const tensor = torch.tensor(values.map(Number)).reshape(shape).clone();
  tensor.requiresGrad = requiresGrad;
  return tensor;
}

/** The numbers of a tensor that must be there. */
export function numbers(tensor: torch.Tensor | null): number[] {
  if (tensor === null) throw new Error("expected a tensor but found null");
  return Array.from(tensor.toFloat32Array());
}

/**
 * Fails unless each number is within `atol + rtol * |expected|` of PyTorch's, NaN and infinities
 * the same.
 */
export function assertClose(
  actual: ArrayLike<number>,
  expected: readonly JsonNumber[],
  { rtol = 1e-5, atol = 1e-6 }: Tolerance = {},
  where = "",
): void {
  assertEquals(actual.length, expected.length, `${where}: another number of elements`);
  for (let i = 0; i < expected.length; i++) {
    const got = actual[i], want = Math.fround(Number(expected[i])); // a short decimal is stored
    const close = Object.is(got, want) || got === want ||
      Math.abs(got - want) <= atol + rtol * Math.abs(want);
    assert(close, `${where}: element ${i} is ${got} where PyTorch has ${want}`);
  }
}

/** Fails unless a tensor has PyTorch's shape and numbers. */
export function assertTensor(
  actual: torch.Tensor | null,
  expected: Packed,
  tolerance?: Tolerance,
  where = "",
): void {
  if (actual === null) {
    throw new Error(`${where}: there is no tensor where PyTorch has one`);
  }
  assertEquals([...actual.shape], expected.shape, `${where}: another shape`);
  assertClose(actual.toFloat32Array(), expected.values, tolerance, where);
}
