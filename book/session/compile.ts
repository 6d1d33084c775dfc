/**
 * From a cell's TypeScript to the JavaScript that runs in the session.
 *
 * The names of a cell's top level are to outlive it, to be seen by all other cells, and to be made
 * again by any. So its declarations become assignments to properties of the global object, which
 * `scope.ts` has made ready. Lines stay where they are.
 *
 * @module
 */

import { Edits } from "./edits.ts";
import { eraseTypes } from "./erase.ts";
import { findNames, type Names } from "./names.ts";
import { isConstant } from "./scope.ts";
import { sourceName } from "./stack.ts";
import { children, isFunction, type Node, readSyntax } from "./syntax.ts";

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
  /** Makes the functions of the top level, which are there before the first line runs. */
  $$hoist(functions: Record<string, unknown>): void;
}

/** A cell, ready to run. */
export interface Compiled {
  names: Names;
  /** Runs the cell, and gives its last value in a list, so that a promise is not awaited. */
  run(helpers: Helpers): Promise<[unknown]>;
}

/** Reads a cell, and what of it is JavaScript. */
export function read(code: string): { program: Node; edits: Edits } {
  let [program, text]: [Node?, string?] = [];
  // What looks like an object is one and not a block, as in Deno's kernel.
  if (/^\s*\{/.test(code) && !/;\s*$/.test(code)) {
    try {
      text = `(${code}\n)`;
      program = readSyntax(text);
    } catch {
      // Then it is a block.
    }
  }
  program ??= readSyntax(text = code);
  const edits = new Edits(text!);
  return { program: eraseTypes(program, edits)!, edits };
}

/**
 * Compiles a cell.
 *
 * @param code The cell's TypeScript.
 * @param cell The cell's id.
 * @throws {CellSyntaxError} If it is not TypeScript.
 */
export function compile(code: string, cell: string): Compiled {
  const { program, edits } = read(code);
  const names = findNames(program);
  program.body.forEach((statement: Node) => writeStatement(statement, edits));
  for (const { node, name } of names.assignments) {
    const kind = names.made.get(name) ?? (isConstant(name) ? "const" : "let");
    if (kind === "const") edits.wrap(node, "($$fixed(),", ")");
  }
  const functions = [...names.made].filter(([, kind]) => kind === "function")
    .map(([name]) => `${name}:$$_${name}`);
  // An indirect eval: the code sees nothing but the global object.
  const make = (0, eval)(
    `(({$$tick,$$wait,$$load,$$take,$$fixed,$$hoist})=>async()=>{"use strict";let $$v;` +
      `$$hoist({${functions}});${edits}\n;return[$$v]})\n//# sourceURL=${sourceName(cell)}`,
  );
  return { names, run: (helpers) => make(helpers)() };
}

/** Writes a statement of the top level. */
function writeStatement(node: Node, edits: Edits): void {
  const { start, end, declaration } = node;
  if (node.type === "ImportDeclaration") {
    edits.blank(start, end);
    return edits.before(start, writeImport(node));
  }
  if (/^Export/.test(node.type)) {
    edits.blank(start, declaration?.start ?? end);
    if (!declaration) return;
    // What `export default` is followed by may be a value.
    const isValue = !/Declaration$/.test(declaration.type) || !declaration.id && !declaration.kind;
    const value = { type: "ExpressionStatement", start: declaration.start, end, declaration };
    return writeStatement(isValue ? value : declaration, edits);
  }
  if (node.type === "FunctionDeclaration") edits.before(node.id.start, "$$_");
  if (node.type === "ClassDeclaration") edits.wrap(node, `${node.id.name}=`, ";");
  if (/^(For|While|DoWhile|If|Switch|Try|Labeled)/.test(node.type)) {
    edits.before(start, "$$v=void 0;");
  }
  write(node, edits, "value", true);
}

/** `import { a, b as c } from "m"` as `({a,b:c}=$$take("m"));`. */
function writeImport({ source, specifiers }: Node): string {
  const module = `$$take(${JSON.stringify(source.value)})`;
  const all = specifiers.find(({ type }: Node) => type === "ImportNamespaceSpecifier");
  const names = specifiers.filter((part: Node) => part !== all).map(({ imported, local }: Node) => {
    return `${
      JSON.stringify(imported ? imported.name ?? imported.value : "default")
    }:${local.name}`;
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
  const { type, start, end, body } = node;
  endStatement(node, edits);
  if (type === "ExpressionStatement" && place === "value") {
    // With a comma, or a function would take the variable's name.
    edits.wrap({ start, end: end - (edits.code[end - 1] === ";" ? 1 : 0) }, "$$v=(0,", ")");
  } else if (
    type === "VariableDeclaration" && (node.kind === "var" ? place !== "function" : isTop)
  ) {
    writeDeclaration(node, edits);
  } else if (type === "AwaitExpression") edits.wrap(node.argument, "$$wait((", "))");
  else if (type === "ImportExpression") {
    edits.blank(start, start + "import".length);
    edits.before(start, "$$load");
  } else if (/^(For|While|DoWhile)/.test(type)) {
    Object.assign(node.init ?? node.left ?? {}, { inHead: true, isAssigned: Boolean(node.left) });
    if (body.type === "BlockStatement") edits.before(body.start + 1, "$$tick();");
    else edits.wrap(body, "{$$tick();", "}");
  }
  for (const child of children(node)) {
    const inner = isFunction(node) ? "function" : child === node.finalizer ? "no value" : place;
    write(child, edits, inner);
  }
}

/** `const { a } = b, c = d` as `({ a } = b), c = d`. */
function writeDeclaration(node: Node, edits: Edits): void {
  edits.blank(node.start, node.declarations[0].start);
  if (node.isAssigned) return;
  for (const declarator of node.declarations) {
    const { id, init, end } = declarator;
    if (id.type !== "Identifier") edits.wrap(declarator, "(", ")");
    else if (!init) edits.after(end, `=${node.kind === "var" ? id.name : "void 0"}`);
  }
}

/** Ends a statement where the end of its line did: what is put there might go on with it. */
function endStatement({ type, end, inHead }: Node, edits: Edits): void {
  const isOpen =
    /^((Expression|Return|Throw|Break|Continue|Debugger|DoWhile)Statement|VariableDeclaration|PropertyDefinition)$/
      .test(type);
  if (isOpen && !inHead && edits.code[end - 1] !== ";") edits.after(end, ";");
}
