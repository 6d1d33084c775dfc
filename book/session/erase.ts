/**
 * What TypeScript adds to JavaScript, taken away.
 *
 * @module
 */

import type { Edits } from "./edits.ts";
import { CellSyntaxError, isNode, type Node } from "./syntax.ts";

/** What begins with TS in the tree but holds values. */
const VALUES = /^TS(\w+Expression|TypeAssertion|ParameterProperty|Enum\w*)$/;
/** What makes values in a way that has gone out of use. */
const OLD = /^TS(Module|ImportEquals)Declaration$|^TSExportAssignment$/;
const MODIFIERS = /\b(public|private|protected|readonly|override|abstract)\b/g;

/** Whether a node is there for the type checker alone. */
function isType(node: Node): boolean {
  return node.declare || node.importKind === "type" || node.exportKind === "type" ||
    node.type.startsWith("TS") && !VALUES.test(node.type) ||
    node.value?.type === "TSEmptyBodyFunctionExpression";
}

/**
 * Takes the types out of a node and puts blanks in their place in the text. What is more than
 * types, enums and parameters that are properties, is written in JavaScript.
 *
 * @returns The node as JavaScript has it; undefined where nothing is left.
 */
export function eraseTypes(node: Node, edits: Edits): Node | undefined {
  const { code } = edits;
  const { type, start, end, typeAnnotation } = node;
  if (OLD.test(type) && !node.declare) {
    const { line, column } = node.loc.start;
    throw new CellSyntaxError("这里没有namespace、import =和export =", line, column + 1);
  }
  if (isType(node)) return edits.blank(start, end) as undefined;
  /** Blanks the first of some marks from an offset on. */
  const drop = (mark: RegExp, from: number) => {
    const at = from + code.slice(from).search(mark);
    edits.blank(at, at + 1);
  };
  if (type === "TSEnumDeclaration") return writeEnum(node, edits);
  if (type === "TSAsExpression" || type === "TSSatisfiesExpression") {
    const word = type === "TSAsExpression" ? "as" : "satisfies";
    edits.blank(code.lastIndexOf(word, typeAnnotation.start - 1), end);
  } else if (type === "TSTypeAssertion") {
    edits.blank(start, code.indexOf(">", typeAnnotation.end) + 1);
  } else if (type === "TSNonNullExpression") edits.blank(end - 1, end);
  else if (type === "TSParameterProperty") edits.blank(start, node.parameter.start);
  else if (type === "Identifier" && node.optional) drop(/\?/, start);
  else if (type === "VariableDeclarator" && node.definite) drop(/!/, start);
  else if (/^Class/.test(type)) {
    if (node.abstract) edits.blank(start, start + "abstract".length);
    const [first] = node.implements ?? [];
    if (first) edits.blank(code.lastIndexOf("implements", first.start), node.body.start);
  } else if (/^(Method|Property)Definition$/.test(type)) {
    for (const { index, 0: word } of code.slice(start, node.key.start).matchAll(MODIFIERS)) {
      edits.blank(start + index, start + index + word.length);
    }
    if (node.optional || node.definite) drop(/[?!]/, node.key.end);
    if (node.kind === "constructor") keepParameters(node.value, edits);
  } else if (type === "ArrowFunctionExpression") keepArrow(node, edits);
  if (node.params?.[0]?.name === "this") {
    const [self, next] = node.params.splice(0, 1).concat(node.params);
    edits.blank(self.start, next?.start ?? self.end);
  }

  for (const [field, value] of Object.entries(node)) {
    if (isNode(value)) node[field] = eraseTypes(value, edits) ?? null;
    else if (Array.isArray(value)) {
      node[field] = value.flatMap((item) => isNode(item) ? eraseTypes(item, edits) ?? [] : [item]);
    }
  }
  return type.startsWith("TS") ? node.expression ?? node.parameter ?? node : node;
}

/** An arrow, and the parenthesis after `async`, must stand on the line of what they follow. */
function keepArrow({ start, params, typeParameters, returnType }: Node, edits: Edits): void {
  const isLong = (type?: Node) => type && edits.code.slice(type.start, type.end).includes("\n");
  if (isLong(typeParameters)) {
    edits.put(edits.code.indexOf("(", typeParameters.end), " ");
    edits.before(typeParameters.start, "(");
  }
  if (isLong(returnType)) {
    edits.put(edits.code.indexOf(")", params.at(-1)?.end ?? start), " ");
    edits.after(returnType.end, ")");
  }
}

/** `constructor(private k)` sets `this.k`, after `super()` where there is one. */
function keepParameters({ params, body }: Node, edits: Edits): void {
  const sets = params.filter(({ type }: Node) => type === "TSParameterProperty")
    .map(({ parameter }: Node) => (parameter.left ?? parameter).name)
    .map((name: string) => `this.${name}=${name};`);
  const call = body.body.find(({ expression }: Node) => expression?.callee?.type === "Super");
  if (sets.length > 0) edits.after(call?.end ?? body.start + 1, `;${sets.join("")}`);
}

/** An enum as the object that it is: numbers count on from the one before. */
function writeEnum({ id, start, end, body }: Node, edits: Edits): Node {
  const members = body.members.map(({ id, initializer }: Node, i: number) => {
    const name = JSON.stringify(id.name ?? id.value);
    const value = initializer
      ? edits.code.slice(initializer.start, initializer.end).replaceAll("\n", " ")
      : i === 0
      ? "0"
      : "$$v+1";
    const local = id.name ? `const ${id.name}=` : "";
    return `${local}$$v=$$e[${name}]=${value};if(typeof $$v==="number")$$e[$$v]=${name};`;
  });
  edits.blank(start, end);
  edits.put(start, "let ");
  edits.put(id.start, `${id.name}=(()=>{let $$v,$$e={};${members.join("")}return $$e})()`);
  const init = { type: "Literal", value: 0, start: end, end };
  const declarator = { type: "VariableDeclarator", id, init, start: id.start, end };
  return { type: "VariableDeclaration", kind: "let", declarations: [declarator], start, end };
}
