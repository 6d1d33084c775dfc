import { assertEquals } from "@std/assert";
import { parseDeclaration } from "../../kernel/declaration.ts";

Deno.test("parseDeclaration() ends before the body, and leaves modifiers out", () => {
  assertEquals(
    parseDeclaration(
      "export async function usePlotly(options: Options = {}): Promise<void> {\n  x",
    ),
    {
      heading: "usePlotly(options: Options = {}): Promise<void>",
      parts: ["options: Options = {}"],
    },
  );
  assertEquals(parseDeclaration("readonly shape: readonly number[];\n}"), {
    heading: "shape: readonly number[]",
    parts: [],
  });
});

Deno.test("parseDeclaration() joins lines, and parts arguments at the outermost commas", () => {
  const code = `constructor(
    readonly data: Iterable<[string, number]>,
    private body: (a: number, b: { c: string }) => { d: number },
    options: { lr?: number; betas?: [number, number] } = {},
  ) {`;
  assertEquals(parseDeclaration(code).parts, [
    "data: Iterable<[string, number]>",
    "body: (a: number, b: { c: string }) => { d: number }",
    "options: { lr?: number; betas?: [number, number] } = {}",
  ]);
});

Deno.test("parseDeclaration() takes a result that is an object for no body", () => {
  assertEquals(
    parseDeclaration("export function split(): { a: number } {").heading,
    "split(): { a: number }",
  );
  assertEquals(parseDeclaration("noGrad<T>(body: () => T): T;").parts, ["body: () => T"]);
});

Deno.test("parseDeclaration() ends with the bracket around it, or with the code", () => {
  assertEquals(parseDeclaration("text: string }; more").heading, "text: string");
  assertEquals(parseDeclaration("lr?: number").heading, "lr?: number");
});
