import { assertEquals, assertStringIncludes } from "@std/assert";
import { typeErrors } from "../../../tools/cells.ts";
import { codeCell, notebookOf } from "../../../tools/notebook.ts";

const check = (...sources: string[]) =>
  typeErrors([{
    path: "notebooks/a.ipynb",
    notebook: notebookOf(sources.map((s) => codeCell(s))),
  }]);

Deno.test("typeErrors() reads the cells one after the other, with the project's imports", async () => {
  const first = 'import * as torch from "torch";\nconst x = torch.ones([2]);';
  assertEquals(await check(first, "const y: number = x.sum().item();\ny", "await 1"), "");
});

Deno.test("typeErrors() says in which cell and line", async () => {
  const told = await check("const a = 1;", "a;\na.length;");
  assertStringIncludes(told, "'length' does not exist");
  assertStringIncludes(told, "at notebooks/a.ipynb, cell 2, line 2");
});
