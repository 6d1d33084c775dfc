/**
 * Runs every check and every test: the tasks of deno.json that are called `test:...`, or those of
 * them that are named. Options go to the task, so name one: `deno task test unit --filter sgd`.
 *
 * What this machine lacks is said at the start, and what needs it is left out; with `--all` that
 * is a failure.
 *
 * @module
 */
import { stripVTControlCharacters } from "node:util";
import config from "../deno.json" with { type: "json" };
import { findChromium } from "./chromium.ts";
import { ROOT } from "./environment.ts";
import { Problem, runTask, say } from "./process.ts";
import { ensureSetUp } from "./set_up.ts";

/** What a part may need of the machine; each throws a {@linkcode Problem} where it is missing. */
const NEEDS: Record<string, () => Promise<unknown>> = {
  Chromium: findChromium,
  "Chinese letters": findChineseLetters,
  JupyterLab: ensureSetUp,
};

/** Which parts need what. The others need Deno alone. */
const NEEDED: Record<string, string[]> = {
  tools: ["JupyterLab"],
  kernel: ["JupyterLab"],
  notebooks: ["JupyterLab", "Chromium", "Chinese letters"],
  jupyterlab: ["JupyterLab", "Chromium", "Chinese letters"],
  plotly: ["Chromium", "Chinese letters"],
  book: ["Chromium", "Chinese letters"],
};

/** What came of a part. */
interface Outcome {
  passed: number;
  failed: number;
  seconds: number;
}

async function findChineseLetters(): Promise<void> {
  if (Deno.build.os !== "linux") return;
  const fonts = new Deno.Command("fc-list", { args: [":lang=zh"] }).output();
  const found = await fonts.then(({ stdout }) => stdout.length > 0, () => false);
  if (found) return;
  throw new Problem(
    "Pages with Chinese need a font for it, and there is none: type " +
      "`sudo apt install fontconfig fonts-noto-cjk` (Debian)",
  );
}

/** Runs a part, lets its output through, and counts the tests in it. */
async function runPart(part: string, options: string[]): Promise<Outcome> {
  const began = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", `test:${part}`, ...options],
    cwd: ROOT,
    env: Deno.stdout.isTerminal() ? { FORCE_COLOR: "1" } : {},
    stdout: "piped",
  }).spawn();
  let text = "";
  const decoder = new TextDecoder();
  for await (const bytes of child.stdout) {
    Deno.stdout.writeSync(bytes);
    text += decoder.decode(bytes, { stream: true });
  }
  const { success } = await child.status;
  let [passed, failed] = [0, 0];
  const summary = /^(?:ok|FAILED) \| (\d+) passed.*? \| (\d+) failed/gm;
  for (const [, more, wrong] of stripVTControlCharacters(text).matchAll(summary)) {
    passed += Number(more);
    failed += Number(wrong);
  }
  // A check that counts nothing is one test; so is what failed without a failed test.
  if (passed + failed === 0 && success) passed = 1;
  if (failed === 0 && !success) failed = 1;
  return { passed, failed, seconds: (performance.now() - began) / 1000 };
}

await runTask(async () => {
  const known = Object.keys(config.tasks).filter((name) => name.startsWith("test:"))
    .map((name) => name.slice("test:".length));
  const args = Deno.args.filter((arg) => arg !== "--all");
  const first = args.findIndex((arg) => arg.startsWith("-"));
  const [named, options] = first < 0 ? [args, []] : [args.slice(0, first), args.slice(first)];
  const unknown = named.find((name) => !known.includes(name));
  if (unknown) throw new Problem(`There is no part ${unknown}: there is ${known.join(", ")}`);
  const parts = named.length ? named : known;

  const missing = new Set<string>();
  for (const [what, find] of Object.entries(NEEDS)) {
    if (!parts.some((part) => NEEDED[part]?.includes(what))) continue;
    try {
      await find();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      missing.add(what);
      say(`${error.message}.\n`);
    }
  }

  const lacks = (part: string) => (NEEDED[part] ?? []).filter((what) => missing.has(what));
  const runs = parts.filter((part) => lacks(part).length === 0);
  const outcomes = new Map<string, Outcome>();
  for (const [index, part] of runs.entries()) {
    say(`== ${part} (${index + 1} of ${runs.length})`);
    outcomes.set(part, await runPart(part, options));
  }

  console.log();
  let [passed, failed] = [0, 0];
  for (const [part, outcome] of outcomes) {
    passed += outcome.passed;
    failed += outcome.failed;
    const wrong = outcome.failed ? `  ${outcome.failed} failed` : "";
    console.log(`${outcome.seconds.toFixed(1).padStart(6)} s  ${part}${wrong}`);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  const left = parts.filter((part) => lacks(part).length > 0)
    .map((part) => `${part} (no ${lacks(part).join(", no ")})`);
  if (left.length) console.log(`Left out: ${left.join(", ")}`);
  return failed || (left.length && Deno.args.includes("--all")) ? 1 : 0;
});
