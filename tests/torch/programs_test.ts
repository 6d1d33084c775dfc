import { assertEquals, assertGreater } from "@std/assert";
import figures from "../fixtures/torch/programs.json" with { type: "json" };
import { checkProgram } from "./_programs.ts";

Deno.test(`autograd does what PyTorch does in ${figures.programs.length} random programs`, () => {
  assertGreater(figures.programs.length, 1000);
  const faults: string[] = [];
  for (const program of figures.programs) {
    try {
      checkProgram(program);
    } catch (error) {
      faults.push(`${program.replaceAll(/;| (?==>)/g, "\n")}\n${(error as Error).message}`);
    }
  }
  assertEquals(faults.length, 0, `${faults.length} programs differ; the first:\n${faults[0]}`);
});
