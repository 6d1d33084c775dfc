// `deno task bench [--torch] [--rounds n] [words ...]` prints one table. Words choose the rows
// whose names or titles have them: `deno task bench epoch`. `deno task bench book` measures the web
// edition.
import { growthRow, memoryRow } from "./alone.ts";
import { compare, type Remarks, startAll } from "./compare.ts";
import { makePython } from "./python.ts";
import { header, row } from "./row.ts";
import { printTable, type Row } from "./table.ts";
import { works } from "./works.ts";

interface Choice {
  torch: boolean;
  rounds: number;
  words: string[];
}

function choose(args: string[]): Choice {
  const choice: Choice = { torch: false, rounds: 9, words: [] };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === "--torch") choice.torch = true;
    else if (arg === "--rounds") choice.rounds = Number(rest.shift());
    else choice.words.push(arg);
  }
  if (!Number.isInteger(choice.rounds) || choice.rounds < 1) {
    refuse("--rounds expects a positive integer");
  }
  return choice;
}

function names(): string {
  return [...works.map(({ name }) => name), "growth", "memory"].join(", ");
}

function refuse(sentence: string): never {
  console.error(sentence);
  Deno.exit(2);
}

if (Deno.args[0] === "book") {
  const { benchBook } = await import("./book.ts");
  await benchBook();
  Deno.exit();
}
const { torch, rounds, words } = choose(Deno.args);
const chosen = (text: string) => words.length === 0 || words.some((word) => text.includes(word));
const say = (text: string) => console.error(`... ${text}`);

if (torch) await makePython();
const remarks: Remarks = new Set();
const [load] = Deno.loadavg();
if (load > 0.5) {
  remarks.add(
    `The machine was busy when this began (load ${load.toFixed(1)}): ` +
      "competitors suffer unequally from that, so run it again when all is quiet",
  );
}
const rows: Row[] = [];
const wanted = works.filter(({ name, title }) => chosen(`${name} ${title}`));
if (wanted.length > 0) {
  say("starting the competitors");
  const field = await startAll(remarks);
  for (const work of wanted) {
    say(work.title);
    rows.push(row(work, await compare(work, field, rounds, remarks)));
  }
  for (const worker of field.values()) await worker.close();
}
if (chosen("growth")) {
  say("growth");
  rows.push(await growthRow(rounds));
}
if (chosen("memory")) {
  say("memory");
  rows.push(await memoryRow());
}
if (rows.length === 0) {
  refuse(`No row is called ${words.join(" or ")}; the rows are ${names()}`);
}

console.log(`Medians of ${rounds} rounds, in which the competitors took turns.`);
console.log(
  "PyTorch and the peers: their time / ours; every peer must be above 1x. " +
    "Plain loops: our time / theirs.\n",
);
printTable(header, rows);
for (const remark of remarks) console.log(`\n${remark}`);
