import { assertEquals, assertThrows } from "@std/assert";
import { PARTS, readParts } from "../../tools/_parts.ts";
import { Problem } from "../../tools/_problem.ts";

Deno.test("readParts() runs everything if nothing is named", () => {
  assertEquals(readParts([]), { parts: [...PARTS], options: [] });
});

Deno.test("readParts() keeps the order of the parts, and knows their groups", () => {
  assertEquals(readParts(["unit", "check"]).parts, ["format", "lint", "types", "unit"]);
});

Deno.test("readParts() hands options on to deno test", () => {
  const options = ["--filter", "linreg"];
  assertEquals(readParts(["unit", ...options]), { parts: ["unit"], options });
  assertEquals(readParts(["unit", "--", ...options]), { parts: ["unit"], options });
});

Deno.test("readParts() names the parts there are", () => {
  assertThrows(
    () => readParts(["units"]),
    Problem,
    "The test command has no part units: it has check, format, lint, types, unit, doc, tools, " +
      "notebooks, lab",
  );
});
