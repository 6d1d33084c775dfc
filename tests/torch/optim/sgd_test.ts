import * as torch from "torch";
import { optim } from "torch";
import { assertClose, fixture, type JsonNumber, numbers } from "../_fixtures.ts";
import { testOptimizer } from "./_trajectories.ts";

testOptimizer("SGD");

Deno.test("SGD() goes on by momentum when gradients are zeroed rather than taken away", () => {
  const p = torch.tensor([1, -2], { requiresGrad: true });
  const trainer = new optim.SGD([p], { lr: 0.1, momentum: 0.9, weightDecay: 0.5 });
  fixture<{ accumulating: JsonNumber[][] }>("optim").accumulating.forEach(
    (expected, step) => {
      if (step < 2) p.mul(p).sum().backward();
      else p.grad!.zero_();
      trainer.step();
      assertClose(numbers(p), expected, {}, `step ${step}`);
    },
  );
});
