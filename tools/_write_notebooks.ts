import { doNotebooks, listNotebooks } from "./_notebooks.ts";
import { Problem, runTask } from "./_problem.ts";
import { silent } from "./_say.ts";
import { ensureSetUp } from "./_set_up.ts";

await runTask(async () => {
  const setUp = await ensureSetUp({ say: silent });
  const known = await listNotebooks(setUp.paths.root);
  const named = Deno.args.filter((arg) => arg !== "--check");
  for (const name of named) {
    if (known.includes(name)) continue;
    throw new Problem(
      `There is no notebook ${name}: there is ${known.join(", ") || "none"}`,
    );
  }
  const check = named.length < Deno.args.length;
  const { failed } = await doNotebooks(
    setUp,
    named.length ? named : known,
    check,
  );
  return failed ? 1 : 0;
});
