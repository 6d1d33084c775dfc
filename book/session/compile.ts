/**
 * From a cell's TypeScript to the JavaScript that runs in the session.
 *
 * The names of a cell's top level are to outlive it, to be seen by all other cells, and to be made
 * again by any. So its declarations become assignments to properties of the global object, which
 * `scope.ts` has made ready. Lines stay where they are, columns can be found again.
 *
 * @module
 */

import { Edits } from "./edits.ts";
import { eraseTypes } from "./erase.ts";
import { findNames, type Names } from "./names.ts";
import { sourceName, sources } from "./stack.ts";
import {
  CellSyntaxError,
  children,
  isFunction,
  isLoop,
  isType,
  type Node,
  readSyntax,
} from "./syntax.ts";

/** What compiled code calls. */
export interface Helpers {
  /** Called in each round of each loop. */
  $$tick(): void;
  /** Around whatever is awaited. */
  $$wait(value: unknown): unknown;
  /** In the place of `import()`. */
  $$load(name: string): Promise<unknown>;
  /** In the place of `import`. */
  $$take(name: string): unknown;
  /** Throws, as an assignment to a constant does. */
  $$fixed(): never;
}

const HELPERS = ["$$tick", "$$wait", "$$load", "$$take", "$$fixed"] as const;

/** A cell, ready to run. */
export interface Compiled {
  names: Names;
  /** Makes the functions of the top level; they are there before the first line runs. */
  hoist(helpers: Helpers): void;
  /** Runs the cell, and gives its last value in a list, so that a promise is not awaited. */
  run(helpers: Helpers): Promise<[unknown]>;
}

/**
 * Compiles a cell.
 *
 * @param code The cell's TypeScript.
 * @param cell The cell's id.
 * @param isConstant Whether another cell has made a name as a constant.
 * @throws {CellSyntaxError} If it is not TypeScript.
 */
export function compile(
  code: string,
  cell: string,
  isConstant: (name: string) => boolean,
): Compiled {
  const program = readCell(code);
  const names = findNames(program);
  const edits = new Edits(program.code);
  const functions: Node[] = [];
  for (const statement of [...program.directives, ...program.body]) {
    writeStatement(statement, edits, functions);
  }
  for (const { node, names: assigned } of names.assignments) {
    const isFixed = (name: string) =>
      names.made.has(name) ? names.made.get(name) === "const" : isConstant(name);
    if (assigned.some(isFixed) && /Expression$/.test(node.type)) {
      edits.wrap(node, "($$fixed(),", ")");
    }
  }

  const isHoisted = (at: number) => functions.some(({ start, end }) => start <= at && at < end);
  const head = `(async(${HELPERS})=>{"use strict";let $$v;`;
  const make = (head: string, text: string) =>
    // An indirect eval: the code sees nothing but the global object.
    (0, eval)(`${head}${text}\n;return[$$v]})\n//# sourceURL=${sourceName(cell)}`);
  const main = make(head, edits.text((at) => !isHoisted(at)));
  const hoist = make(head.replace("async", "     "), edits.text(isHoisted));
  sources.set(
    cell,
    (line, column) =>
      line > 1
        ? edits.column(line, column)
        : edits.column(1, column - head.length) - (program.code === code ? 0 : 1),
  );
  const values = (helpers: Helpers) => HELPERS.map((name) => helpers[name]);
  return {
    names,
    hoist: (helpers) => hoist(...values(helpers)),
    run: (helpers) => main(...values(helpers)),
  };
}

/** Reads a cell. What looks like an object is one and not a block, as in Deno's kernel. */
function readCell(code: string): Node {
  if (/^\s*\{/.test(code) && !/;\s*$/.test(code)) {
    try {
      return { ...readSyntax(`(${code}\n)`), code: `(${code}\n)` };
    } catch {
      // Then it is a block.
    }
  }
  return { ...readSyntax(code), code };
}

/** Writes a statement of the top level; functions are gathered. */
function writeStatement(node: Node, edits: Edits, functions: Node[]): void {
  if (isType(node)) return edits.blank(node.start, node.end);
  switch (node.type) {
    case "ImportDeclaration":
      edits.blank(node.start, node.end);
      return edits.before(node.start, writeImport(node));
    case "ExportAllDeclaration":
      return edits.blank(node.start, node.end);
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration": {
      const { declaration, end } = node;
      edits.blank(node.start, declaration?.start ?? end);
      if (!declaration) return;
      // What `export default` is followed by may be a value.
      const isValue = !/Declaration$/.test(declaration.type);
      const value = { type: "ExpressionStatement", start: declaration.start, end, declaration };
      return writeStatement(isValue ? value : declaration, edits, functions);
    }
    case "FunctionDeclaration":
    case "ClassDeclaration":
      if (node.type === "FunctionDeclaration") functions.push(node);
      if (node.id) edits.wrap(node, `${node.id.name}=`, ";");
      break;
    case "TSModuleDeclaration":
      fail(node, edits.code, "这里没有namespace");
      break;
    case "TSExportAssignment":
    case "TSImportEqualsDeclaration":
      fail(node, edits.code, "导入要写成import … from …");
  }
  if (isLoop(node) || /^(If|Switch|Try|Labeled)/.test(node.type)) {
    edits.before(node.start, "$$v=void 0;");
  }
  write(node, edits, "value", true);
}

function fail({ start }: Node, code: string, reason: string): never {
  const lines = code.slice(0, start).split("\n");
  throw new CellSyntaxError(reason, lines.length, lines.at(-1)!.length + 1);
}

/** `import { a, b as c } from "m"` as `({a,b:c}=$$take("m"));`. */
function writeImport({ source, specifiers }: Node): string {
  const module = `$$take(${JSON.stringify(source.value)})`;
  const parts: Node[] = specifiers.filter((part: Node) => !isType(part));
  const all = parts.find(({ type }) => type === "ImportNamespaceSpecifier");
  const names = parts.filter((part) => part !== all).map(({ imported, local }) => {
    const name = imported ? imported.name ?? imported.value : "default";
    return `${JSON.stringify(name)}:${local.name}`;
  });
  return `${all ? `${all.local.name}=` : ""}${module};` +
    (names.length > 0 ? `({${names}}=${module});` : "");
}

/**
 * Where a node stands: directly in the cell, where an expression statement gives the cell's value;
 * in a `finally`, where it does not; or in a function, whose names are its own.
 */
type Place = "value" | "no value" | "function";

function write(node: Node, edits: Edits, place: Place, isTop = false): void {
  if (eraseTypes(node, edits, isTop)) return;
  endStatement(node, edits);
  switch (node.type) {
    case "Directive":
    case "ExpressionStatement":
      if (place === "value") {
        const end = edits.code[node.end - 1] === ";" ? node.end - 1 : node.end;
        // With a comma, or a function would take the variable's name.
        edits.wrap({ start: node.start, end }, "$$v=(0,", ")");
      }
      break;
    case "VariableDeclaration":
      if (node.kind === "var" ? place !== "function" : isTop) writeDeclaration(node, edits);
      break;
    case "AwaitExpression":
      edits.wrap(node.argument, "$$wait((", "))");
      break;
    case "ImportExpression":
      edits.blank(node.start, node.start + "import".length);
      edits.before(node.start, "$$load");
      break;
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
      Object.assign(node.init ?? node.left ?? {}, { inHead: true, isAssigned: Boolean(node.left) });
  }
  if (isLoop(node)) {
    if (node.body.type === "BlockStatement") edits.before(node.body.start + 1, "$$tick();");
    else edits.wrap(node.body, "{$$tick();", "}");
  }
  for (const child of children(node)) {
    const inner = isFunction(node) ? "function" : child === node.finalizer ? "no value" : place;
    write(child, edits, inner);
  }
}

/** `const { a } = b, c = d` as `({ a } = b), c = d`. */
function writeDeclaration(node: Node, edits: Edits): void {
  edits.blank(node.start, node.declarations[0].start);
  for (const declarator of node.declarations) {
    const { id, init } = declarator;
    if (node.isAssigned) continue;
    if (id.type !== "Identifier") edits.wrap(declarator, "(", ")");
    else if (!init) edits.after(declarator.end, `=${node.kind === "var" ? id.name : "void 0"}`);
  }
}

/** Ends a statement where the end of its line did: what is put there might go on with it. */
function endStatement({ type, end, inHead }: Node, edits: Edits): void {
  const isOpen = /^(Expression|Return|Throw|Break|Continue|Debugger|DoWhile)Statement$|^Directive$/
    .test(type) || /^(Variable|Class(Private)?)(Declaration|Property)$/.test(type) &&
      type !== "ClassDeclaration";
  if (isOpen && !inHead && edits.code[end - 1] !== ";") edits.after(end, ";");
}
