import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { words } from "../../book/explorable/draw.ts";
import { notes, train } from "../../book/explorable/job.ts";
import { values } from "../../book/explorable/sliders.ts";
import notebook from "../../notebooks/weight_decay.ipynb" with { type: "text" };

Deno.test("the explorable's numbers at the notes' settings are the notebook's", () => {
  const { cells } = JSON.parse(notebook);
  const { outputs } = cells.find(({ id }: { id: string }) => id === "in-8");
  const { data } = outputs.find((output: { data?: unknown }) => output.data)
    .data["application/vnd.plotly.v1+json"];
  const printed = outputs.filter((output: { text?: string }) => output.text)
    .flatMap(({ text }: { text: string[] }) => text).join("");
  const [from, to] = printed.match(/\d+\.\d+/g)!.map(Number);

  const result = train(notes);
  assertEquals([result.norms[0], result.norms.at(-1)], [from, to]);
  const toNumbers = (y: number[] | { dtype: string; bdata: string }) =>
    Array.isArray(y) ? y : [...new Float64Array(Uint8Array.fromBase64(y.bdata).buffer)];
  for (const [i, losses] of [result.train, result.test].entries()) {
    const drawn = toNumbers(data[i].y);
    assertEquals(losses.length, drawn.length);
    losses.forEach((loss, k) => assertAlmostEquals(loss / drawn[k], 1, 1e-6));
  }
  assertEquals(words(result).tested, "0.0569");
});

Deno.test("the explorable's sliders hold the notes' numbers, and go up", () => {
  for (const [name, list] of Object.entries(values)) {
    assert(list.includes(notes[name as keyof typeof notes]), name);
    assertEquals(list.toSorted((a, b) => a - b), list);
  }
});

Deno.test("the explorable says where a training goes to infinity, and where nothing is left", () => {
  const said = words(train({ ...notes, lambda: 1000 }));
  assertEquals(said.tested, "∞");
  assertEquals(words(train({ ...notes, scale: 0 })).scale, "w = 0");
});
