/**
 * A cell's text as a syntax tree.
 *
 * @module
 */

import { parse } from "@babel/parser";

/** A node of the tree, with what is used of any. */
export interface Node {
  type: string;
  start: number;
  end: number;
  // deno-lint-ignore no-explicit-any
  [field: string]: any;
}

/** A cell that is not TypeScript; its place counts from 1. */
export class CellSyntaxError extends SyntaxError {
  override name = "SyntaxError";

  /** @param reason What is wrong there. */
  constructor(reason: string, readonly line: number, readonly column: number) {
    super(`第${line}行第${column}列读不懂：${reason}（代码格里写的是TypeScript）`);
  }
}

/**
 * Reads a cell.
 *
 * @throws {CellSyntaxError} If it is not TypeScript.
 */
export function readSyntax(code: string): Node {
  try {
    const options = {
      sourceType: "module",
      plugins: ["typescript", "explicitResourceManagement"],
      allowUndeclaredExports: true,
    };
    // deno-lint-ignore no-explicit-any
    return parse(code, options as any).program as unknown as Node;
  } catch (error) {
    const { loc, message } = error as { loc?: { line: number; column: number }; message: string };
    if (!loc) throw error;
    const reason = message.startsWith("This experimental syntax")
      ? "这里没有这种写法"
      : message.replace(/\s*\(\d+:\d+\)$/, "").replace(/\.$/, "");
    throw new CellSyntaxError(reason, loc.line, loc.column + 1);
  }
}

/** The nodes right below one, in the order of the text. */
export function children(node: Node): Node[] {
  return Object.entries(node)
    .filter(([field]) => !field.endsWith("Comments"))
    .flatMap(([, value]) => value)
    .filter((value) => typeof value?.type === "string" && typeof value.start === "number")
    .sort((a, b) => a.start - b.start);
}

/** Whether a node is a function with an inside of its own: a `var` stays within. */
export function isFunction({ type }: Node): boolean {
  return /^(Function|ArrowFunction|ObjectMethod|Class(Private)?(Method|Property)|StaticBlock)/
    .test(type);
}

/** Whether a node is a loop. */
export function isLoop({ type }: Node): boolean {
  return /^(For(In|Of)?|While|DoWhile)Statement$/.test(type);
}

/** Whether a node is there for the type checker alone. */
export function isType(node: Node): boolean {
  if (node.declare || node.importKind === "type" || node.exportKind === "type") return true;
  if (node.abstract && node.type === "ClassProperty") return true;
  return /^TS(?!(As|Satisfies|NonNull|Instantiation)Expression|TypeAssertion|Enum|ParameterProperty|Module|ExportAssignment|ImportEquals)/
    .test(node.type);
}

/** The names that a pattern binds, or assigns. */
export function patternNames(node: Node | null): string[] {
  switch (node?.type) {
    case "Identifier":
      return [node.name];
    case "ObjectPattern":
      return node.properties.flatMap((part: Node) => patternNames(part.value ?? part.argument));
    case "ArrayPattern":
      return node.elements.flatMap(patternNames);
    case "AssignmentPattern":
      return patternNames(node.left);
    case "RestElement":
      return patternNames(node.argument);
    case "TSParameterProperty":
      return patternNames(node.parameter);
    default:
      return [];
  }
}
