import { Problem } from "./_problem.ts";

/** One kind of failure: how it shows, and what to do about it. */
interface Cause {
  shows: RegExp;
  says: (match: RegExpMatchArray) => string;
}

const CAUSES: Cause[] = [
  {
    shows: /no space left on device|not enough space on the disk|disk quota exceeded/i,
    says: () => "the disk is full: free about 1 GB",
  },
  {
    shows: /read-only file ?system|\(os error 30\)/i,
    says: () => "this folder is on a read-only file system: copy it to where files can be written",
  },
  {
    shows: /certificate verify failed|invalid peer certificate|SSLCertVerificationError/i,
    says: () =>
      "the package server's certificate was not accepted: check this machine's clock and proxy",
  },
  {
    shows:
      /failed to establish a new connection|name resolution|getaddrinfo|network is unreachable|connection refused|connection reset|connect(ion)? ?time(d )?out|read timed out|ProxyError|dns error|error sending request|error trying to connect|client error \(Connect\)|remote end closed/i,
    says: () => "the package server could not be reached: check the network and the proxy settings",
  },
  {
    shows: /No matching distribution found for (\S+)/,
    says: ([, name]) =>
      `the package index has no ${name} for this machine and its Python: use a Python from ` +
      `3.10 to 3.14 on Linux, macOS or Windows (x64 or arm64)`,
  },
  {
    shows: /(?:permission denied|access is denied)(?:[^'"\n]*['"]([^'"\n]+)['"])?/i,
    says: ([, path]) =>
      `${path ? `${path} cannot be written` : "a file could not be written"}: check whom the ` +
      `folder belongs to`,
  },
];

/** The sentence for a step of the set-up that failed with this output. */
export function explain(step: string, output: string): string {
  for (const { shows, says } of CAUSES) {
    const match = output.match(shows);
    if (match) {
      return `The set-up stopped while ${step} because ${says(match)}, then run this command again`;
    }
  }
  const lines = output.split("\n").map((line) => line.trim()).filter(Boolean);
  const last = lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ??
    "no output";
  return `The set-up stopped while ${step}: ${last} (all of its output is in .jupyter/set_up.log)`;
}

/** Runs a step of the set-up, and tells a failure of the file system as a {@linkcode Problem}. */
export async function explaining<T>(
  step: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && isSystemError(error)) {
      throw new Problem(explain(step, error.message));
    }
    throw error;
  }
}

function isSystemError(error: Error): boolean {
  return Object.values(Deno.errors).some((kind) => error instanceof kind) ||
    /\(os error \d+\)/.test(error.message);
}
