/** What the last set-up did, as `.venv/set_up.json` keeps it. */
export interface Stamp {
  /** The checkout it was made for: an environment cannot be moved. */
  root: string;
  /** Says what the Python environment was made from. */
  environment: string;
  /** The version of its Python, as it says it itself. */
  python: string;
  /** Says which npm packages were fetched. */
  packages: string;
  /** The cache they were fetched into. */
  denoDir: string;
}

/** What a folder that should hold the environment turned out to be. */
export type Found =
  | { state: "absent" }
  | { state: "foreign" }
  | { state: "unfinished" }
  | { state: "finished"; stamp: Stamp };

/** A short name for `parts`: different ones get different names. */
export async function digest(parts: string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

/** Reads a stamp; a text that is not a whole one means a set-up that did not end. */
export function readStamp(text: string): Found {
  try {
    const { root, environment, python, packages, denoDir } = JSON.parse(text);
    const fields = [root, environment, python, packages, denoDir];
    return fields.every((field) => typeof field === "string")
      ? {
        state: "finished",
        stamp: { root, environment, python, packages, denoDir },
      }
      : { state: "unfinished" };
  } catch {
    return { state: "unfinished" };
  }
}

/** Tells what is in the folder `venv`, whose stamp is the file `stamp`. */
export async function findStamp(venv: string, stamp: string): Promise<Found> {
  try {
    return readStamp(await Deno.readTextFile(stamp));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  try {
    for await (const { name } of Deno.readDir(venv)) {
      // A set-up writes its stamp before anything else, and may be stopped while it does.
      if (!stamp.endsWith(name.split(".json")[0] + ".json")) {
        return { state: "foreign" };
      }
    }
    return { state: "unfinished" };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { state: "absent" };
    throw error;
  }
}

/** Writes a file so that it holds either what it held or all of `text`, whenever we are stopped. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${Deno.pid}.tmp`;
  try {
    await Deno.writeTextFile(beside, text);
    {
      using file = await Deno.open(beside, { write: true });
      await file.sync();
    }
    await Deno.rename(beside, path);
  } catch (error) {
    await Deno.remove(beside).catch(() => {});
    throw error;
  }
}
