import { assertEquals } from "@std/assert";
import { losesOutputs } from "../../lib/plotly/deno_host.ts";
import { findHost } from "../../lib/plotly/host.ts";
import { Interrupted, startSession } from "../../lib/plotly/session.ts";
import { RecordingHost } from "./_host.ts";

Deno.test("losesOutputs() tells the kernels from 2.8.2 on", () => {
  const versions = ["1.46.3", "2.7.14", "2.8.0", "2.8.1", "2.8.2", "2.9.0", "2.10.0", "3.0.0"];
  assertEquals(versions.filter(losesOutputs), ["2.8.2", "2.9.0", "2.10.0", "3.0.0"]);
});

Deno.test("Interrupted shows one sentence and no stack", () => {
  assertEquals(new Interrupted("stopped").stack, "Interrupted: stopped");
});

Deno.test("startSession() finds no host in a program of its own", () => {
  assertEquals(findHost(), undefined);
  assertEquals(startSession(), undefined);
});

Deno.test("startSession() asks a host once to tell of ■ and of a cell's end", async () => {
  const host = new RecordingHost();
  let asked = 0;
  host.onInterrupt = () => asked++;
  await host.run(() => {
    assertEquals(startSession(), host);
    assertEquals(startSession(), host);
    return Promise.resolve();
  });
  assertEquals(asked, 1);
});
