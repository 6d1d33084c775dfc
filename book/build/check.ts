/**
 * Looks through the pages that were written: every link inside the book leads somewhere, and
 * nothing is asked of another machine.
 *
 * @module
 */

/** What is wrong with the files of the book, one sentence each. */
export function findFaults(files: Map<string, string>): string[] {
  const faults: string[] = [];
  const ids = new Map<string, Set<string>>();
  for (const [path, text] of files) {
    ids.set(path, new Set([...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)));
  }
  for (const [path, text] of files) {
    if (path.endsWith(".html")) {
      for (const [, tag, value] of text.matchAll(/<(\w+)[^>]*?\s(?:href|src)="([^"]*)"/g)) {
        const link = value.replaceAll("&#38;", "&");
        if (/^data:/.test(link)) continue;
        if (/^[a-z]+:|^\/\//.test(link)) {
          if (tag !== "a") faults.push(`${path} asks for ${link}`);
          continue;
        }
        const url = new URL(link, new URL(path, "file:///"));
        const target = decodeURI(url.pathname).slice(1);
        const id = decodeURIComponent(url.hash.slice(1));
        if (!files.has(target)) faults.push(`${path} links to ${link}, which is not there`);
        else if (id && !ids.get(target)!.has(id)) {
          faults.push(`${path} links to ${link}, but ${target} has no ${id}`);
        }
      }
    } else if (path.endsWith(".css")) {
      for (const [, url] of text.matchAll(/url\(["']?([^)"']*)/g)) {
        if (!url.startsWith("data:") && !url.startsWith("#")) {
          faults.push(`${path} asks for ${url}`);
        }
      }
    }
  }
  return faults;
}
