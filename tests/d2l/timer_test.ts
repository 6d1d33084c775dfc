import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Timer } from "d2l";

Deno.test("Timer starts at once and keeps every time it is stopped at", () => {
  const timer = new Timer();
  const first = timer.stop();
  timer.start();
  const second = timer.stop();
  assert(first >= 0 && second >= 0);
  assertEquals(timer.times, [first, second]);
});

Deno.test("Timer measures in seconds", async () => {
  const timer = new Timer();
  const before = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const seconds = timer.stop();
  const bound = (performance.now() - before) / 1000;
  assert(seconds > 0.004 && seconds < bound + 0.001, `${seconds} of ${bound}`);
});

Deno.test("Timer sums up, averages and accumulates its times", () => {
  const timer = new Timer();
  timer.times.push(1, 2, 4.5);
  assertEquals(timer.sum(), 7.5);
  assertAlmostEquals(timer.avg(), 2.5);
  assertEquals(timer.cumsum(), [1, 3, 7.5]);
});
