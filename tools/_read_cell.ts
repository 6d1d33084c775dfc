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

/** One name that an import brings. */
export interface Imported {
  local: string;
  /** The import without the name's own place in it, equal for equal imports. */
  from: string;
  clause(local: string): string;
  source: string;
  line: number;
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
  const module: string = node.source.value;
  // `with { type: "text" }` and the like.
  const rest = source.slice(node.source.end, node.end).replace(/;?\s*$/, "")
    .replaceAll("\n", " ");
  const line = node.loc.start.line;
  const whole = node.importKind === "type" ? "type " : "";
  const make = (
    local: string,
    kind: string,
    clause: (local: string) => string,
  ): Imported => {
    const from = [module, whole + kind, rest].join("\0");
    return {
      local,
      from,
      source: module,
      line,
      clause: (name) => `${whole}${clause(name)} from `,
    };
  };
  if (node.specifiers.length === 0) {
    return [{
      local: "",
      from: [module, "", rest].join("\0"),
      source: module,
      line,
      clause: () => "",
    }];
  }
  return node.specifiers.map((specifier: Node) => {
    const local: string = specifier.local.name;
    switch (specifier.type) {
      case "ImportNamespaceSpecifier":
        return make(local, "*", (name) => `* as ${name}`);
      case "ImportDefaultSpecifier":
        return make(local, "default", (name) => name);
    }
    const { start, end } = specifier.imported;
    const type = specifier.importKind === "type" ? "type " : "";
    const imported = type + source.slice(start, end);
    return make(local, `{${imported}}`, (name) => `{ ${imported} as ${name} }`);
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
