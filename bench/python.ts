const folder = `${import.meta.dirname}/../.venv-bench`;
const requirements = `${import.meta.dirname}/requirements.txt`;

/**
 * The Python that has PyTorch: the one `D2L_BENCH_PYTHON` names, or the bench's own environment.
 * That is made only when asked for (`makePython()`): depending on where pip gets it from, PyTorch
 * is a download of hundreds of megabytes or of several gigabytes.
 */
export async function findPython(): Promise<string> {
  const named = Deno.env.get("D2L_BENCH_PYTHON");
  const python = named ?? environmentPython();
  if (named || await exists(python)) return python;
  throw new Error(
    "PyTorch is not here: name a Python that has it in D2L_BENCH_PYTHON, " +
      "or let `deno task bench --torch` install it into .venv-bench",
  );
}

/** Makes the bench's own environment, or completes a half-made one. */
export async function makePython(): Promise<void> {
  const base = Deno.build.os === "windows" ? "python" : "python3";
  await run(base, ["-m", "venv", folder]);
  await run(environmentPython(), ["-m", "pip", "install", "-r", requirements]);
}

function environmentPython(): string {
  return Deno.build.os === "windows" ? `${folder}/Scripts/python.exe` : `${folder}/bin/python`;
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

async function run(command: string, args: string[]): Promise<void> {
  console.error(`$ ${command} ${args.join(" ")}`);
  const { success } = await new Deno.Command(command, {
    args,
    stdout: "inherit",
    stderr: "inherit",
  })
    .spawn().status;
  if (!success) throw new Error(`\`${command} ${args.join(" ")}\` failed`);
}
