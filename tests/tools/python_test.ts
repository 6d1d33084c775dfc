import { assertEquals } from "@std/assert";
import { isRecent, type Python, readProbe, whyNoPython } from "../../tools/_python.ts";

const python = (version: [number, number, number], venv: boolean): Python => {
  return { command: ["python3"], version, executable: "/usr/bin/python3", venv };
};

Deno.test("readProbe() reads version, venv and path", () => {
  assertEquals(readProbe(["python3"], "3.11.7 1 /usr/bin/a b/python3\r\n"), {
    command: ["python3"],
    version: [3, 11, 7],
    executable: "/usr/bin/a b/python3",
    venv: true,
  });
});

Deno.test("readProbe() takes no other program for a Python", () => {
  assertEquals(readProbe(["python3"], ""), undefined);
  assertEquals(readProbe(["python3"], "Python was not found; run without arguments"), undefined);
});

Deno.test("isRecent() draws the line at Python 3.10", () => {
  const recent = [[2, 7, 18], [3, 9, 18], [3, 10, 0], [3, 14, 1], [4, 0, 0]] as const;
  assertEquals(recent.map((version) => isRecent(python([...version], true))), [
    false,
    false,
    true,
    true,
    true,
  ]);
});

Deno.test("whyNoPython() says what is missing and what to do", () => {
  assertEquals(
    whyNoPython([], "darwin", false),
    "JupyterLab needs Python 3.10 or newer but there is no python3: run `brew install python` " +
      "and run this command again",
  );
  assertEquals(
    whyNoPython([python([3, 8, 10], true)], "linux", false),
    "JupyterLab needs Python 3.10 or newer but python3 is 3.8.10: install python3 with your " +
      "system's package manager and run this command again",
  );
  assertEquals(
    whyNoPython([python([3, 8, 10], true), python([3, 12, 1], false)], "linux", true),
    "python3 (3.12.1) lacks the venv module, which JupyterLab's environment is made with: run " +
      "`sudo apt install python3.12-venv` and run this command again",
  );
});
