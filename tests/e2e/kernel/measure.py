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
from cases import CASES, SET_UP, Tally, check_notebook, differs, make_notebook
from client import FOLDER, FRONT, ROOT, Kernel
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from nbclient import NotebookClient

PARTS = {}
faults = 0


def part(measure):
    PARTS[measure.__name__] = measure
    return measure


def tell(what, tally):
    global faults
    faults += tally.wrong
    example = f" {tally.example}" if tally.wrong else ""
    print(f"{what:44} {tally.wrong} of {tally.count} wrong{example}", flush=True)


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
            tell(f"raw client: {name}", tally)


@part
def long_outputs(rounds):
    """Outputs far longer than what a socket takes at once."""
    with Kernel() as kernel:
        kernel.run(SET_UP[0])
        for megabytes in 2, 30:
            tally = Tally()
            for _ in range(max(1, rounds // 6)):
                outputs, _ = kernel.run(f'await show("x".repeat({megabytes}e6)); console.log(1)')
                wanted = [("display", "x" * megabytes * 1000000), ("stdout", "1\n")]
                tally.add(differs(wanted, outputs))
            tell(f"an output of {megabytes} MB", tally)


class Specs(KernelSpecManager):
    """The kernel under test, under the name of the installed one."""

    def get_kernel_spec(self, kernel_name):
        spec = KernelSpec(argv=FRONT, display_name="Deno", language="typescript")
        spec.interrupt_mode = "message"
        return spec


@part
def nbclient(rounds):
    """Every case with nbclient, which stops listening at "idle"."""
    notebook = make_notebook(rounds)
    client = NotebookClient(
        notebook, timeout=60, allow_errors=True, resources={"metadata": {"path": FOLDER}}
    )
    client.create_kernel_manager()
    client.km.kernel_spec_manager = Specs()
    client.execute()
    for name, tally in check_notebook(notebook).items():
        tell(f"nbclient: {name}", tally)


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
                is_right = len(errors) == 1 and after == [("value", want)]
                tally.add(None if is_right else f"{errors} {after}")
            tell(f"■ in {name}, {max(times):.1f} s at most", tally)


@part
def tab(rounds):
    """Completions and help at every place of every cell of the notebooks."""
    tally, step = Tally(), 1 if rounds >= 60 else 500
    with Kernel() as kernel:
        deno = children(kernel)
        for path in sorted(ROOT.glob("notebooks/*.ipynb")):
            for cell in nbformat.read(path, as_version=4).cells:
                if cell.cell_type == "code":
                    for at in range(0, len(cell.source) + 1, step):
                        tally.add(ask_for_help(kernel, cell.source, at))
        tally.add(children(kernel) != deno and "Deno has ended")
        tally.add(kernel.run("1")[0] != [("value", "1")] and "no cell runs after it")
    tell("Tab and Shift+Tab in the notebooks", tally)


def ask_for_help(kernel, code, at):
    for ask in kernel.client.complete, kernel.client.inspect:
        content = kernel.reply(ask(code, at))
        if content["status"] != "ok" or content.get("cursor_start", at) > at:
            return content
    return None


def children(kernel):
    return [child.pid for child in psutil.Process(kernel.pid).children()]


@part
def restarts(rounds):
    """Restarts, as Jupyter does them."""
    tally, seen = Tally(), []
    with Kernel() as kernel:
        for _ in range(rounds * 5 // 3):
            seen += [kernel.pid, *children(kernel)]
            kernel.manager.restart_kernel(now=False)
            kernel.client.wait_for_ready(timeout=60)
            tally.add(kernel.run("1")[0] != [("value", "1")])
        seen += [kernel.pid, *children(kernel)]
    tally.add(count_alive(seen) and "a process was left behind")
    tell("restarts", tally)


@part
def kills(rounds):
    """SIGKILL of the front, of Deno, and of the program that started the front."""
    for name in "front", "Deno", "client":
        for state in "idle", "computing":
            tally = Tally()
            for _ in range(max(1, rounds // 6)):
                tally.add(kill_one(name, state))
            tell(f"SIGKILL of the {name}, {state}", tally)


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
    tally = Tally()

    def use():
        code, wanted = CASES["two cells queued"][0]
        with Kernel() as kernel:
            for _ in range(rounds):
                tally.add(differs(wanted, kernel.run(code)[0]))

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.add(tally.count != 4 * rounds and "a kernel failed")
    tell("four kernels side by side", tally)


@part
def ask_the_reader(rounds):
    """prompt() and confirm(), with lines before them."""
    tally = Tally()
    with Kernel() as kernel:
        for _ in range(rounds):
            asked = kernel.send('console.log("before"); `${prompt("name?")} ${confirm("sure?")}`')
            for want, answer in ("name?", "小明"), ("sure? [y/N] ", "y"):
                question = kernel.client.get_stdin_msg(timeout=20)["content"]["prompt"]
                assert question == want, question
                kernel.client.input(answer)
            [outputs], _ = kernel.collect([asked])
            kernel.reply(asked)
            tally.add(differs([("stdout", "before\n"), ("value", '"小明 true"')], outputs))
    tell("prompt() and confirm()", tally)


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
    tally = Tally()
    tally.add(more > 10 and f"{more:.1f} ms")
    tell("the front takes at most 10 ms a cell", tally)


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
