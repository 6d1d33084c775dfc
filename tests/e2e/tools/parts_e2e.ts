import { assertEquals } from "@std/assert";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import config from "../../../deno.json" with { type: "json" };
import { ROOT } from "../../../tools/environment.ts";

Deno.test("each folder of tests/e2e has a task that runs it", () => {
  const folders = readdirSync(join(ROOT, "tests", "e2e"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  const run = Object.values(config.tasks).flatMap((task) =>
    JSON.stringify(task).match(/(?<=tests\/e2e\/)\w+/g) ?? []
  );
  assertEquals(run.sort(), folders);
});
