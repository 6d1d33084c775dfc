import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { type HelpData, readHelp } from "../../../kernel/help_data.ts";
import { writeHelp } from "../../../kernel/write_help.ts";
import { ensureSetUp } from "../../../tools/set_up.ts";

const path = join(import.meta.dirname!, "..", "..", "..");
const root = pathToFileURL(`${path}/`);
const data: HelpData = await readHelp(path);

Deno.test("readHelp() tells of each function, class and member by its name", () => {
  const names = Object.keys(data.names);
  for (const name of ["torch.normal", "nn.Linear", "nn.Linear.weight", "optim.SGD", "d2l.sgd"]) {
    assert(names.includes(name), name);
  }
  assertEquals(data.names["torch.normal"].kind, "function");
  assertEquals(data.names["utils.data.DataLoader"].kind, "class");
  assertEquals(data.names["optim.SGD"].base, "optim.Optimizer");
  assertEquals(names.filter((name) => /\.storage$|\.edge$|\.update$/.test(name)), []);
});

Deno.test("readHelp() gives signatures as they are written, with their defaults", () => {
  assertMatch(
    data.names["torch.normal"].signatures.join(),
    /^normal\(mean: number, std: number, size: Shape, options.*RandomOptions.*\): Tensor$/,
  );
  assertMatch(data.names["d2l.loadArray"].signatures[0], /, isTrain\?: boolean\)/);
  assertMatch(data.names["nn.Module.train"].signatures[0], /^train\(mode = true\)/);
  assertEquals(data.names["torch.arange"].signatures.length, 3);
  assertEquals(data.names["torch.Tensor.grad"].signatures, ["grad: Tensor | null"]);
  assertEquals(data.names["nn.ReLU"].signatures, ["new ReLU()"]);
  assertMatch(data.names["nn.MSELoss"].signatures[0], /^new MSELoss\(options/);
});

Deno.test("readHelp() names the arguments, the errors and PyTorch's name", () => {
  const { arguments: given, throws, twin } = data.names["torch.normal"];
  assertEquals(given.map(({ name }) => name), ["mean", "std", "size", "options"]);
  assert(given.every(({ text }) => text !== ""));
  assertEquals(throws.length, 1);
  assertEquals(twin, "torch.normal");
});

Deno.test("readHelp() names a line where the name is declared", async () => {
  for (const [name, { file, line }] of Object.entries(data.names)) {
    const code = (await Deno.readTextFile(new URL(file, root))).split("\n")[line - 1];
    assert(code.includes(name.split(".").at(-1)!), `${name}: ${file}, line ${line}: ${code}`);
  }
});

Deno.test("readHelp() documents a tensor's methods as the functions they hand on to", () => {
  const [method, twin] = ["torch.TensorMethods.matmul", "torch.matmul"].map((n) => data.names[n]);
  assertEquals(method.text, twin.text);
  assertEquals([method.file, method.line], [twin.file, twin.line]);
  assertEquals(method.arguments.map(({ name }) => name), ["other"]);
});

Deno.test("readHelp() lists options with their defaults, those of groups too", () => {
  const names = (type: string) => data.options[type].map(({ name }) => name);
  const sgd = ["lr", "momentum", "dampening", "weightDecay", "nesterov"];
  assertEquals(names("SGDOptions"), sgd);
  assertEquals(names("Parameters<SGDOptions>"), ["params", ...sgd]);
  assertEquals(data.options.SGDOptions[0].default, "0.001");
  assertEquals(names("RandomOptions"), ["requiresGrad", "generator"]);
  for (const options of Object.values(data.options)) assert(options.length > 0);
});

Deno.test("writeHelp() writes again what is older than the library, and only that", async () => {
  const file = join(path, "kernel", "help.json");
  await writeHelp(path);
  await Deno.utime(file, 0, 0);
  await writeHelp(path);
  assertEquals(JSON.parse(await Deno.readTextFile(file)), JSON.parse(JSON.stringify(data)));
  const { mtime } = await Deno.stat(file);
  await writeHelp(path);
  assertEquals((await Deno.stat(file)).mtime, mtime);
});

/** Runs cases in Python: those of the code alone, or those of a kernel that runs. */
async function runCases(name: string): Promise<void> {
  const { python } = await ensureSetUp();
  const { success, stderr } = await new Deno.Command(python, {
    args: ["-B", join(path, "tests", "e2e", "kernel", name)],
  }).output();
  assert(success, new TextDecoder().decode(stderr));
}

Deno.test("what Shift+Tab shows and what Tab offers", () => runCases("help_cases.py"));

Deno.test("a kernel gives help, also while a cell runs", () => runCases("help_front_cases.py"));
