/**
 * The library in somebody else's program: in an empty folder, far from this project's deno.json.
 *
 * @module
 */

import { assertEquals, assertStringIncludes } from "@std/assert";

const root = new URL("../../../", import.meta.url);

/** Runs Deno in a new folder with these files in it; the output, and what it complained about. */
async function denoIn(files: Record<string, string>, ...args: string[]) {
  const cwd = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${cwd}/${name}`, text);
    }
    const output = await new Deno.Command(Deno.execPath(), { args, cwd, env: { NO_COLOR: "1" } })
      .output();
    const [out, complaints] = [output.stdout, output.stderr].map((b) =>
      new TextDecoder().decode(b)
    );
    return { code: output.code, out, complaints };
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

/** Trains a line from the book's data, and makes a figure of it. */
const program = `
torch.manualSeed(42);
const [X, y] = d2l.syntheticData(torch.tensor([2, -3.4]), 4.2, 1000);
const net = new torch.nn.Linear(2, 1);
const trainer = new torch.optim.SGD(net.parameters(), { lr: 0.1 });
for (const [features, labels] of d2l.loadArray([X, y], 100)) {
  trainer.zeroGrad();
  d2l.squaredLoss(net(features), labels).mean().backward();
  trainer.step();
}
const w: string = String(net.weight);
console.log(w.startsWith("tensor("), typeof d2l.plot([1, 2, 3]).show);
`;

Deno.test("a program in another folder uses the library by its path", async () => {
  const main = `import { d2l, torch } from "${root}lib/mod.ts";\n${program}`;
  assertEquals(await denoIn({ "main.ts": main }, "run", "--quiet", "main.ts"), {
    code: 0,
    out: "true function\n",
    complaints: "",
  });
});

Deno.test("a program in another folder uses the library by entries of its import map", async () => {
  const config = {
    imports: { torch: `${root}lib/torch/face.ts`, d2l: `${root}lib/d2l/face.ts` },
    // What runs in a figure's page is part of d2l: its types are those of a page.
    compilerOptions: { lib: ["deno.window", "dom", "dom.iterable"] },
  };
  const main = `import * as torch from "torch";\nimport * as d2l from "d2l";\n${program}`;
  const files = { "deno.json": JSON.stringify(config), "main.ts": main };
  assertEquals(await denoIn(files, "run", "--quiet", "--check", "main.ts"), {
    code: 0,
    out: "true function\n",
    complaints: "",
  });
});

Deno.test("figures find Plotly from another folder too", async () => {
  const main = `import { makeLoader } from "${root}lib/plotly/loader.ts";
const data = await makeLoader() as Record<string, string>;
console.log(data["text/plain"], data["text/html"].length > 1e6);`;
  const { code, out, complaints } = await denoIn({ "main.ts": main }, "run", "main.ts");
  assertEquals(code, 0, complaints);
  assertStringIncludes(out, "Plotly 4.");
  assertStringIncludes(out, "true");
});

Deno.test("the library can be published", async () => {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["publish", "--dry-run", "--allow-dirty"],
    cwd: root,
  }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
});
