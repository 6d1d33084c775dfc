/**
 * Runs the notebooks, all or those named, and writes what they give into them for their readers;
 * with `--check` says where they hold something else.
 *
 * @module
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { joinLines, type Notebook } from "./notebook.ts";
import { type Figure, Painter, sizeOf } from "./painter.ts";
import { Problem, runTask, say, sayInPassing } from "./process.ts";
import { runNotebook } from "./run_notebook.ts";
import { ROOT } from "./environment.ts";
import { differences, PLOTLY, stillNotebook, textOf } from "./still.ts";

/** The largest notebook that GitHub still shows comfortably, in bytes. */
const LARGEST = 400_000;

/** Points of a picture for one CSS pixel: fewer where a notebook with many would be too large. */
const SCALES = [2, 1.5, 1.25, 1];

/** The notebooks of the project, as paths from the checkout on. */
export function listNotebooks(): string[] {
  return readdirSync(join(ROOT, "notebooks")).filter((name) => name.endsWith(".ipynb")).sort()
    .map((name) => `notebooks/${name}`);
}

/**
 * Says where a notebook's file is not what the task writes, one sentence each.
 *
 * @param executed The notebook with the outputs of a run.
 */
export async function wrongIn(path: string, executed: Notebook): Promise<string[]> {
  const text = readFileSync(join(ROOT, path), "utf8");
  const fresh = JSON.parse(await toText(stillNotebook(executed, ROOT)));
  return [...differences(JSON.parse(text), fresh), ...tooLarge(text)];
}

function tooLarge(text: string): string[] {
  const { length } = new TextEncoder().encode(text);
  return length > LARGEST ? [`it has ${length} bytes, the limit is ${LARGEST}`] : [];
}

/** A notebook's text, as Jupyter saves it, with its code formatted. */
async function toText(notebook: Notebook): Promise<string> {
  // `deno fmt` calls every notebook unformatted where it is given the file.
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext", "ipynb", "-"],
    cwd: ROOT,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const text = new Blob([JSON.stringify(notebook, null, 1) + "\n"]);
  const [{ success, stdout }] = await Promise.all([
    child.output(),
    text.stream().pipeTo(child.stdin),
  ]);
  if (!success) throw new Problem("The notebook's code cannot be formatted");
  return new TextDecoder().decode(stdout);
}

/** Runs a notebook and writes what it gives into it. */
async function writeNotebook(
  path: string,
  executed: Notebook,
  painter: Painter,
): Promise<string[]> {
  const file = join(ROOT, path);
  const old = readFileSync(file, "utf8");
  const still = stillNotebook(executed, ROOT);
  let text = "";
  for (const scale of SCALES) {
    await addPictures(still, painter, scale, text ? undefined : JSON.parse(old));
    text = await toText(still);
    if (tooLarge(text).length === 0) break;
  }
  if (text !== old) writeFileSync(file, text);
  say(`${path}: ${text === old ? "unchanged" : "written"}`);
  return tooLarge(text);
}

/** Gives each figure its picture: the one in `old` as long as the figure is the same. */
async function addPictures(fresh: Notebook, painter: Painter, scale: number, old?: Notebook) {
  for (const [index, { outputs = [] }] of fresh.cells.entries()) {
    for (const [i, output] of outputs.entries()) {
      if (!("data" in output) || !(PLOTLY in output.data)) continue;
      const { [PLOTLY]: figure, "text/plain": words } = output.data;
      const before = old?.cells[index]?.outputs?.[i];
      const kept = before && "data" in before && textOf(before) === textOf(output);
      const png = kept ? before.data["image/png"] : undefined;
      output.data = {
        [PLOTLY]: figure,
        "image/png": png ?? await painter.draw(figure as Figure, scale),
        "text/plain": words,
      };
      // Shown at the figure's own size, with more points than that.
      const { width, height } = sizeOf(figure as Figure);
      const alt = joinLines(words);
      output.metadata = { ...output.metadata, "image/png": { alt, height, width } };
    }
  }
}

if (import.meta.main) {
  await runTask(async () => {
    const known = listNotebooks();
    const named = Deno.args.filter((arg) => arg !== "--check");
    const check = named.length < Deno.args.length;
    const unknown = named.find((name) => !known.includes(name));
    if (unknown) throw new Problem(`There is no ${unknown}: there is ${known.join(", ")}`);

    await using painter = new Painter();
    let code = 0;
    for (const path of named.length ? named : known) {
      const executed = await runNotebook(join(ROOT, path), {
        onCell: (index) => sayInPassing(`${path}: cell ${index + 1}`),
      });
      const wrong = check
        ? await wrongIn(path, executed)
        : await writeNotebook(path, executed, painter);
      for (const sentence of wrong) say(`${path}: ${sentence}`);
      if (check) say(`${path}: ${wrong.length ? "`deno task notebooks` writes it anew" : "right"}`);
      if (wrong.length) code = 1;
    }
    return code;
  });
}
