import * as torch from "torch";
import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { assertClose, fixture, type JsonNumber } from "../../_fixtures.ts";

const { DataLoader, TensorDataset } = torch.utils.data;

type Batches = number[][];

interface Epoch {
  shuffle: boolean;
  stopAfter: number | null;
  batches: Batches;
}

const figures = fixture<{
  threeEpochs: {
    n: number;
    batchSize: number;
    dropLast: boolean;
    length: number;
    epochs: [Batches, Batches, Batches, Batches];
    randAfter: JsonNumber[];
  }[];
  ownGenerator: {
    n: number;
    batchSize: number;
    dropLast: boolean;
    epochs: Epoch[];
    nextPermutation: number[];
    randAfter: JsonNumber[];
  }[];
  leftEarly: {
    first: Batches;
    randAfterBreak: JsonNumber[];
    randAfterIter: JsonNumber[];
    next: Batches;
  };
  interleaved: Batches;
}>("dataloader");

/** Rows 0, 1, 2, ... and their negatives as labels. */
function rows(n: number): torch.utils.data.TensorDataset {
  return new TensorDataset(torch.arange(n).reshape([n, 1]), torch.arange(n).neg());
}

function assertRows(batch: torch.Tensor[]): number[] {
  const [X, y] = batch;
  assertEquals(batch.length, 2);
  assertEquals([...X.shape], [y.numel(), 1]);
  const order = X.reshape([-1]).toArray();
  assertEquals(y.neg().add(0).toArray(), order); // labels stay with their rows
  return order;
}

function epoch(loader: Iterable<torch.Tensor[]>, stopAfter: number | null = null): Batches {
  const batches: Batches = [];
  for (const batch of loader) {
    batches.push(assertRows(batch));
    if (batches.length === stopAfter) break;
  }
  return batches;
}

function assertNextRand(expected: JsonNumber[]): void {
  assertClose(torch.rand([expected.length]).toFloat32Array(), expected, {
    rtol: 0,
    atol: 0,
  }, "the draw after it");
}

for (
  const { n, batchSize, dropLast, length, epochs, randAfter } of figures
    .threeEpochs
) {
  Deno.test(`DataLoader gives PyTorch's order over three epochs: ${n} rows, batchSize ${batchSize}, dropLast ${dropLast}`, () => {
    torch.manualSeed(42);
    const shuffled = new DataLoader(rows(n), { batchSize, shuffle: true, dropLast });
    const plain = new DataLoader(rows(n), { batchSize, shuffle: false, dropLast });
    assertEquals([epoch(shuffled), epoch(plain), epoch(shuffled), epoch(shuffled)], epochs);
    assertNextRand(randAfter);
    assertEquals([shuffled.length, plain.length], [length, length]);
  });
}

for (
  const { n, batchSize, dropLast, epochs, nextPermutation, randAfter } of figures.ownGenerator
) {
  const stops = epochs.map(({ stopAfter }) => stopAfter ?? "end").join(", ");
  Deno.test(`DataLoader with a generator draws as PyTorch's: ${n} rows, batchSize ${batchSize}, dropLast ${dropLast}, epochs up to ${stops}`, () => {
    torch.manualSeed(1);
    const generator = new torch.Generator().manualSeed(42);
    const shuffled = new DataLoader(rows(n), { batchSize, shuffle: true, dropLast, generator });
    const plain = new DataLoader(rows(n), { batchSize, generator });
    for (const { shuffle, stopAfter, batches } of epochs) {
      assertEquals(epoch(shuffle ? shuffled : plain, stopAfter), batches);
    }
    assertEquals(torch.randperm(6, { generator }), nextPermutation);
    assertNextRand(randAfter);
  });
}

Deno.test("DataLoader draws its seeds as PyTorch's when the loop is left early or never begun", () => {
  const { first, randAfterBreak, randAfterIter, next } = figures.leftEarly;
  torch.manualSeed(42);
  const loader = new DataLoader(rows(10), { batchSize: 3, shuffle: true });
  assertEquals(epoch(loader, 1), first);
  assertNextRand(randAfterBreak);
  loader[Symbol.iterator]();
  assertNextRand(randAfterIter);
  assertEquals(epoch(loader), next);
});

Deno.test("DataLoader keeps two loops over it apart", () => {
  torch.manualSeed(42);
  const loader = new DataLoader(rows(6), { batchSize: 2, shuffle: true });
  const [a, b] = [loader[Symbol.iterator](), loader[Symbol.iterator]()];
  const order = Array.from(
    { length: 6 },
    (_, i) => assertRows((i % 2 === 0 ? a : b).next().value!),
  );
  assertEquals(order, figures.interleaved);
});

Deno.test("DataLoader gives one row a batch, in order, unless told otherwise", () => {
  assertEquals(epoch(new DataLoader(rows(3))), [[0], [1], [2]]);
});

Deno.test("DataLoader of no rows gives no batches, and cannot be shuffled", () => {
  const empty = new TensorDataset(torch.zeros([0, 1]), torch.zeros([0]));
  const loader = new DataLoader(empty, { batchSize: 2 });
  assertEquals([[...loader].length, loader.length], [0, 0]);
  assertThrows(
    () => new DataLoader(empty, { batchSize: 2, shuffle: true }),
    RangeError,
    "DataLoader()",
  );
});

Deno.test("DataLoader gives batches with numbers of their own", () => {
  const X = torch.arange(4).reshape([4, 1]);
  const y = torch.arange(4);
  const loader = new DataLoader(new TensorDataset(X, y), { batchSize: 2 });
  for (const [features, labels] of loader) {
    features.zero_();
    labels.zero_();
  }
  assertEquals(X.toArray(), [[0], [1], [2], [3]]);
  assertEquals(y.toArray(), [0, 1, 2, 3]);
});

Deno.test("DataLoader gives batches that keep their numbers when the next one comes", () => {
  const batches = [...new DataLoader(rows(5), { batchSize: 2 })];
  assertEquals(batches.map(([X]) => X.reshape([-1]).toArray()), [
    [0, 1],
    [2, 3],
    [4],
  ]);
});

Deno.test("DataLoader reads its data set when the batch is made", () => {
  const X = torch.zeros([2, 1]);
  const loader = new DataLoader(new TensorDataset(X), { batchSize: 2 });
  X.fill_(7);
  for (const [features] of loader) assertEquals(features.toArray(), [[7], [7]]);
});

Deno.test("DataLoader takes data sets of one tensor, of three, and of any number of dimensions", () => {
  const cube = torch.arange(24).reshape([4, 3, 2]);
  const loader = new DataLoader(
    new TensorDataset(cube, torch.arange(4), torch.zeros([4, 0])),
    { batchSize: 3 },
  );
  assertEquals(
    [...loader].map((batch) => batch.map(({ shape }) => [...shape])),
    [
      [[3, 3, 2], [3], [3, 0]],
      [[1, 3, 2], [1], [1, 0]],
    ],
  );
  assertEquals(
    [...new DataLoader(new TensorDataset(cube), { batchSize: 4 })][0][0]
      .toArray(),
    cube.toArray(),
  );
});

Deno.test("DataLoader with another seed gives another order", () => {
  const loader = new DataLoader(rows(20), { batchSize: 20, shuffle: true });
  torch.manualSeed(1);
  const one = epoch(loader);
  torch.manualSeed(2);
  assertNotEquals(epoch(loader), one);
});

Deno.test("DataLoader refuses what PyTorch refuses", () => {
  for (const batchSize of [0, -1, 1.5, NaN, Infinity]) {
    assertThrows(() => new DataLoader(rows(3), { batchSize }), RangeError, "batchSize");
  }
  assertThrows(
    // @ts-expect-error a tensor is not a data set
    () => new DataLoader(torch.ones([3, 1]), { batchSize: 2 }),
    TypeError,
    "DataLoader()",
  );
  assertThrows(
    // @ts-expect-error PyTorch's spelling
    () => new DataLoader(rows(3), { batch_size: 2 }),
    TypeError,
    "batchSize",
  );
  assertThrows(
    // @ts-expect-error a seed is not a generator
    () => new DataLoader(rows(3), { generator: 42 }),
    TypeError,
    "generator",
  );
});
