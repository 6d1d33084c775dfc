/** How many tests passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
}

/** Adds tallies up. */
export function addTallies(tallies: Tally[]): Tally {
  return tallies.reduce(
    (sum, { passed, failed }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
    }),
    { passed: 0, failed: 0 },
  );
}

/** The line that a run of the tests ends with. */
export function tallyLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}

/**
 * Counts the tests in the report of `deno test --junit-path`. A run that failed without a failed
 * test, as with a file that cannot be read, counts as one that failed.
 */
export function readReport(report: string, success: boolean): Tally {
  const cases = report.match(/<testcase\b[\s\S]*?(?:\/>|<\/testcase>)/g) ?? [];
  const failed = cases.filter((text) => /<(failure|error)\b/.test(text)).length;
  const ignored = cases.filter((text) => /<skipped\b/.test(text)).length;
  return {
    passed: cases.length - failed - ignored,
    failed: failed === 0 && !success ? 1 : failed,
  };
}
