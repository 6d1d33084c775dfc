/**
 * Runs `work` while no other process does so with the same file. The operating system holds the
 * lock for the process, so one that was killed leaves none behind.
 *
 * `onWait` is called if another process has to end first.
 */
export async function withLock<T>(
  path: string,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  using file = await Deno.open(path, { create: true, write: true });
  if (!await file.tryLock(true)) {
    onWait();
    await file.lock(true);
  }
  return await work();
}

/** Marks the environment as in use until the returned handle is disposed of or we end. */
export async function markInUse(path: string): Promise<Disposable> {
  const file = await Deno.open(path, { create: true, write: true });
  await file.lock(false);
  return file;
}

/** Tells whether a running process has marked the environment as in use. */
export async function isInUse(path: string): Promise<boolean> {
  using file = await Deno.open(path, { create: true, write: true });
  return !await file.tryLock(true);
}
