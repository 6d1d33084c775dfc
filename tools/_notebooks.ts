import { differences, LARGEST_NOTEBOOK, textOf } from "./_compare.ts";
import { joinLines, type Notebook, type Output } from "./_notebook.ts";
import { formatNotebook } from "./_format.ts";
import { notebookText } from "./_notebook_text.ts";
import { type Figure, Painter, type Size } from "./_painter.ts";
import { fileUrl, joinPath } from "./_platform.ts";
import { NotebookError, runNotebook } from "./_run_notebook.ts";
import { terminal } from "./_say.ts";
import type { SetUp } from "./_set_up.ts";
import { writeWhole } from "./_stamp.ts";
import { PLOTLY, stillNotebook } from "./_still.ts";
import { addTallies, type Tally } from "./_tally.ts";

/** Points of a picture for one CSS pixel: fewer where a notebook with many would be too large. */
const SCALES = [2, 1.5, 1.25, 1];

/** The size of a picture whose figure does not name one. */
const SIZE: Size = { width: 640, height: 400 };

/** The notebooks of the checkout, as paths from it on. */
export async function listNotebooks(root: string): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (
      const { name, isFile } of Deno.readDir(
        joinPath(Deno.build.os, root, "notebooks"),
      )
    ) {
      if (isFile && name.endsWith(".ipynb")) found.push(`notebooks/${name}`);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found.sort();
}

/**
 * Runs notebooks and writes what they give into them, or with `check` says where that is not what
 * they hold.
 */
export async function doNotebooks(
  setUp: SetUp,
  list: string[],
  check: boolean,
): Promise<Tally> {
  await using painter = new Painter();
  const tallies: Tally[] = [];
  for (const path of list) {
    try {
      const said = await doNotebook(setUp, path, check, painter);
      said.forEach((sentence) => terminal.line(`${path}: ${sentence}`));
      tallies.push({
        passed: said.length ? 0 : 1,
        failed: said.length ? 1 : 0,
      });
    } catch (error) {
      if (!(error instanceof NotebookError)) throw error;
      terminal.line(error.message);
      tallies.push({ passed: 0, failed: 1 });
    }
  }
  return addTallies(tallies);
}

/** Gives the sentences that say what is wrong with the notebook. */
async function doNotebook(
  setUp: SetUp,
  path: string,
  check: boolean,
  painter: Painter,
): Promise<string[]> {
  const { root } = setUp.paths;
  const file = joinPath(Deno.build.os, root, path);
  const began = performance.now();
  const text = await Deno.readTextFile(file);
  const committed: Notebook = JSON.parse(text);
  const length = committed.cells.length;
  const executed = await runNotebook(path, {
    folder: file.replace(/[/\\][^/\\]*$/, ""),
    onCell: (index) => terminal.passing(`${path}: cell ${index + 1} of ${length}`),
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const fresh = stillNotebook(executed, root, fileUrl(root));
  const tooLarge = (written: string) => {
    const { length } = new TextEncoder().encode(written);
    return length > LARGEST_NOTEBOOK
      ? [`it has ${length} bytes, the limit is ${LARGEST_NOTEBOOK}`]
      : [];
  };

  if (check) {
    const formatted = JSON.parse(await formatNotebook(setUp, notebookText(fresh)));
    const found = [
      ...differences(committed, formatted),
      ...tooLarge(text),
    ];
    if (found.length === 0) {
      terminal.line(`${path}: holds what its code gives (${seconds} s)`);
    } else found.push("run `deno task notebooks` to write it anew");
    return found;
  }
  let drawn = 0;
  let written = "";
  for (const scale of SCALES) {
    const kept = written ? undefined : committed;
    drawn = await addPictures(fresh, painter, scale, kept);
    written = await formatNotebook(setUp, notebookText(fresh));
    if (tooLarge(written).length === 0) break;
  }
  const state = written === text ? "unchanged" : "written";
  if (written !== text) await writeWhole(file, written);
  terminal.line(
    `${path}: ${state}, ${drawn} pictures drawn (run in ${seconds} s)`,
  );
  return tooLarge(written);
}

/** Gives each figure its picture: the one in `committed` as long as the figure is the same. */
async function addPictures(
  fresh: Notebook,
  painter: Painter,
  scale: number,
  committed?: Notebook,
) {
  let drawn = 0;
  for (const [index, cell] of fresh.cells.entries()) {
    for (const [i, output] of (cell.outputs ?? []).entries()) {
      if (!("data" in output) || !(PLOTLY in output.data)) continue;
      const figure = output.data[PLOTLY] as Figure;
      const width = Number(figure.layout?.width) || SIZE.width;
      const height = Number(figure.layout?.height) || SIZE.height;
      const old = committed?.cells[index]?.outputs?.[i];
      output.data["image/png"] = pictureOf(old, output) ??
        (drawn++, await painter.draw(figure, { width, height }, scale));
      // Shown at the figure's own size, with more points than that.
      const alt = joinLines(output.data["text/plain"]);
      output.metadata["image/png"] = { alt, height, width };
    }
  }
  return drawn;
}

function pictureOf(old: Output | undefined, fresh: Output): string | undefined {
  if (!old || !("data" in old) || typeof old.data["image/png"] !== "string") {
    return undefined;
  }
  return textOf(old) === textOf(fresh) ? old.data["image/png"] : undefined;
}
