import { assertEquals } from "@std/assert";
import expected from "../../fixtures/weight_decay.json" with { type: "json" };
import { assertClose, figures, NotebookRun } from "./_run.ts";

const run = new NotebookRun("weight_decay");

Deno.test("weight_decay.ipynb has the cells of the notes, once and in order", () => {
  const names = run.committed.cells.map((cell) => cell.metadata.notes).filter(Boolean);
  assertEquals(names, Array.from({ length: 11 }, (_, i) => `In [${i + 1}]`));
});

run.testCommitted();

for (const [name, torch] of Object.entries(expected.runs)) {
  Deno.test(`weight_decay.ipynb prints PyTorch's norm in ${name}`, async () => {
    assertClose(await run.numbers(name, "w的L2范数是:"), [torch.norm], { relative: 1e-5 });
  });

  Deno.test(`weight_decay.ipynb draws PyTorch's curves in ${name}`, async () => {
    const [figure, ...rest] = figures(await run.cell(name));
    const [train, test, ...others] = figure.data;
    assertEquals(rest, []);
    assertEquals([train.name, test.name, others.length], ["train", "test", 0]);
    assertEquals([train.x, test.x], [torch.epochs, torch.epochs]);
    assertClose(train.y, torch.train, { relative: 1e-3, absolute: 1e-6 });
    assertClose(test.y, torch.test, { relative: 1e-5 });
  });
}

for (const name of ["In [7]", "In [8]"] as const) {
  Deno.test(`weight_decay.ipynb starts where PyTorch does in ${name}`, async () => {
    const found = await run.numbers(name, "起点的范数是:");
    assertClose(found, [expected.runs[name].start_norm], { relative: 1e-5 });
  });
}

for (const name of ["In [10]", "In [11]"] as const) {
  Deno.test(`weight_decay.ipynb prints PyTorch's bias in ${name}`, async () => {
    assertClose(await run.numbers(name, "b是:"), [expected.runs[name].b], { relative: 1e-5 });
  });
}

Deno.test("weight_decay.ipynb takes PyTorch's step of SGD by hand", async () => {
  const { w_start_norm, w_norm, b_start, b } = expected.sgd_step;
  const [w, bias] = [
    await run.numbers("sgd-by-hand", "走了一步，w的范数:"),
    await run.numbers("sgd-by-hand", "走了一步，b:"),
  ];
  assertClose(w, [w_start_norm, w_norm], { relative: 1e-5 });
  assertClose(bias, [b_start, b], { relative: 1e-5 });
});

Deno.test("weight_decay.ipynb finds sgd() equal to the step by hand", async () => {
  for (const start of ["两个w之差的范数:", "两个b之差的范数:"]) {
    assertClose(await run.numbers("sgd-by-d2l", start), [0], { absolute: 1e-6 });
  }
});

Deno.test("weight_decay.ipynb finds weightDecay equal to the penalty under SGD", async () => {
  const { decayed_norm, penalized_norm } = expected.weight_decay_step;
  const numbers = (start: string) => run.numbers("decay-two-ways", start);
  assertClose(await numbers("优化器里衰减，w的范数:"), [decayed_norm], { relative: 1e-5 });
  assertClose(await numbers("损失里惩罚，w的范数:"), [penalized_norm], { relative: 1e-5 });
  assertClose(await numbers("两个w之差的范数:"), [0], { absolute: 1e-6 });
});
