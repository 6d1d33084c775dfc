import * as torch from "torch";
import { nn } from "torch";
import { assertEquals, assertThrows } from "@std/assert";
import { assertTensor, fixture, type Packed, unpack } from "../_fixtures.ts";

interface Figures {
  reduction: "none" | "mean" | "sum";
  input: Packed;
  target: Packed;
  out: Packed;
  cotangent: Packed;
  grad: Packed;
}

const figures = fixture<{ cross_entropies: Figures[] }>("nn").cross_entropies;

Deno.test("CrossEntropyLoss() gives PyTorch's losses and gradients with every reduction", () => {
  for (const { reduction, input, target, out, cotangent, grad } of figures) {
    const scores = unpack(input, { requiresGrad: true });
    const where = `${reduction} of ${JSON.stringify(input.shape)}`;
    const loss = new nn.CrossEntropyLoss({ reduction })(scores, unpack(target));
    assertTensor(loss, out, {}, where);
    loss.backward(unpack(cotangent));
    assertTensor(scores.grad, grad, {}, `${where}, gradient`);
  }
});

Deno.test("CrossEntropyLoss() refuses shapes that do not fit, and what is no class", () => {
  const loss = new nn.CrossEntropyLoss();
  const refused: [number[], number[]][] = [[[2, 3], [3]], [[2, 3], [2, 1]], [[2, 3], []], [[3], [
    1,
  ]]];
  for (const [input, target] of refused) {
    assertThrows(
      () => loss(torch.ones(input), torch.zeros(target)),
      RangeError,
      "CrossEntropyLoss() expects input of shape [N, C] and target of shape [N], or [C] and [], " +
        `but got [${input.join(", ")}] and [${target.join(", ")}]`,
    );
  }
  for (const label of [3, -1, 0.5, NaN]) {
    assertThrows(
      () => loss(torch.ones([1, 3]), torch.tensor([label])),
      RangeError,
      "CrossEntropyLoss() expects every target to be a class, a whole number from 0 to 2, " +
        `but got ${label}`,
    );
  }
});

Deno.test("CrossEntropyLoss() leaves its target without a gradient", () => {
  const scores = torch.zeros([2, 3], { requiresGrad: true });
  const target = torch.tensor([0, 1], { requiresGrad: true });
  new nn.CrossEntropyLoss()(scores, target).backward();
  assertEquals(target.grad, null);
});
