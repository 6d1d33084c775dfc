/**
 * Which names a cell makes, uses and changes.
 *
 * @module
 */

import { analyze, extract_names, type Scope } from "periscopic";
import { children, isFunction, type Node } from "./syntax.ts";

/** How a cell's top level makes a name. */
export type Kind = "const" | "let" | "var" | "function";

/** What a cell has to do with names. */
export interface Names {
  /** The names that its top level makes. */
  made: Map<string, Kind>;
  /** The names of others that it uses, in its functions too. */
  used: Set<string>;
  /** The names of others whose value, or what it holds, it changes. */
  changed: Set<string>;
  /** Where it assigns one name, its own or another cell's. */
  assignments: { node: Node; name: string }[];
  /** Every word of each function that its top level makes, and, under "", of what runs at once. */
  words: Map<string, Set<string>>;
}

/** Methods that change what they are called on: PyTorch's in-place ones, and those of lists. */
const CHANGING =
  /[^_]_$|^(push|pop|shift|unshift|splice|sort|reverse|fill|set|delete|clear|backward|step)$/;

/** Finds the names of a cell without types. */
export function findNames(program: Node): Names {
  const { scope: top, map, globals } = analyze(program as never);
  const names: Names = {
    made: new Map([...top.declarations].map(([name, node]) => [name, kindOf(node as Node)])),
    used: new Set(globals.keys()),
    changed: new Set(),
    assignments: [],
    words: new Map([["", new Set()]]),
  };
  // Periscopic does not know `import * as`.
  for (const { local } of program.body.flatMap((node: Node) => node.specifiers ?? [])) {
    if (!local) continue;
    names.made.set(local.name, "const");
    names.used.delete(local.name);
  }
  const visit = (node: Node, scope: Scope, unit: string, atTop: boolean) => {
    scope = map.get(node as never) ?? scope;
    if (atTop) unit = functionName(node) ?? unit;
    if (!names.words.has(unit)) names.words.set(unit, new Set());
    if (node.type === "Identifier") names.words.get(unit)!.add(node.name);
    const isOutside = (name: string) => [top, null].includes(scope.find_owner(name));
    const target = /^(Assignment|Update)Expression$/.test(node.type)
      ? node.left ?? node.argument
      : CHANGING.test(node.callee?.property?.name) && node.callee.object;
    if (target) {
      extract_names(target).filter((name) => isOutside(name) && !names.made.has(name))
        .forEach((name) => names.changed.add(name));
    }
    if (target?.type === "Identifier" && isOutside(target.name) && !node.callee) {
      names.assignments.push({ node, name: target.name });
    }
    for (const child of children(node)) visit(child, scope, unit, atTop && !isFunction(node));
  };
  visit(program, top, "", true);
  return names;
}

/** The name of the function that a declaration makes. */
function functionName({ type, id, init }: Node): string | undefined {
  const isOne = type === "FunctionDeclaration" || /Function/.test(init?.type);
  return isOne ? id?.name : undefined;
}

function kindOf({ type, kind }: Node): Kind {
  if (type === "FunctionDeclaration") return "function";
  if (type === "VariableDeclaration") return /using/.test(kind) ? "const" : kind;
  return type === "ClassDeclaration" ? "let" : "const";
}
