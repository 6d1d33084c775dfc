import { assertEquals } from "@std/assert";
import { breathe, Interrupted, losesOutputs } from "../../lib/plotly/session.ts";

Deno.test("losesOutputs() tells the kernels from 2.8.2 on", () => {
  const versions = ["1.46.3", "2.7.14", "2.8.0", "2.8.1", "2.8.2", "2.9.0", "2.10.0", "3.0.0"];
  assertEquals(versions.filter(losesOutputs), ["2.8.2", "2.9.0", "2.10.0", "3.0.0"]);
});

Deno.test("Interrupted shows one sentence and no stack", () => {
  assertEquals(new Interrupted("stopped").stack, "Interrupted: stopped");
});

Deno.test("breathe() lets timers and immediates run", async () => {
  let turns = 0;
  setImmediate(() => turns++);
  await breathe();
  assertEquals(turns, 1);
});
