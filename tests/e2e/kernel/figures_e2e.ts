import { assertEquals } from "@std/assert";
import { codeCell, joinLines, notebookOf } from "../../../tools/notebook.ts";
import { runNotebook } from "../../../tools/run_notebook.ts";
import { defineTrain, setUp } from "../_cells.ts";

Deno.test("nbclient gets the whole picture of 300 trainings out of 300", async () => {
  const trainings = new Array(300).fill("await train(20, 0.05);");
  const cells = [setUp, defineTrain, ...trainings].map((source) => codeCell(source));
  const run = await runNotebook(notebookOf(cells));
  const words = run.cells.slice(2).map(({ outputs }) =>
    outputs!.map((output) =>
      "data" in output ? joinLines(output.data["text/plain"]) : output.output_type
    )
  );
  const whole = "loss over epochs, on a logarithmic scale: train goes from 1 at 1 to 0.05 at 20; " +
    "test goes from 2 at 1 to 0.1 at 20";
  assertEquals(words, trainings.map(() => [whole]));
});
