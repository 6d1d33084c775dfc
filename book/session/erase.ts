/**
 * What TypeScript adds to JavaScript, taken away.
 *
 * @module
 */

import type { Edits } from "./edits.ts";
import { isType, type Node } from "./syntax.ts";

const MODIFIERS = /\b(public|private|protected|readonly|override|abstract)\b/g;

/**
 * Puts blanks in the place of what a node has of types, and writes in JavaScript what is more than
 * types: enums, and parameters that are properties.
 *
 * @param isTop Whether it is a statement of the cell's top level.
 * @returns Whether nothing is left to be written of the node.
 */
export function eraseTypes(node: Node, edits: Edits, isTop: boolean): boolean {
  const { code } = edits;
  if (isType(node)) {
    edits.blank(node.start, node.end);
    return true;
  }
  /** Blanks the first of some characters from an offset on. */
  const drop = (mark: RegExp, from: number) => {
    const at = from + code.slice(from).search(mark);
    edits.blank(at, at + 1);
  };
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression": {
      const word = node.type === "TSAsExpression" ? "as" : "satisfies";
      edits.blank(code.lastIndexOf(word, node.typeAnnotation.start - 1), node.end);
      break;
    }
    case "TSTypeAssertion":
      edits.blank(node.start, code.indexOf(">", node.typeAnnotation.end) + 1);
      break;
    case "TSNonNullExpression":
      edits.blank(node.end - 1, node.end);
      break;
    case "TSEnumDeclaration":
      writeEnum(node, edits, isTop);
      return true;
    case "TSParameterProperty":
      edits.blank(node.start, node.parameter.start);
      break;
    case "Identifier":
      if (node.optional) drop(/\?/, node.start);
      break;
    case "VariableDeclarator":
      if (node.definite) drop(/!/, node.id.start);
      break;
    case "ClassDeclaration":
    case "ClassExpression":
      if (node.abstract) edits.blank(node.start, node.start + "abstract".length);
      if (node.implements?.length) {
        edits.blank(
          code.lastIndexOf("implements", node.implements[0].start),
          node.implements.at(-1).end,
        );
      }
      break;
    case "ClassMethod":
    case "ClassProperty":
    case "ClassPrivateProperty":
      for (const { index, 0: word } of code.slice(node.start, node.key.start).matchAll(MODIFIERS)) {
        edits.blank(node.start + index, node.start + index + word.length);
      }
      if (node.optional || node.definite) drop(/[?!]/, node.key.end);
      if (node.kind === "constructor") keepParameters(node, edits);
  }
  if (node.params?.[0]?.name === "this") {
    edits.blank(node.params[0].start, node.params[1]?.start ?? node.params[0].end);
  }
  if (node.type === "ArrowFunctionExpression") keepArrow(node, edits);
  return false;
}

/** An arrow, and the parenthesis after `async`, must stand on the line of what they follow. */
function keepArrow({ start, params, typeParameters, returnType }: Node, edits: Edits): void {
  const isLong = (type: Node) => type && edits.code.slice(type.start, type.end).includes("\n");
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
  const names = params.filter(({ type }: Node) => type === "TSParameterProperty")
    .map(({ parameter }: Node) => (parameter.left ?? parameter).name);
  if (names.length === 0) return;
  const call = body.body.find(({ expression }: Node) => expression?.callee?.type === "Super");
  const end = call?.end ?? body.start + 1;
  const sets = names.map((name: string) => `this.${name}=${name};`).join("");
  edits.after(end, `;${sets}`);
}

/** An enum as the object that it is: numbers count on from the one before. */
function writeEnum({ id, start, end, body }: Node, edits: Edits, isTop: boolean): void {
  const { code } = edits;
  const members = body.members.map((member: Node, i: number) => {
    const name = JSON.stringify(member.id.name ?? member.id.value);
    const { initializer } = member;
    const value = initializer
      ? code.slice(initializer.start, initializer.end).replaceAll("\n", " ")
      : i === 0
      ? "0"
      : "$$v+1";
    const local = member.id.name ? `const ${member.id.name}=` : "";
    return `${local}$$v=$$e[${name}]=${value};if(typeof $$v==="number")$$e[$$v]=${name};`;
  });
  edits.blank(start, end);
  const made = `(()=>{let $$v,$$e={};${members.join("")}return $$e})();`;
  edits.before(start, `${isTop ? "" : "const "}${id.name}=${made}`);
}
