import { assertEquals, assertThrows } from "@std/assert";
import { read } from "../../../book/session/compile.ts";
import { Session } from "./_repl.ts";

/** Cells with types, and what is left of them; blanks in a row count as one. */
const ERASED: [string, string][] = [
  ["let a: number = 1, b!: string;", "let a = 1, b ;"],
  ["f(x as number, y as const, z!, <T>w, v satisfies V)", "f(x , y , z , w, v )"],
  ["(x as T).y; (x)! .y; (<T>(x)).y", "(x ).y; (x) .y; ( (x)).y"],
  [
    "function f<T>(this: T, a?: T, ...b: T[]): a is T { return g<T>(a) }",
    "function f ( a , ...b ) { return g (a) }",
  ],
  ["const f = async <T,>(a: T): Promise<T> => a", "const f = async (a ) => a"],
  [
    "type A = 1; interface B { c: 1 } declare const d: 1; function e(): void; export type { A }",
    "",
  ],
  ["import type { A } from 'a'; export type { A }", ""],
  [
    "abstract class A<T> extends B<T> implements C, D { private readonly x?: 1; y!: T; abstract z(): void; declare w: 1; override m?(): T { return this.x! } static #n: 1 = 1; [key: string]: T }",
    " class A extends B { x ; y ; m () { return this.x } static #n = 1; }",
  ],
  [
    "class A { constructor(private k: number, readonly m = 3) { f() } }",
    "class A { constructor( k , m = 3) {;this.k=k;this.m=m; f() } }",
  ],
  [
    "class A extends B { constructor(public k: number) { super(k); f() } }",
    "class A extends B { constructor( k ) { super(k);;this.k=k; f() } }",
  ],
  ["const f: typeof g<T> = g<T>;", "const f = g ;"],
];

Deno.test("types are taken out of a cell and leave blanks", () => {
  const squeeze = (text: string) => text.replace(/\s+/g, " ").replace(/^ | $/g, "");
  for (const [cell, left] of ERASED) {
    const edits = read(cell).edits.toString();
    if (!edits.includes("this.k")) assertEquals(edits.length, cell.length, cell);
    assertEquals(squeeze(edits), squeeze(left));
  }
});

Deno.test("what types span keeps its lines, also where JavaScript allows no line to end", () => {
  const cell = "const f = async <\n  T,\n>(a: {\n  b: T;\n}): Promise<\n  T\n> =>\n  a.b;";
  const text = read(cell).edits.toString();
  assertEquals(text.split("\n").length, cell.split("\n").length);
  assertEquals(typeof new Function(`${text}; return f`)(), "function");
});

Deno.test("a line that ended in a type does not go on with the next one", async () => {
  using session = new Session();
  assertEquals(await session.words("let one = 1 as number\n(2)\none"), "1");
  assertEquals(
    await session.words("class K { a = 1 as number\n['b'] = 2 }\nnew K()"),
    "K { a: 1, b: 2 }",
  );
});

Deno.test("an import brings values alone", async () => {
  using session = new Session();
  assertEquals(
    await session.words("import { type Shape, ones } from 'torch'; ones([1])"),
    "tensor([1.])",
  );
});

Deno.test("an enum counts on, takes values, and is known by number", async () => {
  using session = new Session();
  assertEquals(
    await session.words("enum E { A, B = 5, C, D = 'd', E2 = B * 2 }; [E, E[6], E.E2]"),
    `[
  {
    "0": "A",
    "5": "B",
    "6": "C",
    "10": "E2",
    A: 0,
    B: 5,
    C: 6,
    D: "d",
    E2: 10
  },
  "C",
  10
]`,
  );
  assertEquals(
    await session.words("function inside() { enum F { A = 2 } return F.A } inside()"),
    "2",
  );
});

Deno.test("what a cell cannot be is said with its place", () => {
  const cells: [string, string][] = [
    ["def f(x):\n  return x", "第1行第4列读不懂：Missing semicolon（代码格里写的是TypeScript）"],
    [
      "let a = 1;\nnamespace N {}",
      "第2行第1列读不懂：这里没有namespace、import =和export =（代码格里写的是TypeScript）",
    ],
    ["@d class A {}", "第1行第1列读不懂：这里没有这种写法（代码格里写的是TypeScript）"],
  ];
  for (const [cell, message] of cells) assertThrows(() => read(cell), SyntaxError, message);
});
