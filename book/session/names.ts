/**
 * Which names a cell makes, uses and changes.
 *
 * @module
 */

import { children, isFunction, isType, type Node, patternNames } from "./syntax.ts";

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
  /** Where a name that no function or block of the cell has made is assigned. */
  assignments: { node: Node; names: string[] }[];
  /** Whether its top level seeds torch's random generator. */
  seeds: boolean;
}

/** Methods that change what they are called on: PyTorch's in-place ones, and those of lists. */
const CHANGING =
  /[^_]_$|^(push|pop|shift|unshift|splice|sort|reverse|fill|set|delete|clear|backward|step)$/;

/** The names that a function or block makes, and those around it. */
interface Scope {
  names: Set<string>;
  outer?: Scope;
}

/** Finds the names of a cell. */
export function findNames(program: Node): Names {
  const names: Names = {
    made: topLevel(program.body),
    used: new Set(),
    changed: new Set(),
    assignments: [],
    seeds: false,
  };
  program.body.forEach((node: Node) => visit(node, undefined, names, true));
  for (const name of names.made.keys()) {
    names.used.delete(name);
    names.changed.delete(name);
  }
  return names;
}

/** The names that the top level's statements make. */
function topLevel(body: Node[]): Map<string, Kind> {
  const made = new Map<string, Kind>();
  for (const statement of body) {
    const node = statement.declaration ?? statement;
    varNames(node).forEach((name) => made.set(name, "var"));
    if (isType(node)) continue;
    if (node.type === "ImportDeclaration") {
      node.specifiers.filter((part: Node) => !isType(part))
        .forEach((part: Node) => made.set(part.local.name, "const"));
    }
    for (const name of blockNames(node)) {
      if (node.type === "FunctionDeclaration") made.set(name, "function");
      else made.set(name, /const|using/.test(node.kind) ? "const" : "let");
    }
  }
  return made;
}

/** The names of `var` in a statement, however deep, but not in functions. */
function varNames(node: Node): string[] {
  if (isFunction(node) || isType(node)) return [];
  const own = node.type === "VariableDeclaration" && node.kind === "var"
    ? node.declarations.flatMap(({ id }: Node) => patternNames(id))
    : [];
  return [...own, ...children(node).flatMap(varNames)];
}

/** The names that a statement makes in the block it stands in. */
function blockNames(node: Node): string[] {
  if (isType(node)) return [];
  if (node.type === "VariableDeclaration" && node.kind !== "var") {
    return node.declarations.flatMap(({ id }: Node) => patternNames(id));
  }
  return /^(Function|Class|TSEnum)Declaration$/.test(node.type) && node.id ? [node.id.name] : [];
}

/** The names that a node makes for what stands in it. */
function innerNames(node: Node): string[] {
  const body: Node[] = Array.isArray(node.body) ? node.body : node.cases?.flatMap(
    ({ consequent }: Node) => consequent,
  ) ?? [];
  const own = /^(Function|Class)Expression$|^ClassDeclaration$/.test(node.type) && node.id
    ? [node.id.name]
    : [];
  const inFunction = node.params
    ? [...node.params.flatMap(patternNames), ...children(node).flatMap(varNames)]
    : [];
  const members = node.type === "TSEnumDeclaration"
    ? node.body.members.map(({ id }: Node) => id.name)
    : [];
  return [
    ...own,
    ...inFunction,
    ...members,
    ...patternNames(node.param),
    ...body.flatMap(blockNames),
    ...blockNames(node.init ?? node.left ?? { type: "" }),
  ];
}

function isFree(name: string, scope: Scope | undefined): boolean {
  return !scope || !scope.names.has(name) && isFree(name, scope.outer);
}

function visit(node: Node, outer: Scope | undefined, names: Names, atTop: boolean): void {
  if (isType(node)) return;
  const free = (name: string) => isFree(name, outer);
  const assign = (target: Node) => {
    const assigned = patternNames(target).filter((name) => free(name));
    if (assigned.length > 0) names.assignments.push({ node, names: assigned });
    assigned.forEach((name) => names.changed.add(name));
    change(target);
  };
  /** A member of a name's value is assigned, or changed by a method. */
  const change = (target: Node) => {
    let root = target;
    while (root.object) root = root.object;
    if (root !== target && root.type === "Identifier" && free(root.name)) {
      names.changed.add(root.name);
    }
  };

  switch (node.type) {
    case "Identifier":
      if (free(node.name)) names.used.add(node.name);
      return;
    case "AssignmentExpression":
      assign(node.left);
      break;
    case "UpdateExpression":
      assign(node.argument);
      break;
    case "ForInStatement":
    case "ForOfStatement":
      if (node.left.type !== "VariableDeclaration") assign(node.left);
      break;
    case "CallExpression": {
      const { name } = node.callee.property ?? node.callee;
      if (CHANGING.test(name)) change(node.callee);
      if (name === "manualSeed" && atTop) names.seeds = true;
    }
  }
  const own = innerNames(node);
  const inner = own.length > 0 ? { names: new Set(own), outer } : outer;
  for (const child of children(node)) {
    if (!isBareName(child, node)) visit(child, inner, names, atTop && !isFunction(node));
  }
}

/** Whether a node is a name that stands for itself and not for a value. */
function isBareName(child: Node, { type, computed, ...parent }: Node): boolean {
  switch (type) {
    case "MemberExpression":
    case "OptionalMemberExpression":
      return child === parent.property && !computed;
    case "ImportSpecifier":
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
    case "MetaProperty":
      return child.type === "Identifier";
    case "TSEnumMember":
      return child === parent.id;
    default:
      // A key, or the name of a declaration.
      return child === parent.key && !computed && child !== parent.value || child === parent.id &&
          child.type === "Identifier";
  }
}
