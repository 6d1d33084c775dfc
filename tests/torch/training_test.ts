import * as torch from "torch";
import { nn, optim } from "torch";
import { assert, assertEquals } from "@std/assert";
import { assertClose, fixture, type JsonNumber, numbers } from "./_fixtures.ts";

interface Training {
  seed: number;
  activation: "ReLU" | "Sigmoid" | "Tanh";
  optimizer: "SGD" | "Adam" | "AdamW";
  options: { lr: number };
  epochs: number;
  y: JsonNumber[];
  firstBatches: JsonNumber[];
  curve: JsonNumber[];
  weight: JsonNumber[];
  randAfter: JsonNumber[];
}

for (const run of fixture<{ runs: Training[] }>("training").runs) {
  const { seed, activation, optimizer, options, epochs } = run;
  Deno.test(`a two-layer network with ${activation} and ${optimizer} learns along PyTorch's curve`, () => {
    torch.manualSeed(seed);
    const X = torch.rand([48, 2]).mul(4).sub(2);
    const y = X.indexSelect(1, [0]).pow(2).sub(
      X.indexSelect(1, [1]).mul(2).tanh(),
    ).add(torch.normal(0, 0.05, [48, 1]));
    assertClose(numbers(y).slice(0, 5), run.y, {}, "the labels");
    const net = new nn.Sequential(new nn.Linear(2, 16), new nn[activation](), new nn.Linear(16, 1));
    const loss = new nn.MSELoss();
    const trainer = new optim[optimizer](net.parameters(), options);
    const dataset = new torch.utils.data.TensorDataset(X, y);
    const loader = new torch.utils.data.DataLoader(dataset, { batchSize: 10, shuffle: true });
    const batches: number[] = [];
    const curve: number[] = [];
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (const [features, labels] of loader) {
        trainer.zeroGrad();
        const l = loss(net(features), labels);
        l.backward();
        trainer.step();
        batches.push(l.item());
      }
      curve.push(torch.noGrad(() => loss(net(X), y)).item());
    }
    assertClose(batches.slice(0, 10), run.firstBatches, { rtol: 1e-5 }, "the first batches");
    assertClose(curve, run.curve, { rtol: 1e-4 }, "the curve");
    assertClose(numbers(net[0].weight), run.weight, { rtol: 1e-3, atol: 1e-4 }, "the weights");
    assertClose(
      numbers(torch.rand([1])),
      run.randAfter,
      { rtol: 0, atol: 0 },
      "the generator afterwards",
    );
    assert(curve[epochs - 1] < curve[0] / 2);
    assertEquals(net.parameters().length, 4);
  });
}
