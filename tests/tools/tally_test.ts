import { assertEquals } from "@std/assert";
import { addTallies, readReport, tallyLine } from "../../tools/_tally.ts";

const report = `<testsuite tests="4">
  <testcase name="a" line="1">
  </testcase>
  <testcase name="b &lt;failure"/>
  <testcase name="c"><failure message="x">x</failure></testcase>
  <testcase name="d"><skipped/></testcase>
</testsuite>`;

Deno.test("readReport() counts tests that passed and failed, not those left out", () => {
  assertEquals(readReport(report, false), { passed: 2, failed: 1 });
});

Deno.test("readReport() counts a run that failed before its tests as one that failed", () => {
  assertEquals(readReport("", false), { passed: 0, failed: 1 });
  assertEquals(readReport("", true), { passed: 0, failed: 0 });
});

Deno.test("tallyLine() sums up", () => {
  const tallies = [{ passed: 2, failed: 0 }, { passed: 1, failed: 3 }];
  assertEquals(tallyLine(addTallies(tallies)), "3 passed, 3 failed");
});
