import { assertEquals } from "@std/assert";
import { needs } from "../../../book/session/needs.ts";

/** What the last of some cells needs. */
function last(...cells: string[]): number[] {
  return needs(cells.map((code, i) => ({ id: `${i}`, code })), cells.length - 1);
}

Deno.test("a cell needs those that make what it uses, and what these use", () => {
  assertEquals(last("let a = 1", "let b = 2", "let c = a", "c"), [0, 2]);
  assertEquals(last("import * as t from 'torch'", "let b = 2", "t.ones([1])"), [0]);
  assertEquals(last("class A {}", "enum E { B }", "function f() {}", "[new A(), E.B, f()]"), [
    0,
    1,
    2,
  ]);
});

Deno.test("names that a cell makes itself, and keys, are nobody's", () => {
  assertEquals(last("let a = 1", "let { a } = { a: 2 }; a"), []);
  assertEquals(last("let a = 1", "const f = (a) => a; ({ a: 1 }).a; f(2)"), []);
  assertEquals(last("let a = 1", "for (const a of []) a"), []);
  assertEquals(last("let a = 1", "let x: typeof a; type a = 1"), []);
  assertEquals(last("let a = 1", "({ a })"), [0]);
});

Deno.test("the last maker above counts, and for a function also the one before the call", () => {
  assertEquals(last("let a = 1", "let a = 2", "a"), [1]);
  assertEquals(last("let a = 1", "const f = () => a", "let a = 2", "f()"), [0, 1, 2]);
  assertEquals(last("const f = () => a", "let a = 2", "f()"), [0, 1]);
});

Deno.test("who changes a name, or what it holds, is needed with who made it", () => {
  assertEquals(last("let a = 1", "a = 2", "let b = 1", "a"), [0, 1]);
  assertEquals(last("const a = []", "a.push(1)", "a[1] = 2", "a.length", "a"), [0, 1, 2]);
  assertEquals(last("let w = f()", "w.data.add_(1)", "w"), [0, 1]);
});

Deno.test("who draws on a stream that another cell has seeded needs all above", () => {
  assertEquals(last("torch.manualSeed(1)", "let a = 1", "torch.randn([2])"), [0, 1]);
  assertEquals(last("torch.manualSeed(1)", "let a = 1", "torch.ones([2])"), []);
  assertEquals(
    last("torch.manualSeed(1)", "let a = 1", "torch.manualSeed(2); torch.rand([2])"),
    [],
  );
  assertEquals(last("let a = 1", "torch.randn([2])"), []);
});

Deno.test("functions draw and seed for those who call them", () => {
  const seeded = "const seed = () => { torch.manualSeed(1) }";
  assertEquals(last(seeded, "let a = 1", "seed(); torch.rand([2])"), [0]);
  assertEquals(last(seeded, "let a = 1", "seed()", "torch.rand([2])"), [0, 1, 2]);
  const start = "function start() { return torch.normal(0, 1, [2]) }";
  assertEquals(last("torch.manualSeed(1)", start, "let a = 1", "start()"), [0, 1, 2]);
  const data = "torch.manualSeed(1); const iter = d2l.loadArray(data, 5)";
  assertEquals(last("let a = 1", data, "let b = 1", "for (const [X] of iter) X"), [0, 1, 2]);
});

Deno.test("nobody needs what stands aside, or cannot be read", () => {
  const cells = [
    { id: "a", code: "let a = 1" },
    { id: "b", code: "let a = 2", aside: true },
    { id: "c", code: "let a = ;" },
    { id: "d", code: "a" },
  ];
  assertEquals(needs(cells, 3), [0]);
});
