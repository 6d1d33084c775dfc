import { joinPath, type Os, type VenvPaths } from "./_platform.ts";

/** Variables that would lead Python, pip or Jupyter out of our environment. */
const LEADING_OUT = [
  "PYTHONHOME",
  "PYTHONPATH",
  "PYTHONSTARTUP",
  "PIP_TARGET",
  "PIP_PREFIX",
  "PIP_ROOT",
  "PIP_REQUIRE_VIRTUALENV",
  "JUPYTER_PATH",
  "JUPYTER_CONFIG_PATH",
  "JUPYTERLAB_DIR",
  "JUPYTERLAB_SETTINGS_DIR",
  "JUPYTERLAB_WORKSPACES_DIR",
];

/**
 * The variables for a process of our environment.
 *
 * Jupyter's own folders lie in the checkout, in `.jupyter`: it works where the home folder cannot
 * be written, a reader's other Jupyter is not touched, and the theme a reader chose here is still
 * chosen after `.venv` was made anew.
 */
export function environment(
  base: Record<string, string>,
  paths: VenvPaths,
  denoDir: string | undefined,
  os: Os = Deno.build.os,
): Record<string, string> {
  const env: Record<string, string> = {};
  let path = "";
  for (const [name, value] of Object.entries(base)) {
    // Windows does not distinguish Path from PATH.
    if (name.toUpperCase() === "PATH") path = value;
    else if (!LEADING_OUT.includes(name.toUpperCase())) env[name] = value;
  }
  return {
    ...env,
    PATH: paths.bin + (os === "windows" ? ";" : ":") + path,
    VIRTUAL_ENV: paths.venv,
    PYTHONNOUSERSITE: "1",
    PIP_USER: "0",
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_CONFIG_DIR: joinPath(os, paths.state, "config"),
    JUPYTER_DATA_DIR: joinPath(os, paths.state, "data"),
    JUPYTER_RUNTIME_DIR: joinPath(os, paths.state, "runtime"),
    IPYTHONDIR: joinPath(os, paths.state, "ipython"),
    DENO_NO_UPDATE_CHECK: "1",
    // A backtrace through Deno's own code says nothing about a test that failed.
    RUST_BACKTRACE: "0",
    ...(denoDir ? { DENO_DIR: denoDir } : {}),
  };
}

/** The files that the set-up writes into the environment, by path. */
export function settings(
  paths: VenvPaths,
  denoDir: string,
): Map<string, string> {
  const json = (value: unknown) => JSON.stringify(value, null, 2) + "\n";
  return new Map([
    [
      paths.kernelspec,
      json({
        argv: [
          paths.deno,
          "jupyter",
          "--kernel",
          "--conn",
          "{connection_file}",
        ],
        display_name: "Deno",
        language: "typescript",
        // Without NO_COLOR a result's text holds the colour codes of a terminal.
        env: { NO_COLOR: "1", DENO_DIR: denoDir, DENO_NO_UPDATE_CHECK: "1" },
      }),
    ],
    [
      paths.overrides,
      json({
        "@jupyterlab/apputils-extension:notification": {
          fetchNews: "false",
          checkForUpdates: false,
        },
      }),
    ],
    [
      paths.labConfig,
      json({
        LabApp: {
          news_url: null,
          check_for_updates_class: "jupyterlab.handlers.announcements.NeverCheckForUpdate",
          // The environment is pinned: what is added goes through requirements.txt.
          extension_manager: "readonly",
        },
      }),
    ],
    // It looks for twenty language servers at each start, and none is in the environment.
    [paths.serverConfig, json({ ServerApp: { jpserver_extensions: { jupyter_lsp: false } } })],
    [paths.pageConfig, json({ disabledExtensions: { "@jupyterlab/lsp-extension": true } })],
  ]);
}
