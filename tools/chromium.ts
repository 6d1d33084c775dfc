/**
 * Chromium, for drawing figures and for tests that look at a page.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";
import { Problem } from "./process.ts";

/** Chromium by the names that systems give it, for where Chrome's own place is empty. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/**
 * Finds this machine's Chromium: CHROME_PATH names it, or it is on the PATH, or it is an installed
 * Chrome.
 *
 * @throws {Problem} that says what to type.
 */
export async function findChromium(): Promise<string> {
  const named = Deno.env.get("CHROME_PATH");
  const folders = (Deno.env.get("PATH") ?? "").split(delimiter).filter((folder) => folder);
  const candidates = [
    ...(named ? [named] : []),
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    await puppeteer.executablePath({ channel: "chrome" }).catch(() => ""),
  ];
  const found = candidates.find((path) => path && existsSync(path));
  if (found) return found;
  throw new Problem(
    "Figures and pages need Chromium or Chrome, and there is none: type " +
      "`sudo apt install chromium` (Debian), or name its program in CHROME_PATH",
  );
}

/** Starts a headless Chromium that keeps to itself. Whoever calls this closes it. */
export async function launchBrowser(args: string[] = []): Promise<Browser> {
  // Chromium's sandbox does not start as root.
  const root = Deno.build.os !== "windows" && Deno.uid() === 0 ? ["--no-sandbox"] : [];
  return await puppeteer.launch({
    executablePath: await findChromium(),
    protocolTimeout: 0, // what a page is asked may take as long as it likes
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
