import twin from "../../fixtures/weight_decay_when.json" with { type: "json" };
import { assertClose } from "./_run.ts";
import { runWithAnswers, testSections, testSlider } from "./_sections.ts";

const run = runWithAnswers("weight_decay_when");

testSections(run, 8);
testSlider(run, "s1-figure");
testSlider(run, "s5-figure");

Deno.test("weight_decay_when.ipynb prints PyTorch's errors on the diabetes set", async () => {
  const found = await run.numbers("s7-numbers", "误差占方差的几成：");
  assertClose(found, twin.diabetes, { relative: 0.006 });
});

for (const wrong of [0.3, 0]) {
  for (const name of ["SGD", "Adam", "AdamW"]) {
    Deno.test(`weight_decay_when.ipynb trains PyTorch's networks with ${name}, ${wrong} of the labels wrong`, async () => {
      const found = await run.numbers("s8-numbers", `标签错${wrong * 10}成，${name}的测试正确率：`);
      const runs = twin.digits.filter((each) => each.name === name && each.wrong === wrong);
      // Rounding grows over 720 steps through a network: of 1,197 test examples a few change sides.
      const expected = runs.flatMap(({ lambd, test }) => [lambd, test]);
      assertClose(found, expected, { absolute: 0.01 });
    });
  }
}
