import { assertAlmostEquals, assertEquals } from "@std/assert";
import { join } from "node:path";
import {
  type Cell,
  joinLines,
  type Notebook,
  type Output,
  readNotebook,
} from "../../../tools/notebook.ts";
import { wrongIn } from "../../../tools/notebooks.ts";
import { runNotebook } from "../../../tools/run_notebook.ts";
import { ROOT } from "../../../tools/environment.ts";
import { figureOf } from "../../../tools/still.ts";

/** One of the project's notebooks, and a run of it that all tests of a file share. */
export class NotebookRun {
  readonly path: string;
  readonly committed: Notebook;
  #executed?: Promise<Notebook>;

  /** @param added Makes cells that are run after the notebook's own. */
  constructor(name: string, readonly added: (notebook: Notebook) => Cell[] = () => []) {
    this.path = `notebooks/${name}.ipynb`;
    this.committed = readNotebook(join(ROOT, this.path));
  }

  /** The notebook with the added cells, before it runs. */
  whole(): Notebook {
    const { committed } = this;
    return { ...committed, cells: [...committed.cells, ...this.added(committed)] };
  }

  /** The notebook with the added cells, and with the outputs of the run. */
  executed(): Promise<Notebook> {
    return this.#executed ??= runNotebook(this.whole(), { folder: join(ROOT, "notebooks") });
  }

  /** The cell with this id, or with this number in the notes, after the run. */
  async cell(name: string): Promise<Cell> {
    const { cells } = await this.executed();
    const found = cells.find(({ id, metadata }) => id === name || metadata.notes === name);
    if (!found) throw new Error(`There is no cell ${name}`);
    return found;
  }

  /** The numbers of the line that a cell printed and that starts so. */
  async numbers(name: string, start: string): Promise<number[]> {
    const text = printed(await this.cell(name));
    const line = text.split("\n").find((line) => line.startsWith(start));
    if (line === undefined) throw new Error(`No line starts with ${start} in\n${text}`);
    const number = /-?\d[\d.]*(e-?\d+| × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?/g;
    return line.slice(start.length).match(number)?.map(toNumber) ?? [];
  }

  /** Tests that hold for each of the project's notebooks. */
  testCommitted(): void {
    Deno.test(`${this.path} runs without an error`, async () => {
      for (const { id, outputs = [] } of (await this.executed()).cells) {
        for (const output of outputs) {
          const wrong = output.output_type === "error" ||
            output.output_type === "stream" && output.name === "stderr";
          assertEquals([id, wrong ? output : "right"], [id, "right"]);
        }
      }
    });

    Deno.test(`${this.path} holds what its code gives`, async () => {
      const executed = await this.executed();
      const cells = executed.cells.slice(0, this.committed.cells.length);
      assertEquals(await wrongIn(this.path, { ...executed, cells }), []);
    });
  }
}

/** `3.81 × 10⁻⁶`, as a notebook may print it, as a number. */
function toNumber(text: string): number {
  const [digits, power] = text.split(" × 10");
  if (!power) return Number(digits);
  const plain = [...power].map((c) => c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)).join("");
  return Number(`${digits}e${plain}`);
}

/** What a cell printed. */
export function printed({ outputs = [] }: Cell): string {
  const text = (output: Output) => output.output_type === "stream" ? joinLines(output.text) : "";
  return outputs.map(text).join("");
}

/** The figures that a cell shows, as they stand in the page. */
// deno-lint-ignore no-explicit-any
export function figures({ outputs = [] }: Cell): any[] {
  return outputs.map(figureOf).filter((figure) => figure !== undefined);
}

/** Fails unless each number is as far from the expected one as is allowed, at most. */
export function assertClose(
  actual: number[],
  expected: number[],
  { relative = 0, absolute = 0 },
): void {
  assertEquals(actual.length, expected.length);
  actual.forEach((value, i) =>
    assertAlmostEquals(value, expected[i], absolute + relative * Math.abs(expected[i]))
  );
}
