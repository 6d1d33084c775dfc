/** Something the person at the keyboard can put right: told in one sentence, without a stack trace. */
export class Problem extends Error {
  override name = "Problem";
}

/**
 * Runs a task's main function. A {@linkcode Problem} is printed as its sentence alone and ends
 * the process with 1; what the function returns is the exit code otherwise.
 */
export async function runTask(main: () => Promise<number>): Promise<never> {
  try {
    Deno.exit(await main());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`\n${error.message}`);
    Deno.exit(1);
  }
}
