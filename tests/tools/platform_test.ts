import { assertEquals } from "@std/assert";
import { fileUrl, howToGetPython, pythonCommands, venvPaths } from "../../tools/_platform.ts";

Deno.test("venvPaths() gives the folders of Linux and macOS", () => {
  for (const os of ["linux", "darwin"] as const) {
    const paths = venvPaths("/home/a b/深度", os);
    assertEquals(paths.python, "/home/a b/深度/.venv/bin/python");
    assertEquals(paths.deno, "/home/a b/深度/.venv/bin/deno");
    assertEquals(
      paths.kernelspec,
      "/home/a b/深度/.venv/share/jupyter/kernels/deno/kernel.json",
    );
  }
});

Deno.test("venvPaths() gives the folders of Windows", () => {
  const paths = venvPaths("C:\\d2l", "windows");
  assertEquals(paths.python, "C:\\d2l\\.venv\\Scripts\\python.exe");
  assertEquals(paths.deno, "C:\\d2l\\.venv\\Scripts\\deno.exe");
  assertEquals(paths.overrides, "C:\\d2l\\.venv\\share\\jupyter\\lab\\settings\\overrides.json");
  assertEquals(paths.lock, "C:\\d2l\\.jupyter\\set_up.lock");
});

Deno.test("pythonCommands() asks Windows' launcher first", () => {
  assertEquals(pythonCommands("windows")[0], ["py", "-3"]);
});

Deno.test("pythonCommands() asks python3 first, and named versions after it", () => {
  assertEquals(pythonCommands("linux")[0], ["python3"]);
  assertEquals(pythonCommands("darwin").at(-1), ["python3.10"]);
});

Deno.test("howToGetPython() names what to type on each system", () => {
  assertEquals(
    [
      howToGetPython("linux", true),
      howToGetPython("linux", false),
      howToGetPython("darwin", false),
      howToGetPython("windows", false),
    ],
    [
      "run `sudo apt install python3 python3-venv`",
      "install python3 with your system's package manager",
      "run `brew install python`",
      "run `winget install Python.Python.3.13`",
    ],
  );
});

Deno.test("fileUrl() encodes blanks, Chinese and percent signs, and takes drive letters", () => {
  assertEquals(fileUrl("/a b/深度/50%"), "file:///a%20b/%E6%B7%B1%E5%BA%A6/50%25");
  assertEquals(fileUrl("C:\\a b"), "file:///C:/a%20b");
});
