import { assert, assertEquals } from "@std/assert";
import ci from "../../.ci/run" with { type: "text" };
import readme from "../../README.md" with { type: "text" };
import requirements from "../../tools/requirements.txt" with { type: "text" };

Deno.test("README and .ci/run name the Deno that the set-up installs", () => {
  const version = requirements.match(/^deno==(.+)$/m)![1];
  const named = [...readme.matchAll(/deno@([\d.]+)/g)].map((match) => match[1]);
  assert(named.length > 0);
  assertEquals(new Set(named), new Set([version]));
  assert(ci.includes("s/^deno==//p"), ".ci/run reads the version from requirements.txt");
});
