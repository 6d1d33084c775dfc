import type { Bundle, Cell, Notebook, Output } from "./_notebook.ts";
import { joinLines } from "./_notebook.ts";

/** The MIME type of a Plotly figure's JSON. */
export const PLOTLY = "application/vnd.plotly.v1+json";

const FIGURE = /<script type="application\/vnd\.plotly\.v1\+json"[^>]*>([\s\S]*?)<\/script>/;

/**
 * The notebook as it is committed: what readers see who do not run it. Figures are Plotly's JSON
 * and not scripts, the loader is left out, and nothing is kept that changes from run to run or
 * from machine to machine. Pictures are added later.
 *
 * @param root The checkout, whose path is taken out of what cells print.
 */
export function stillNotebook(
  notebook: Notebook,
  root: string,
  rootUrl: string,
): Notebook {
  const here = [`${rootUrl}/`, `${root}/`];
  const withoutPaths = (text: string) =>
    here.reduce((rest, path) => rest.replaceAll(path, ""), text);
  const ids = new Set<string>();
  let count = 0;
  const cells = notebook.cells.map((cell, index): Cell => {
    const base = {
      cell_type: cell.cell_type,
      id: freshId(cell.id, index, ids),
      metadata: without(
        cell.metadata,
        "execution",
        "ExecuteTime",
        "collapsed",
        "scrolled",
      ),
      source: joinLines(cell.source),
    };
    if (cell.cell_type !== "code") return base;
    const ran = base.source.trim() !== "";
    const number = ran ? ++count : null;
    const outputs = joinStreams(cell.outputs ?? [])
      .filter((output) => !isLoader(output))
      .map((output) => stillOutput(output, number, withoutPaths));
    return { ...base, execution_count: number, outputs };
  });
  return {
    cells,
    metadata: stillMetadata(notebook.metadata),
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** The JSON of the figure in an output, or undefined if it shows none. */
export function figureOf(output: Output): unknown {
  if (!("data" in output)) return undefined;
  if (output.data[PLOTLY]) return output.data[PLOTLY];
  const match = joinLines(output.data["text/html"]).match(FIGURE);
  return match ? JSON.parse(match[1]) : undefined;
}

function isLoader(output: Output): boolean {
  if (!("data" in output)) return false;
  const mark = output.metadata.d2l as { loader?: boolean } | undefined;
  return mark?.loader === true ||
    joinLines(output.data["text/html"]).includes("data-d2l-loader");
}

function stillOutput(
  output: Output,
  count: number | null,
  withoutPaths: (text: string) => string,
): Output {
  switch (output.output_type) {
    case "stream":
      return { ...output, text: withoutPaths(joinLines(output.text)) };
    case "error":
      return {
        ...output,
        evalue: withoutPaths(output.evalue),
        traceback: output.traceback.map(withoutPaths),
      };
  }
  const figure = figureOf(output);
  const data: Bundle = figure
    ? { [PLOTLY]: figure, "text/plain": output.data["text/plain"] }
    : { ...output.data };
  for (const [type, value] of Object.entries(data)) {
    if (type.startsWith("text/")) data[type] = withoutPaths(joinLines(value));
  }
  const metadata = without(output.metadata, "d2l");
  return output.output_type === "execute_result"
    ? { ...output, execution_count: count, data, metadata }
    : { ...output, data, metadata };
}

/** How a stream is cut into messages depends on time alone. */
function joinStreams(outputs: Output[]): Output[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    if (
      output.output_type === "stream" && last?.output_type === "stream" &&
      last.name === output.name
    ) {
      const text = joinLines(last.text) + joinLines(output.text);
      joined[joined.length - 1] = { ...last, text };
    } else {
      joined.push(output);
    }
  }
  return joined;
}

function freshId(
  id: string | undefined,
  index: number,
  taken: Set<string>,
): string {
  let fresh = id ?? `cell-${index + 1}`;
  while (taken.has(fresh)) fresh += "-again";
  taken.add(fresh);
  return fresh;
}

function stillMetadata(
  metadata: Record<string, unknown>,
): Record<string, unknown> {
  const { version } = (metadata.language_info ?? {}) as { version?: string };
  return {
    ...without(metadata, "widgets"),
    kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
    language_info: {
      codemirror_mode: "typescript",
      file_extension: ".ts",
      mimetype: "text/x.typescript",
      name: "typescript",
      nbconvert_exporter: "script",
      pygments_lexer: "typescript",
      // The pinned kernel's: where it differs, JupyterLab changes the file on opening it.
      ...(version ? { version } : {}),
    },
  };
}

function without(
  object: Record<string, unknown>,
  ...names: string[]
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => !names.includes(name)),
  );
}
