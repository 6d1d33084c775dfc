/** The first cell of most notebooks here. */
export const setUp = `import { Animator, figure, plot, usePlotly } from "d2l"; await usePlotly();`;

/**
 * A training in the small: `steps` steps of `ms` milliseconds that the event loop gets no part of,
 * with the number of whole steps as its parameter.
 */
export const defineTrain = `let parameter = 0;
async function train(steps, ms, fail = 0) {
  const animator = new Animator({
    xlabel: "epochs", ylabel: "loss", yscale: "log", legend: ["train", "test"],
  });
  for (let step = 1; step <= steps; step++) {
    for (const start = performance.now(); performance.now() - start < ms;);
    if (step === fail) throw new Error("a fault in step " + step);
    parameter = step;
    await animator.add(step, [1 / step, 2 / step]);
  }
}`;
