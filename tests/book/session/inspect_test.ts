import { assertEquals } from "@std/assert";
import { format, inspect } from "../../../book/session/inspect.ts";

class Point {
  x = 1;
  #hidden = 2;
  get sum() {
    return this.x + this.#hidden;
  }
}

const circle: Record<string, unknown> = { name: "circle" };
circle.self = circle;

/** What a notebook may print. */
const VALUES: unknown[] = [
  ...'a,a\nb,it\'s,say "hi",both \' and ",all \' " and `,训练\t\u0007'.split(","),
  ...[0, -0, 1.5, NaN, Infinity, 1e21, 10n, true, null, undefined, Symbol("s")],
  [1.5, -2, 3.25, 100, 2, 3, 4, 5, 6, 7],
  ["aa", "b", "cccc", "d", "e", "f", "g", "h"],
  ["训练", "测试", "验证集", "权重", "偏置", "损失", "批量", "学习率"],
  Array.from({ length: 27 }, (_, i) => Math.sqrt(i)),
  Array.from({ length: 101 }, (_, i) => i),
  Array.from({ length: 20 }, (_, i) => i % 3 ? `w${i}` : i),
  Array.from({ length: 8 }, (_, i) => ({ lambda: i, loss: i / 7, name: `n${i}` })),
  [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
  [[1, [2, [3, [4, [5, [6]]]]]]],
  [, 1, , , 2],
  [],
  {},
  { "a-b": 1, [Symbol("s")]: 2, f() {} },
  { a: { b: { c: { d: { e: { f: 1 } } } } } },
  { a: "x".repeat(30), b: "y".repeat(30), c: "z".repeat(30) },
  { text: "one line that is long enough to be broken\nand another one".repeat(2) },
  { 训练损失: 1.5, 测试: [1, 2] },
  circle,
  Object.create(null),
  Object.assign([1, 2], { extra: 1 }),
  Point,
  new Point(),
  class extends Point {},
  new (class extends Array {})(),
  () => {},
  async function later() {},
  function* steps() {},
  new Float32Array([1.5, 2, -0]),
  new Float64Array([0.1, 0.25, 1e-7, 123456.789, 1e21, 5, 6, 7]),
  new Uint8Array(200),
  new Map<unknown, unknown>([["k", { b: 1 }], [{ a: 1 }, new Map([[1, 2]])]]),
  new Set([1, "x"]),
  new Set(Array.from({ length: 30 }, (_, i) => i)),
  new Date(0),
  /re/g,
  new Number(1),
  Math,
  JSON,
  { [Symbol.for("Deno.customInspect")]: () => "first\nsecond" },
  [{ [Symbol.for("Deno.customInspect")]: () => "first\nsecond" }],
  { t: { [Symbol.for("Deno.customInspect")]: () => "first\nsecond" }, u: 1 },
];

Deno.test("inspect() writes what Deno.inspect() writes", () => {
  for (const value of VALUES) assertEquals(inspect(value), Deno.inspect(value));
});

Deno.test("format() fills in as Deno's console does, and leaves what it does not know", () => {
  assertEquals(
    format(["%s is %d, %i, %f, %j, %o%%", "a", 3.7, "4.2", "2.5", { b: 1 }, [1]]),
    'a is 3, 4, 2.5, {"b":1}, [ 1 ]%',
  );
  assertEquals(format(["%c styled", "color: red"]), " styled");
  assertEquals(format(["100%", 5, "%s"]), "100% 5 %s");
  assertEquals(format(["%s", "a", "b"]), "a b");
  assertEquals(format(["%s"]), "%s");
  assertEquals(format([1, "a", ["a"]]), '1 a [ "a" ]');
});

Deno.test("of an error's stack only the way through cells is told", () => {
  const error = new TypeError("no");
  error.stack = "TypeError: no\n    at f (cell:a:3:4)\n    at blob:x:1:2\n    at async cell:b:7:1";
  assertEquals(inspect(error), "TypeError: no\n    at f (a:3)\n    at b:7");
  assertEquals(inspect({ error }), "{\n  error: TypeError: no\n      at f (a:3)\n      at b:7\n}");
});
