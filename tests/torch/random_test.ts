import * as torch from "torch";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { assertClose, fixture, type JsonNumber, numbers } from "./_fixtures.ts";

/** Many numbers: whole when few, otherwise both ends and two sums over all of them. */
interface Digest {
  size: number;
  values?: JsonNumber[];
  first: JsonNumber[];
  last: JsonNumber[];
  sum: number;
  alternating: number;
}

const figures = fixture<{
  rand: (Digest & { seed: string })[];
  uniform: (Digest & { seed: string; from: number; to: number })[];
  normal: (Digest & { seed: string; mean: number; std: number })[];
  randperm: { seed: string; n: number; gives: number[] }[];
  seeds: {
    seed: string;
    rand: JsonNumber[];
    normal: JsonNumber[];
    randperm: number[];
    random_: string;
  }[];
  unseeded: { rand: JsonNumber[] };
  refusedSeeds: Record<string, string>;
  sequences: {
    name: string;
    seed: string;
    calls: { call: string; arguments: never[]; gives: JsonNumber[] | string }[];
  }[];
}>("generator");

/**
 * Uniform draws are the same bits; logarithm, sine and cosine differ in a float32's last digits.
 */
const EXACT = { rtol: 0, atol: 0 };
const NORMAL = { rtol: 2e-6, atol: 2e-7 };

function assertDigest(actual: Float32Array, expected: Digest, tolerance = EXACT, where = ""): void {
  assertEquals(actual.length, expected.size);
  if (expected.values) {
    return assertClose(actual, expected.values, tolerance, where);
  }
  const ends = expected.first.length;
  assertClose(actual.slice(0, ends), expected.first, tolerance, where);
  assertClose(actual.slice(-ends), expected.last, tolerance, where);
  const sum = (weight: (i: number) => number) =>
    actual.reduce((total, x, i) => total + x * weight(i), 0);
  assertAlmostEquals(sum(() => 1), expected.sum, 1e-3, where);
  assertAlmostEquals(sum(Math.cos), expected.alternating, 1e-3, where);
}

Deno.test("manualSeed() makes rand() draw PyTorch's numbers", () => {
  for (const each of figures.rand) {
    torch.manualSeed(BigInt(each.seed));
    assertDigest(
      torch.rand([each.size]).toFloat32Array(),
      each,
      EXACT,
      `seed ${each.seed}, size ${each.size}`,
    );
  }
});

Deno.test("manualSeed() makes normal() draw PyTorch's numbers", () => {
  for (const each of figures.normal) {
    torch.manualSeed(BigInt(each.seed));
    const drawn = torch.normal(each.mean, each.std, [each.size])
      .toFloat32Array();
    const tolerance = {
      rtol: 2e-6,
      atol: 2e-6 * Math.max(each.std, Math.abs(each.mean)),
    };
    assertDigest(drawn, each, tolerance, `seed ${each.seed}, size ${each.size}`);
  }
});

Deno.test("manualSeed() makes randperm() give PyTorch's order", () => {
  for (const { seed, n, gives } of figures.randperm) {
    torch.manualSeed(BigInt(seed));
    assertEquals(torch.randperm(n), gives, `seed ${seed}, n ${n}`);
  }
});

Deno.test("manualSeed() takes the seeds PyTorch takes, negative and large ones too", () => {
  for (const { seed, rand, normal, randperm, random_ } of figures.seeds) {
    const given = Number.isSafeInteger(Number(seed)) ? Number(seed) : BigInt(seed);
    torch.manualSeed(given);
    assertClose(torch.rand([3]).toFloat32Array(), rand, EXACT, seed);
    torch.manualSeed(given);
    assertClose(torch.randn([3]).toFloat32Array(), normal, NORMAL, seed);
    torch.manualSeed(given);
    assertEquals(torch.randperm(6), randperm, seed);
    assertEquals(new torch.Generator().manualSeed(given).random63(), BigInt(random_), seed);
  }
});

Deno.test("manualSeed() refuses the seeds PyTorch refuses, and fractions", () => {
  for (const seed of Object.keys(figures.refusedSeeds)) {
    assertThrows(() => torch.manualSeed(BigInt(seed)), RangeError, "manualSeed()");
  }
  for (const seed of [1.5, NaN, Infinity, 2 ** 53]) {
    assertThrows(() => torch.manualSeed(seed), RangeError, "manualSeed()");
  }
  for (const seed of ["1", null, undefined]) {
    assertThrows(() => torch.manualSeed(seed as never), TypeError, "manualSeed()");
  }
});

Deno.test("manualSeed() that is refused leaves the generator as it was", () => {
  torch.manualSeed(3);
  assertThrows(() => torch.manualSeed(1.5));
  const after = torch.rand([2]).toArray();
  torch.manualSeed(3);
  assertEquals(torch.rand([2]).toArray(), after);
});

for (const { name, seed, calls } of figures.sequences) {
  Deno.test(`Generator draws as PyTorch's does: ${name}`, () => {
    const generator = torch.manualSeed(BigInt(seed));
    calls.forEach(({ call, arguments: given, gives }, i) => {
      const where = `call ${i}, ${call}(${JSON.stringify(given)})`;
      if (call === "random_") {
        assertEquals(generator.random63(), BigInt(gives as string), where);
      } else if (call === "randperm") {
        assertEquals(torch.randperm(given[0]), gives as number[], where);
      } else {
        const draw = {
          rand: torch.rand,
          randn: torch.randn,
          normal: torch.normal,
        }[call]! as (...given: never[]) => torch.Tensor;
        assertClose(
          draw(...given).toFloat32Array(),
          gives as JsonNumber[],
          call === "rand" ? EXACT : NORMAL,
          where,
        );
      }
    });
  });
}

Deno.test("fillUniform() scales as PyTorch's uniform_() does", () => {
  for (const each of figures.uniform) {
    const out = new Float32Array(each.size);
    new torch.Generator().manualSeed(BigInt(each.seed)).fillUniform(out, each.from, each.to);
    assertDigest(out, each, { rtol: 2e-7, atol: 1e-7 }, `${each.from} to ${each.to}`);
  }
});

Deno.test("Generator that was not seeded starts like PyTorch's", () => {
  assertClose(
    torch.rand([3], { generator: new torch.Generator() }).toFloat32Array(),
    figures.unseeded.rand,
    EXACT,
  );
});

Deno.test("Generator draws apart from the default one", () => {
  torch.manualSeed(5);
  const expected = torch.rand([4]).toArray();
  torch.manualSeed(5);
  const own = new torch.Generator().manualSeed(9);
  torch.rand([3], { generator: own });
  torch.randn([20], { generator: own });
  torch.normal(0, 1, [3], { generator: own });
  torch.randperm(5, { generator: own });
  assertEquals(torch.rand([4]).toArray(), expected);
});

Deno.test("normal_() draws what normal() draws", () => {
  for (const size of [3, 16, 21]) {
    torch.manualSeed(8);
    const expected = numbers(torch.normal(2, 0.5, [size]));
    torch.manualSeed(8);
    assertEquals(numbers(torch.zeros([size]).normal_(2, 0.5)), expected);
  }
});

Deno.test("randn() has the mean 0 and the deviation 1 of what it stands for", () => {
  torch.manualSeed(0);
  const x = torch.randn([100_000]);
  const mean = x.mean().item();
  const deviation = x.sub(mean).pow(2).mean().sqrt().item();
  assert(
    Math.abs(mean) < 0.01 && Math.abs(deviation - 1) < 0.01,
    `mean ${mean}, deviation ${deviation}`,
  );
});

Deno.test("randperm() gives every number once", () => {
  const order = torch.randperm(50);
  assertEquals(order.toSorted((a, b) => a - b), Array.from({ length: 50 }, (_, i) => i));
});
