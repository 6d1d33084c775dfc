import { assertEquals } from "@std/assert";
import { environment, settings } from "../../tools/_environment.ts";
import { venvPaths } from "../../tools/_platform.ts";

Deno.test("environment() puts the environment's programs first and Jupyter into the checkout", () => {
  const env = environment({ PATH: "/usr/bin" }, venvPaths("/d2l", "linux"), "/cache", "linux");
  assertEquals(env.PATH, "/d2l/.venv/bin:/usr/bin");
  assertEquals(env.JUPYTER_CONFIG_DIR, "/d2l/.jupyter/config");
  assertEquals(env.JUPYTER_RUNTIME_DIR, "/d2l/.jupyter/runtime");
  assertEquals(env.DENO_DIR, "/cache");
});

Deno.test("environment() drops what leads out of the environment, and keeps the rest", () => {
  const given = { PYTHONPATH: "/x", JUPYTER_PATH: "/y", PIP_TARGET: "/z", HTTPS_PROXY: "proxy" };
  const env = environment(given, venvPaths("/d2l", "linux"), undefined, "linux");
  assertEquals([env.PYTHONPATH, env.JUPYTER_PATH, env.PIP_TARGET], [
    undefined,
    undefined,
    undefined,
  ]);
  assertEquals([env.HTTPS_PROXY, env.DENO_DIR], ["proxy", undefined]);
});

Deno.test("environment() has one PATH on Windows, however it was written", () => {
  const env = environment({ Path: "C:\\x" }, venvPaths("C:\\d2l", "windows"), "C:\\c", "windows");
  assertEquals([env.PATH, env.Path], ["C:\\d2l\\.venv\\Scripts;C:\\x", undefined]);
});

Deno.test("settings() starts the environment's own Deno, without colours", () => {
  const paths = venvPaths("/d2l", "linux");
  const spec = JSON.parse(settings(paths, "/cache").get(paths.kernelspec)!);
  assertEquals(spec.argv, [
    "/d2l/.venv/bin/deno",
    "jupyter",
    "--kernel",
    "--conn",
    "{connection_file}",
  ]);
  assertEquals([spec.language, spec.env.NO_COLOR, spec.env.DENO_DIR], [
    "typescript",
    "1",
    "/cache",
  ]);
});
