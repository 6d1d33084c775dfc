/**
 * A declaration as it stands in the source: `deno doc` tells neither the default of an argument nor
 * how a type is written.
 *
 * @module
 */

/** How something is declared. */
export interface Declaration {
  /** It all, up to its body: `zeros(shape: Shape, options: TensorOptions = {}): Tensor`. */
  heading: string;
  /** Its arguments, each as it is declared: `options: TensorOptions = {}`. */
  parts: string[];
}

/** Where a declaration stands, as `deno doc` tells. */
export interface Place {
  filename: string;
  byteIndex?: number;
}

/** What stands there. */
export interface Found {
  /** The code from there on. */
  code: string;
  /** The file, from the project's folder on. */
  file: string;
  line: number;
}

/** Reads the declaration that `code` begins with; modifiers such as `export` are left out. */
export function parseDeclaration(code: string): Declaration {
  const isBody = (i: number) => code[i] === "{" && !/[:=|&]\s*$/.test(code.slice(0, i));
  const end = depths(code).findIndex((depth, i) =>
    depth < 0 || (depth === 0 && (code[i] === ";" || isBody(i)))
  );
  const heading = code.slice(0, end < 0 ? undefined : end).replace(/\s+/g, " ").trim()
    .replaceAll("( ", "(").replace(/,? \)/g, ")").replaceAll(": | ", ": ")
    .replace(/^((export|abstract|async|function|const|override|get) )+/, "")
    .replace(/(^|[(,] ?)(readonly|private) (?=\w+\??:)/g, "$1");
  const depth = depths(heading);
  const open = heading.indexOf("(");
  const close = depth.indexOf(0, open + 1);
  const inside = depth.slice(open + 1, close).map((d, i) =>
    d === 1 && heading[open + 1 + i] === ","
  );
  const commas = inside.flatMap((isComma, i) => isComma ? [open + 1 + i] : []);
  const cuts = open < 0 ? [] : [open, ...commas, close];
  const parts = cuts.slice(1).map((cut, i) => heading.slice(cuts[i] + 1, cut).trim());
  return { heading, parts: parts.filter((part) => part !== "") };
}

/** How deep in brackets each character stands; a bracket is as deep as what is outside it. */
function depths(code: string): number[] {
  let depth = 0;
  return code.split("").map((c, i) => {
    if (")]}".includes(c) || (c === ">" && code[i - 1] !== "=")) return --depth;
    return "([{<".includes(c) ? depth++ : depth;
  });
}

/** The code of a file from a place on, and where that is. */
export function read({ filename, byteIndex = 0 }: Place): Found {
  const bytes = Deno.readFileSync(new URL(filename));
  const decode = (from: number, to?: number) => new TextDecoder().decode(bytes.slice(from, to));
  return {
    code: decode(byteIndex),
    file: filename.replace(/^.*\/(?=lib\/)/, ""),
    line: decode(0, byteIndex).split("\n").length, // the line in the JSON is at times the one before
  };
}

/** A comment as Markdown, with a paragraph on each line and links as code. */
export function toText(comment = ""): string {
  return comment.replace(/\{@link\w* ([^}]+)\}/g, "`$1`").replace(/(\S)\n(?=\S)/g, "$1 ").trim();
}
