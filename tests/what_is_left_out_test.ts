/**
 * Ends a plain `deno test`, since files are tested in the order of their names: says which tests it
 * left out, and what runs them.
 *
 * @module
 */
addEventListener("unload", () => {
  console.log(
    "Left out: tests/e2e (*_e2e.ts), which needs the notebooks' kernel, JupyterLab, Chromium or\n" +
      "a set-up, and the examples in lib's documentation. `deno task test` runs everything.",
  );
});
