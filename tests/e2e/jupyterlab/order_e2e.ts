import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { run } from "../../../tools/process.ts";
import { ensureSetUp } from "../../../tools/set_up.ts";
import { Desk } from "./_desk.ts";

const script = join(import.meta.dirname!, "..", "kernel", "cases.py");

interface Tally {
  count: number;
  wrong: number;
  example: string;
}

Deno.test("what cells print and show arrives in JupyterLab, whole and in order", async () => {
  const { python } = await ensureSetUp();
  // By hand, ROUNDS=60 runs each case so many times.
  const rounds = Number(Deno.env.get("ROUNDS") ?? 2);
  await using desk = await Desk.open();
  const sums: Record<string, Tally> = {};
  for (let done = 0; done < rounds; done += 2) {
    const path = join(desk.folder, `cases-${done}.ipynb`);
    await run(python, [script, "write", path, "2"]);
    {
      await using sheet = await desk.show(`cases-${done}`);
      // A cell that throws ends JupyterLab's waiting for the others, though they run.
      await sheet.runAll();
      const { cells } = JSON.parse(await Deno.readTextFile(path));
      await sheet.eventually("the last cell has run", async () => {
        return (await sheet.outputs(cells.length - 1)).length > 0;
      });
      await sheet.save();
    }
    const { output } = await run(python, [script, "check", path]);
    for (const [name, tally] of Object.entries<Tally>(JSON.parse(output))) {
      const sum = sums[name] ??= { count: 0, wrong: 0, example: "" };
      sum.count += tally.count;
      sum.wrong += tally.wrong;
      sum.example ||= tally.example;
    }
  }
  if (rounds > 2) console.table(sums);
  assertEquals(Object.entries(sums).filter(([, { wrong }]) => wrong > 0), []);
});
