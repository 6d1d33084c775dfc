import { assertEquals } from "@std/assert";
import type { Output } from "../../../book/session/protocol.ts";
import asked from "../../fixtures/repl_semantics.json" with { type: "json" };
import { Session } from "./_repl.ts";

/** An output in the form in which the kernel's were written down. */
interface Answer {
  stdout?: string;
  stderr?: string;
  execute_result?: { "text/plain": string };
  error?: string;
  message?: string;
}

/** Cells that a page answers in another way than the kernel, and why. */
const OTHERWISE: Record<string, { answer: Answer[]; because: string }> = {
  "const bad = ;": {
    because: "the kernel says nothing but that the cell failed",
    answer: [{
      error: "SyntaxError",
      message: "第1行第13列读不懂：Unexpected token（代码格里写的是TypeScript）",
    }],
  },
  "null": {
    because: "since 2.8.3 the kernel shows neither null nor NaN",
    answer: [{ execute_result: { "text/plain": "null" } }],
  },
  "throw { a: 1 }": {
    because: "what was thrown says more than [object Object]",
    answer: [{ error: "Error", message: "{ a: 1 }" }],
  },
  "throw undefined": {
    because: "null is not what was thrown",
    answer: [{ error: "Error", message: "undefined" }],
  },
  "document": {
    because: "a reader of a page may expect its document, and is told what there is",
    answer: [{
      error: "ReferenceError",
      message: "document is not defined：document是网页里的名字，" +
        "这个网页里能用torch、d2l和@std/assert，以及浏览器后台线程里有的东西",
    }],
  },
};

function toAnswer(output: Output): Answer {
  switch (output.output_type) {
    case "stream":
      return { [output.name]: output.text };
    case "error":
      return { error: output.ename, message: output.evalue };
    default:
      return { execute_result: { "text/plain": output.data["text/plain"] as string } };
  }
}

/** The kernel sends each line by itself, names a trace's places in its own way. */
function comparable(answers: Answer[]): string {
  return answers.map(({ stdout, stderr, execute_result, error, message }) => {
    const value = execute_result && `value ${execute_result["text/plain"]}\n`;
    return [stdout, stderr, value, error && `${error}: ${message}\n`].join("");
  }).join("").replace(/at [^\s:]+(:\d+)+/g, "at a place");
}

Deno.test("a session answers each cell as Deno's kernel does, or says why not", async (t) => {
  using session = new Session();
  for (const { cell, kernel } of asked as { cell: string; kernel: Answer[] }[]) {
    const { outputs } = await session.run(cell, /setTimeout/.test(cell) ? 60 : 0);
    const answers = outputs.map(toAnswer);
    await t.step(cell, () => {
      assertEquals(comparable(answers), comparable(OTHERWISE[cell]?.answer ?? kernel));
    });
  }
});

Deno.test("every cell that is answered otherwise was asked, and is answered otherwise", () => {
  for (const [cell, { answer }] of Object.entries(OTHERWISE)) {
    const kernel = (asked as { cell: string; kernel: Answer[] }[]).find((one) => one.cell === cell)
      ?.kernel;
    assertEquals(kernel && comparable(kernel) !== comparable(answer), true, cell);
  }
});
