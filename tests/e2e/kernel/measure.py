"""Measures the kernel: whether anything is lost, out of order or in another cell, whether ■ works,
and whether a process is left behind.

    python tests/e2e/kernel/measure.py [--rounds N] [--busy] [PART ...]

Without a part, all of them run. --busy has four loops beside it compete for the processor.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import threading
import time

import nbformat
import psutil
from cases import CASES, SET_UP, differs
from client import FOLDER, FRONT, ROOT, Kernel
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from nbclient import NotebookClient

PARTS = {}
faults = 0


def part(measure):
    PARTS[measure.__name__] = measure
    return measure


def tell(what, wrong, count, example=""):
    global faults
    faults += wrong
    print(f"{what:44} {wrong} of {count} wrong {example if wrong else ''}".rstrip(), flush=True)


class Tally:
    """Counts what is wrong, and keeps an example."""

    def __init__(self):
        self.wrong, self.example = 0, ""

    def add(self, fault):
        if fault:
            self.wrong, self.example = self.wrong + 1, fault


@part
def raw(rounds):
    """Every case with a client that looks at every message."""
    with Kernel() as kernel:
        for code in SET_UP:
            kernel.run(code)
        for name, cells in CASES.items():
            tally = Tally()
            for _ in range(rounds):
                asked = [kernel.send(code) for code, _ in cells]
                got, strays = kernel.collect(asked)
                found = [differs(want, have) for (_, want), have in zip(cells, got)]
                tally.add(next(filter(None, found), None) or (strays and f"astray: {strays[0]}"))
                for one in asked:
                    kernel.reply(one)
            tally.add(kernel.rest() and "something came after idle")
            tell(f"raw client: {name}", tally.wrong, rounds, tally.example)


class Specs(KernelSpecManager):
    """The kernel under test, under the name of the installed one."""

    def get_kernel_spec(self, kernel_name):
        spec = KernelSpec(argv=FRONT, display_name="Deno", language="typescript")
        spec.interrupt_mode = "message"
        return spec


@part
def nbclient(rounds):
    """Every case with nbclient, which stops listening at "idle"."""
    order = [(name, code, want) for name, cells in CASES.items() for code, want in cells] * rounds
    cells = [nbformat.v4.new_code_cell(code) for code in [*SET_UP, *(code for _, code, _ in order)]]
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = NotebookClient(
        notebook, timeout=60, allow_errors=True, resources={"metadata": {"path": FOLDER}}
    )
    client.create_kernel_manager()
    client.km.kernel_spec_manager = Specs()
    client.execute()
    tallies = {name: Tally() for name in CASES}
    for (name, _, want), cell in zip(order, cells[len(SET_UP) :]):
        tallies[name].add(differs(want, [as_pair(output) for output in cell.outputs]))
    for name, tally in tallies.items():
        tell(f"nbclient: {name}", tally.wrong, rounds, tally.example)


def as_pair(output):
    if output.output_type == "stream":
        return output.name, output.text
    if output.output_type == "error":
        return "error", output.evalue
    name = "value" if output.output_type == "execute_result" else "display"
    return name, output.data["text/plain"]


#: Cells that do not end by themselves, and whether what was defined before has to be kept.
ENDLESS = {
    "a loop that computes": ("while (true);", True),
    "a sleep": ("await new Promise((resolve) => setTimeout(resolve, 1e6));", True),
    "a promise nobody keeps": ("await new Promise(() => {});", True),
    "a loop that sleeps": (
        "for (;;) await new Promise((resolve) => setTimeout(resolve, 5));",
        True,
    ),
    "a loop that awaits nothing": ("for (;;) await null;", True),
    "a sleep, then a loop": (
        "await new Promise((resolve) => setTimeout(resolve, 50)); while (true);",
        True,
    ),
    "a training": ("await (async () => { for (;;) await train(1); })();", True),
    "a question to the reader": ('prompt("name?")', True),
    "a connection that never comes": (
        "const door = Deno.listen({ port: 0 }); await door.accept();",
        False,
    ),
}


@part
def stop(rounds):
    """■ in every kind of cell that does not end."""
    with Kernel() as kernel:
        for name, (code, is_kept) in ENDLESS.items():
            tally, times = Tally(), []
            for _ in range(max(1, rounds // 6)):
                for preparation in [*SET_UP, "let kept = 7;"]:
                    kernel.run(preparation)
                asked = kernel.send(code)
                time.sleep(0.3)
                kernel.manager.interrupt_kernel()
                start = time.monotonic()
                [outputs], _ = kernel.collect([asked], 20)
                times.append(time.monotonic() - start)
                errors = [text for kind, text in outputs if kind == "error"]
                kernel.reply(asked)
                after, _ = kernel.run('typeof kept === "number" ? kept : "gone"')
                want = "7" if is_kept else '"gone"'
                if len(errors) != 1 or after != [("value", want)]:
                    tally.add(f"{errors} {after}")
            slowest = f"slowest {max(times):.1f} s"
            tell(f"■ in {name}, {slowest}", tally.wrong, len(times), tally.example)


@part
def tab(rounds):
    """Completions and help at every place of every cell of the notebooks."""
    deaths, count = 0, 0
    with Kernel() as kernel:
        deno = children(kernel)
        for path in sorted(ROOT.glob("notebooks/*.ipynb")):
            for cell in nbformat.read(path, as_version=4).cells:
                if cell.cell_type != "code":
                    continue
                for at in range(0, len(cell.source) + 1, 1 if rounds >= 60 else 40):
                    count += 1
                    for ask in kernel.client.complete, kernel.client.inspect:
                        content = kernel.reply(ask(cell.source, at))
                        deaths += content["status"] != "ok"
                        deaths += not content.get("cursor_start", at) <= at
        deaths += children(kernel) != deno or kernel.run("1")[0] != [("value", "1")]
    tell("Tab and Shift+Tab in the notebooks", deaths, count)


def children(kernel):
    return [child.pid for child in psutil.Process(kernel.pid).children()]


@part
def restarts(rounds):
    """Restarts, as Jupyter does them."""
    wrong, count = 0, rounds * 5 // 3
    with Kernel() as kernel:
        seen = []
        for _ in range(count):
            seen += [kernel.pid, *children(kernel)]
            kernel.manager.restart_kernel(now=False)
            kernel.client.wait_for_ready(timeout=60)
            wrong += kernel.run("1")[0] != [("value", "1")]
        seen += [kernel.pid, *children(kernel)]
    tell("restarts", wrong, count)
    tell("processes left after them", count_alive(seen), len(seen))


@part
def kills(rounds):
    """SIGKILL of the front, of Deno, and of the program that started the front."""
    for name in "front", "Deno", "client":
        for state in "idle", "computing":
            count, wrong = max(1, rounds // 6), 0
            for _ in range(count):
                wrong += kill_one(name, state)
            tell(f"SIGKILL of the {name}, {state}", wrong, count)


def kill_one(name, state):
    if name == "client":
        cell = "while (true);" if state == "computing" else "1"
        code = (
            "from client import Kernel; kernel = Kernel().__enter__();"
            f"kernel.send({cell!r}); print(kernel.pid, flush=True); input()"
        )
        starter = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=os.path.dirname(__file__),
        )
        front = int(starter.stdout.readline())
        seen = [front, *(child.pid for child in psutil.Process(front).children())]
        starter.kill()
        starter.wait()
        return count_alive(seen)
    with Kernel() as kernel:
        seen = [kernel.pid, *children(kernel)]
        if state == "computing":
            asked = kernel.send("while (true);")
            time.sleep(0.2)
        os.kill(seen[0 if name == "front" else 1], signal.SIGKILL)
        if name == "front":
            return count_alive(seen[1:])
        wrong = 0
        if state == "computing":
            [outputs], _ = kernel.collect([asked])
            wrong = [kind for kind, _ in outputs] != ["error"]
            kernel.reply(asked)
        else:
            time.sleep(0.5)
        return wrong or kernel.run("1")[0] != [("value", "1")] or count_alive(seen[1:])


def count_alive(pids, patience=5):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        alive = sum(is_alive(pid) for pid in pids)
        if not alive:
            break
        time.sleep(0.05)
    return alive


def is_alive(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@part
def side_by_side(rounds):
    """Four kernels started and used at the same time."""
    wrong = []

    def use():
        with Kernel() as kernel:
            for _ in range(rounds):
                code, want = CASES["two cells queued"][0]
                outputs, _ = kernel.run(code)
                wrong.append(differs(want, outputs))

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tell("four kernels side by side", sum(map(bool, wrong)), 4 * rounds)
    global faults
    faults += len(wrong) != 4 * rounds


@part
def ask_the_reader(rounds):
    """prompt() and confirm(), with lines before them."""
    tally = Tally()
    with Kernel() as kernel:
        for _ in range(rounds):
            asked = kernel.send('console.log("before"); `${prompt("name?")} ${confirm("sure?")}`')
            for want, answer in ("name?", "小明"), ("sure? [y/N] ", "y"):
                question = kernel.client.get_stdin_msg(timeout=20)["content"]["prompt"]
                if question != want:
                    tally.add(f"{question!r} was asked")
                kernel.client.input(answer)
            [outputs], _ = kernel.collect([asked])
            kernel.reply(asked)
            tally.add(differs([("stdout", "before\n"), ("value", '"小明 true"')], outputs))
    tell("prompt() and confirm()", tally.wrong, rounds, tally.example)


@part
def cost(rounds):
    """Milliseconds a cell and seconds to start, beside Deno's kernel alone."""
    deno = [os.path.join(os.path.dirname(sys.executable), "deno")]
    alone = [*deno, "jupyter", "--kernel", "--conn", "{connection_file}"]
    times, starts, memory = {}, {}, {}
    for _ in range(3):
        for name, command in ("behind the front", FRONT), ("Deno alone", alone):
            start = time.perf_counter()
            with Kernel(command) as kernel:
                kernel.run("1")
                starts.setdefault(name, []).append(time.perf_counter() - start)
                for _ in range(max(rounds, 20)):
                    start = time.perf_counter()
                    kernel.run("1")
                    times.setdefault(name, []).append(1000 * (time.perf_counter() - start))
                family = [psutil.Process(kernel.pid), *psutil.Process(kernel.pid).children()]
                memory[name] = sum(one.memory_info().rss for one in family) / 2**20
    for name in times:
        print(
            f"{name:44} {statistics.median(times[name]):.1f} ms a cell,"
            f" {min(starts[name]):.2f} s to the first, {memory[name]:.0f} MB"
        )
    more = statistics.median(times["behind the front"]) - statistics.median(times["Deno alone"])
    tell("more than 10 ms a cell for the front", int(more > 10), 1, f"{more:.1f} ms")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--busy", action="store_true")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    options = parser.parse_args()
    loops = []
    if options.busy:
        loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(4)]
    try:
        for name in options.parts or PARTS:
            PARTS[name](options.rounds)
    finally:
        for loop in loops:
            loop.kill()
    print(f"{faults} faults")
    sys.exit(faults > 0)


main()
