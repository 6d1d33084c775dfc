import * as torch from "torch";
import { nn } from "torch";
import { assertEquals, assertThrows } from "@std/assert";
import { assertTensor, fixture, numbers, type Packed, unpack } from "../_fixtures.ts";

interface LossFigures {
  loss: "MSELoss" | "L1Loss";
  reduction: "none" | "mean" | "sum";
  yHat: Packed;
  y: Packed;
  out: Packed;
  cotangent: Packed;
  grads: [Packed, Packed];
}

const figures = fixture<{ losses: LossFigures[] }>("nn").losses;

for (const name of ["MSELoss", "L1Loss"] as const) {
  Deno.test(`${name}() gives PyTorch's losses and gradients with every reduction`, () => {
    for (
      const { reduction, yHat, y, out, cotangent, grads } of figures.filter((
        each,
      ) => each.loss === name)
    ) {
      const given = [yHat, y].map((each) => unpack(each, { requiresGrad: true }));
      const where = `${reduction} of ${JSON.stringify(yHat.shape)}`;
      const loss = new nn[name]({ reduction })(given[0], given[1]);
      assertTensor(loss, out, {}, where);
      loss.backward(unpack(cotangent));
      given.forEach((each, i) => assertTensor(each.grad, grads[i], {}, `${where}, gradient ${i}`));
    }
  });

  Deno.test(`${name}() takes the mean unless told otherwise`, () => {
    const [yHat, y] = [torch.tensor([1, 4]), torch.tensor([1, 1])];
    assertEquals(
      new nn[name]()(yHat, y).item(),
      new nn[name]({ reduction: "mean" })(yHat, y).item(),
    );
    assertEquals([...new nn[name]()(yHat, y).shape], []);
  });

  Deno.test(`${name}() refuses shapes that differ, those that broadcast too`, () => {
    const pairs = [
      [[5, 1], [5]],
      [[5], [5, 1]],
      [[5], [4]],
      [[5], []],
      [[1], [5]],
      [[2, 3], [3, 2]],
    ];
    for (const [a, b] of pairs) {
      assertThrows(() => new nn[name]()(torch.ones(a), torch.ones(b)), RangeError, `${name}()`);
    }
  });

  Deno.test(`${name}() refuses an unknown reduction and an unknown option`, () => {
    assertThrows(
      // @ts-expect-error PyTorch has no such reduction
      () => new nn[name]({ reduction: "avg" }),
      TypeError,
      "reduction",
    );
    // @ts-expect-error no such option
    assertThrows(() => new nn[name]({ reduce: "sum" }), TypeError, "reduce");
  });

  Deno.test(`${name}() refuses what is not a tensor`, () => {
    assertThrows(
      // @ts-expect-error an array
      () => new nn[name]()(torch.ones([2]), [1, 2]),
      TypeError,
      `${name}()`,
    );
    // @ts-expect-error a missing label
    assertThrows(() => new nn[name]()(torch.ones([2])), TypeError, `${name}()`);
  });
}

Deno.test("MSELoss() of a tensor against itself adds gradients that cancel", () => {
  const x = torch.tensor([1, 2], { requiresGrad: true });
  new nn.MSELoss()(x, x).backward();
  assertEquals(numbers(x.grad), [0, 0]);
});
