/**
 * The environment in `.venv` for tests and tools that drive Jupyter.
 *
 * @module
 */
export { type Lab, type LabOptions, startLab } from "./_lab.ts";
export * from "./_notebook.ts";
export { type VenvPaths, venvPaths } from "./_platform.ts";
export { NotebookError, runNotebook, type RunOptions } from "./_run_notebook.ts";
export { ensureSetUp, type SetUp, type SetUpOptions } from "./_set_up.ts";
