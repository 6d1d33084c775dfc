"""Runs a notebook in the Deno kernel with nbclient, the client that Jupyter's own tools use.

    python run_notebook.py NOTEBOOK EXECUTED FOLDER TIMEOUT

Reads NOTEBOOK, runs its cells from the first to the last in a kernel that is started in FOLDER,
and writes EXECUTED, with the outputs up to the cell that failed if one did. Prints one JSON
object a line: {"cell": i} before cell i runs, {"failed": i, "kind": ..., ...} at the end if
cell i failed. TIMEOUT is the time in seconds that one cell may take.
"""

import json
import logging
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError


def tell(**event):
    print(json.dumps(event), flush=True)


def main():
    source, target, folder, timeout = sys.argv[1:5]
    logging.disable(logging.CRITICAL)
    notebook = nbformat.read(source, as_version=4)
    current = 0

    def before(cell, cell_index):
        nonlocal current
        current = cell_index
        tell(cell=cell_index)

    client = NotebookClient(
        notebook,
        timeout=float(timeout),
        kernel_name="deno",
        record_timing=False,
        resources={"metadata": {"path": folder}},
        on_cell_execute=before,
    )
    try:
        client.execute()
    except CellExecutionError as error:
        tell(failed=current, kind="error", name=error.ename, message=error.evalue)
    except CellTimeoutError:
        tell(failed=current, kind="timeout")
    except DeadKernelError:
        tell(failed=current, kind="dead")
    with open(target, "w", encoding="utf-8") as file:
        nbformat.write(notebook, file)


main()
