import { assert, assertEquals } from "@std/assert";
import { typeErrors } from "../../../tools/cells.ts";
import { type Cell, codeCell, joinLines, type Notebook } from "../../../tools/notebook.ts";
import { figures, NotebookRun } from "./_run.ts";

const PARTS = ["claim", "experiment", "figure", "reading", "check"];

const source = (cell: Cell) => joinLines(cell.source);

/** The code in the folded answers of the exercises, by the exercise's cell. */
function answers({ cells }: Notebook): { id: string; code: string }[] {
  return cells.filter(({ id }) => id?.startsWith("exercise-")).map((cell) => {
    const folded = source(cell).match(/<details>([^]*)<\/details>/)?.[1];
    const code = folded?.match(/```ts\n([^]*?)```/)?.[1];
    if (!code) throw new Error(`The answer in ${cell.id} has no code`);
    return { id: cell.id!, code };
  });
}

/** A run of a notebook that measures, each answer pasted into a cell of its own after the last one. */
export function runWithAnswers(name: string): NotebookRun {
  return new NotebookRun(
    name,
    (notebook) => answers(notebook).map(({ id, code }) => codeCell(code, { id: `${id}-answer` })),
  );
}

/** Tests that hold for each notebook that asks, measures, draws, reads and checks, section by section. */
export function testSections(run: NotebookRun, count: number): void {
  const { path } = run;
  const sections = Array.from({ length: count }, (_, i) => `s${i + 1}`);

  Deno.test(`${path} asks, measures, draws, reads and checks in each section`, () => {
    const { cells } = run.committed;
    const ids = cells.map(({ id }) => id ?? "").filter((id) => /^s\d-/.test(id));
    assertEquals(
      ids.filter((id) => PARTS.includes(id.slice(3))),
      sections.flatMap((section) => PARTS.map((part) => `${section}-${part}`)),
    );
    for (const section of sections) {
      const text = (part: string) => source(cells.find(({ id }) => id === `${section}-${part}`)!);
      const start = ids.indexOf(`${section}-claim`), end = ids.indexOf(`${section}-experiment`);
      const before = ids.slice(start, end).map((id) => text(id.slice(3))).join("\n");
      assert(before.includes("> **先猜。**"), `${section} asks before it measures`);
      assert(text("reading").startsWith("**结果。**"), section);
      assert(/\bassert/.test(text("check")), section);
      // What a check reads is computed where a reader sees it: the cells that draw are folded.
      for (const [, pattern] of text("figure").matchAll(/^(?:const|function) (.*?)[ (:]/gm)) {
        for (const name of pattern.match(/[\p{L}\d_$]+/gu) ?? []) {
          assert(
            !new RegExp(`\\b${name}\\b`).test(text("check")),
            `${section}-check reads ${name}`,
          );
        }
      }
      const lines = text("experiment").split("\n").length;
      assert(lines <= 25, `${section} has an experiment of ${lines} lines`);
    }
  });

  Deno.test(`${path} has eight exercises whose answers check themselves`, () => {
    const found = answers(run.committed);
    assertEquals(found.length, 8);
    for (const { id, code } of found) assert(/\bassert/.test(code), id);
  });

  Deno.test(`${path} and its answers have no type errors`, async () => {
    assertEquals(await typeErrors([{ path, notebook: run.whole() }]), "");
  });

  run.testCommitted();

  Deno.test(`${path} shows one figure in each section, and words for it`, async () => {
    for (const section of sections) {
      const { outputs = [], ...rest } = await run.cell(`${section}-figure`);
      const [figure, ...others] = figures({ outputs, ...rest });
      assertEquals(others, [], section);
      assert(figure.data.length > 1, section);
      const words = outputs.flatMap((output) =>
        output.output_type === "execute_result" ? joinLines(output.data["text/plain"]) : []
      );
      assertEquals(words.length, 1, section);
      assert(/[一-龥]/.test(words[0]), section);
    }
  });

  Deno.test(`${path} shows nothing but figures, sentences and progress`, async () => {
    for (const { id, outputs = [] } of (await run.executed()).cells) {
      for (const output of outputs) {
        if (output.output_type !== "execute_result") continue;
        assert(/^s\d-figure$/.test(id ?? ""), `${id} shows a value`);
      }
    }
  });
}

/** Tests that a figure's slider has a frame for each of its places, and starts where the figure does. */
export function testSlider(run: NotebookRun, cell: string, prefix = ""): void {
  Deno.test(`${run.path}, ${cell}: the slider has a frame for each place`, async () => {
    const [{ data, frames, layout }] = figures(await run.cell(cell));
    const names = frames.map((frame: { name: string }) => frame.name);
    const [{ steps, active }] = layout.sliders;
    assertEquals(steps.map((step: { args: [string[]] }) => step.args[0][0]), names);
    assertEquals(steps.map((step: { label: string }) => prefix + step.label), names);
    for (const frame of frames) assertEquals(frame.data.length, frame.traces.length);
    frames[active].traces.forEach((trace: number, i: number) => {
      assertEquals({ ...data[trace], ...frames[active].data[i] }, data[trace]);
    });
  });
}
