import { assertEquals } from "@std/assert";
import { joinLines, type Notebook, runNotebook } from "../../../tools/kernel.ts";
import { defineTrain, setUp, writeConfig } from "./_desk.ts";

Deno.test("nbclient gets the whole picture of 300 trainings out of 300", async () => {
  const folder = await Deno.makeTempDir({ prefix: "notebooks-" });
  try {
    await writeConfig(folder);
    const trainings = new Array(300).fill("await train(20, 0.05);");
    const cells = [setUp, defineTrain, ...trainings].map((source) => ({
      cell_type: "code",
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    }));
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
    const run = await runNotebook(notebook as unknown as Notebook, { folder });
    const words = run.cells.slice(2).map(({ outputs }) =>
      outputs!.map((output) =>
        "data" in output ? joinLines(output.data["text/plain"]) : output.output_type
      )
    );
    const whole =
      "loss over epochs, on a logarithmic scale: train goes from 1 at 1 to 0.05 at 20; " +
      "test goes from 2 at 1 to 0.1 at 20";
    assertEquals(words, trainings.map(() => [whole]));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
