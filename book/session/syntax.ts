/**
 * A cell's text as a syntax tree.
 *
 * @module
 */

import { parse } from "@babel/parser";

/** A node of the tree (ESTree), with what is used of any. */
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
  constructor(reason: string, readonly line: number, column: number) {
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
    const plugins = ["typescript", "estree", "explicitResourceManagement"];
    const options = { sourceType: "module", plugins, allowUndeclaredExports: true };
    return parse(code, { ...options, attachComment: false } as never).program as never;
  } catch (error) {
    const { loc, message } = error as { loc?: { line: number; column: number }; message: string };
    if (!loc) throw error;
    const reason = message.startsWith("This experimental syntax")
      ? "这里没有这种写法"
      : message.replace(/\.?\s*\(\d+:\d+\)$/, "");
    throw new CellSyntaxError(reason, loc.line, loc.column + 1);
  }
}

/** Whether a value is a node. */
export function isNode(value: unknown): value is Node {
  return typeof (value as Node | null)?.type === "string" && "start" in (value as Node);
}

/** The nodes right below one. */
export function children(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

/** Whether a node's code runs when it is called, and not where it stands. */
export function isFunction({ type }: Node): boolean {
  return /Function|^PropertyDefinition$|^StaticBlock$/.test(type);
}
