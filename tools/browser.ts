/**
 * Chromium, for drawing figures and for tests that look at a page.
 *
 * @module
 */
import puppeteer, { type Browser } from "puppeteer-core";
import { joinPath, type Os } from "./_platform.ts";
import { Problem } from "./_problem.ts";

/** The programs that may be a Chromium, in the order in which they are tried. */
export function chromiumPaths(
  os: Os,
  env: Record<string, string | undefined>,
): string[] {
  const named = [env.CHROME_PATH, env.PUPPETEER_EXECUTABLE_PATH].filter((
    path,
  ) => path) as string[];
  if (os === "windows") {
    const folders = [
      env["PROGRAMFILES"],
      env["PROGRAMFILES(X86)"],
      env["LOCALAPPDATA"],
    ];
    const programs = [
      "Google\\Chrome\\Application\\chrome.exe",
      "Microsoft\\Edge\\Application\\msedge.exe",
    ];
    return [
      ...named,
      ...folders.flatMap((folder) => folder ? programs.map((name) => `${folder}\\${name}`) : []),
    ];
  }
  const names = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
  ];
  const found = (env.PATH ?? "").split(":").filter((folder) => folder)
    .flatMap((folder) => names.map((name) => joinPath(os, folder, name)));
  const apps = ["Google Chrome", "Chromium", "Microsoft Edge"]
    .map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  return [...named, ...found, ...(os === "darwin" ? apps : [])];
}

/** Finds this machine's Chromium, or throws a {@linkcode Problem}. */
export async function findChromium(): Promise<string> {
  for (const path of chromiumPaths(Deno.build.os, Deno.env.toObject())) {
    if (await Deno.stat(path).then((info) => info.isFile, () => false)) {
      return path;
    }
  }
  throw new Problem(
    "Figures are drawn in Chromium, and none was found: install Chromium or Chrome " +
      "(Debian: `sudo apt install chromium`), or name its program in CHROME_PATH",
  );
}

/** Starts a headless Chromium that keeps to itself. Whoever calls this closes it. */
export async function launchBrowser(args: string[] = []): Promise<Browser> {
  // Chromium's sandbox does not start as root.
  const root = Deno.build.os !== "windows" && Deno.uid() === 0 ? ["--no-sandbox"] : [];
  return await puppeteer.launch({
    executablePath: await findChromium(),
    headless: true,
    args: [
      ...root,
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
      ...args,
    ],
  });
}
