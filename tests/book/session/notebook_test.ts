import { assertEquals } from "@std/assert";
import notebook from "../../../notebooks/weight_decay.ipynb" with { type: "text" };
import { compare, readCells } from "./_notebook.ts";
import { Session } from "./_repl.ts";

Deno.test("the notes' notebook gives in a session what is committed", async () => {
  using session = new Session();
  for (const cell of readCells(JSON.parse(notebook))) {
    const { status, outputs } = await session.run(cell.code);
    assertEquals([cell.id, status, compare(outputs, cell)], [cell.id, "ok", undefined]);
  }
  assertEquals(session.plotly, 1);
});
