import { parse } from "@babel/parser";

/** A place in a notebook; counted from 1, but for the cell's index. */
export interface CellPlace {
  cell: number;
  line: number;
  column: number;
}

/** A cell that is not TypeScript. */
export class CellSyntaxError extends Error {
  override name = "CellSyntaxError";

  constructor(message: string, readonly place: CellPlace) {
    super(message);
  }
}

/** One name that an import brings, or an import for its effect alone, with the name "". */
export interface Imported {
  local: string;
  /** What stands between `import` and `from`, with another local name. */
  clause(local: string): string;
  /** The module's name. */
  source: string;
  /** What follows the module's name: `with { type: "text" }` and the like. */
  attributes: string;
  /** Where the name stands in the cell. */
  line: number;
  column: number;
  /** The name it has in the module instead, where an earlier cell has taken its own. */
  renamed?: string;
}

// What is used of a node of the syntax tree.
interface Node {
  type: string;
  start: number;
  end: number;
  loc: { start: { line: number; column: number } };
  // deno-lint-ignore no-explicit-any
  [field: string]: any;
}

/** A cell's code, read. */
export interface ReadCell {
  /** The code with blanks in the place of its imports and exports. */
  text: string;
  /** The names that it declares. */
  names: string[];
  imported: Imported[];
}

/**
 * Reads a cell.
 *
 * @throws {CellSyntaxError} if it is not TypeScript.
 */
export function readCell(source: string, cell: number): ReadCell {
  let nodes: Node[];
  try {
    nodes = parse(source, {
      sourceType: "module",
      plugins: ["typescript", "explicitResourceManagement"],
      errorRecovery: true,
      allowUndeclaredExports: true,
      // deno-lint-ignore no-explicit-any
    } as any).program.body as unknown as Node[];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = (error as SyntaxError & { loc: { line: number; column: number } }).loc;
    const message = error.message.replace(/ \(\d+:\d+\)$/, "");
    throw new CellSyntaxError(message, { cell, line, column: column + 1 });
  }

  let text = source;
  const names: string[] = [];
  const imported: Imported[] = [];
  // Blanks keep the lines and columns of all that follows.
  const blank = (start: number, end: number) => {
    const gap = text.slice(start, end).replace(/[^\n]/g, " ");
    text = text.slice(0, start) + gap + text.slice(end);
  };
  for (const node of nodes) {
    let declaration = node;
    switch (node.type) {
      case "ImportDeclaration":
        imported.push(...importsOf(node, source));
        blank(node.start, node.end);
        continue;
      case "ExportNamedDeclaration":
      case "ExportDefaultDeclaration":
        if (!node.declaration) {
          blank(node.start, node.end);
          continue;
        }
        declaration = node.declaration;
        blank(node.start, declaration.start);
        break;
      case "ExportAllDeclaration":
        blank(node.start, node.end);
        continue;
    }
    names.push(...namesOf(declaration));
    if (
      declaration.type === "VariableDeclaration" && declaration.kind === "var"
    ) {
      // A block does not hold a var.
      text = text.slice(0, declaration.start) + "let" +
        text.slice(declaration.start + 3);
    }
  }
  return { text, names, imported };
}

function importsOf(node: Node, source: string): Imported[] {
  const whole = node.importKind === "type" ? "type " : "";
  const make = (part: Node, clause: (local: string) => string): Imported => ({
    local: part.local?.name ?? "",
    clause: (local) => whole + clause(local),
    source: node.source.value,
    attributes: source.slice(node.source.end, node.end).replace(/;?\s*$/, "").replaceAll("\n", " "),
    line: part.loc.start.line,
    column: part.loc.start.column + 1,
  });
  if (node.specifiers.length === 0) return [make(node, () => "")];
  return node.specifiers.map((part: Node) => {
    switch (part.type) {
      case "ImportNamespaceSpecifier":
        return make(part, (local) => `* as ${local}`);
      case "ImportDefaultSpecifier":
        return make(part, (local) => local);
    }
    const type = part.importKind === "type" ? "type " : "";
    const name = source.slice(part.imported.start, part.imported.end);
    return make(part, (local) => `{ ${type}${name === local ? name : `${name} as ${local}`} }`);
  });
}

/** The names that a statement declares. */
function namesOf(node: Node): string[] {
  switch (node.type) {
    case "VariableDeclaration":
      return node.declarations.flatMap(({ id }: Node) => namesOf(id));
    case "Identifier":
      return [node.name];
    case "ObjectPattern":
      return node.properties.flatMap((part: Node) => namesOf(part.value ?? part.argument));
    case "ArrayPattern":
      return node.elements.flatMap((part: Node | null) => part ? namesOf(part) : []);
    case "AssignmentPattern":
      return namesOf(node.left);
    case "RestElement":
      return namesOf(node.argument);
    default:
      // Functions, classes, interfaces, types, enums: all carry their name in `id`.
      return /Declaration$|^TSDeclareFunction$/.test(node.type) && node.id ? [node.id.name] : [];
  }
}
