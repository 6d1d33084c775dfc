"""What cells print and show, and in which order it has to arrive.

A case is a list of cells that are sent at once, each with its outputs: pairs of a kind (stdout,
stderr, display, value, error) and a text. Neighbours of one stream count as one.

    python cases.py write NOTEBOOK ROUNDS     a notebook with every case so many times
    python cases.py check NOTEBOOK            what is wrong with its outputs, now that it was run
"""

import json
import sys

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

DISPLAY = """
const show = (text: string) =>
  Deno.jupyter.broadcast("display_data", { data: { "text/plain": text }, metadata: {} });
"""

#: A training of a few milliseconds with a live figure, as the notebooks have it.
TRAIN = """
import * as d2l from "d2l";
async function train(lambd: number) {
  const animator = new d2l.Animator({ xlabel: "epochs", legend: [`train ${lambd}`] });
  for (let epoch = 1; epoch <= 9; epoch++) await animator.add(epoch, [1 / epoch]);
}
"""


def lines(count):
    return "".join(f"line {i}\n" for i in range(count))


def log(count):
    return f'for (let i = 0; i < {count}; i++) console.log("line", i);'


def alternate(count):
    return [pair for i in range(count) for pair in (("stdout", f"{i}\n"), ("stderr", f"{i}!\n"))]


CASES = {
    "20 lines": [(log(20), [("stdout", lines(20))])],
    "500 lines": [(log(500), [("stdout", lines(500))])],
    "5,000 lines": [(log(5000), [("stdout", lines(5000))])],
    "500 lines, then a throw": [
        (log(500) + ' throw new Error("enough");', [("stdout", lines(500)), ("error", "enough")])
    ],
    "lines, figure, lines": [
        (
            log(20) + ' show("figure"); ' + log(20),
            [("stdout", lines(20)), ("display", "figure"), ("stdout", lines(20))],
        )
    ],
    "trainings, each with a line": [
        (
            "for (const lambd of [0, 1, 3, 10]) { await train(lambd); console.log(lambd); }",
            [
                pair
                for lambd in (0, 1, 3, 10)
                for pair in (("display", f"y over epochs: train {lambd}"), ("stdout", f"{lambd}\n"))
            ],
        )
    ],
    "progress bars between lines": [
        (
            'for (const name of ["a", "b"]) {\n'
            "  console.log(name);\n"
            "  for await (const _ of d2l.progress(3, name)) await null;\n"
            "}",
            [
                ("stdout", "a\n"),
                ("display", "a 3/3"),
                ("stdout", "b\n"),
                ("display", "b 3/3"),
            ],
        )
    ],
    "a value after 20 lines": [(log(20) + " 6 * 7", [("stdout", lines(20)), ("value", "42")])],
    "two cells queued": [
        (log(50) + " 1", [("stdout", lines(50)), ("value", "1")]),
        (log(50) + " 2", [("stdout", lines(50)), ("value", "2")]),
    ],
    "stdout and stderr mixed": [
        (
            "for (let i = 0; i < 25; i++) { console.log(i); console.error(`${i}!`); }",
            alternate(25),
        )
    ],
    "past the console": [
        (
            'const bytes = new TextEncoder().encode("written\\n");\n'
            'console.log("logged"); Deno.stdout.writeSync(bytes); console.log("logged");\n'
            'process.stdout.write("piped\\n"); console.log("logged");',
            [("stdout", "logged\nwritten\nlogged\npiped\nlogged\n")],
        )
    ],
    "a long figure, then lines": [
        (
            'await show("x".repeat(2e5)); ' + log(20),
            [("display", "x" * 200000), ("stdout", lines(20))],
        )
    ],
}

#: Run once, before the cases.
SET_UP = [DISPLAY + TRAIN]


def differs(wanted, got):
    """What is wrong with a cell's outputs, or None. A figure has to begin with its words."""
    got = merge(got)
    wanted = merge(wanted)
    for (kind, text), (kind_got, text_got) in zip(wanted, got):
        is_same = text_got == text or (kind == "display" and text_got.startswith(text))
        if kind != kind_got or not is_same:
            return f"{kind} {text[-60:]!r} expected, {kind_got} {text_got[-60:]!r} found"
    if len(wanted) != len(got):
        return f"{len(wanted)} outputs expected, {len(got)} found"
    return None


def merge(outputs):
    merged = []
    for kind, text in outputs:
        if merged and merged[-1][0] == kind and kind in ("stdout", "stderr"):
            merged[-1] = (kind, merged[-1][1] + text)
        else:
            merged.append((kind, text))
    return merged


class Tally:
    """Counts faults, and keeps an example."""

    def __init__(self):
        self.count, self.wrong, self.example = 0, 0, ""

    def add(self, fault):
        self.count += 1
        if fault:
            self.wrong, self.example = self.wrong + 1, str(fault)


def make_notebook(rounds):
    cells = [new_code_cell(code) for code in SET_UP]
    for _ in range(rounds):
        for name, parts in CASES.items():
            for code, wanted in parts:
                tags = ["raises-exception"] if wanted[-1][0] == "error" else []
                metadata = {"tags": tags, "case": name, "wanted": wanted}
                cells.append(new_code_cell(code, metadata=metadata))
    cells.append(new_code_cell('"the end"'))
    specification = {"name": "deno", "display_name": "Deno", "language": "typescript"}
    return new_notebook(cells=cells, metadata={"kernelspec": specification})


def check_notebook(notebook):
    """A tally for each case."""
    tallies = {name: Tally() for name in CASES}
    for cell in notebook.cells[len(SET_UP) : -1]:
        wanted = [tuple(pair) for pair in cell.metadata.wanted]
        fault = differs(wanted, [as_pair(output) for output in cell.outputs])
        tallies[cell.metadata.case].add(fault)
    return tallies


def as_pair(output):
    """An output of a notebook's cell, as the cases have it."""
    if output.output_type == "stream":
        return output.name, output.text
    if output.output_type == "error":
        return "error", output.evalue
    name = "value" if output.output_type == "execute_result" else "display"
    return name, output.data["text/plain"]


def main():
    action, path = sys.argv[1:3]
    if action == "write":
        nbformat.write(make_notebook(int(sys.argv[3])), path)
    else:
        tallies = check_notebook(nbformat.read(path, as_version=4))
        print(json.dumps({name: vars(tally) for name, tally in tallies.items()}))


if __name__ == "__main__":
    main()
