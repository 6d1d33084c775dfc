"""Runs a notebook in the Deno kernel with nbclient, the client that Jupyter's own tools use.

    python run_notebook.py NOTEBOOK FOLDER TIMEOUT

Runs the cells of NOTEBOOK from the first to the last in a kernel that is started in FOLDER, and
writes their outputs into it. Prints a line before each cell. TIMEOUT is the time in seconds that
one cell may take.
"""

import logging
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, DeadKernelError

source, folder, timeout = sys.argv[1:4]
logging.disable(logging.CRITICAL)
notebook = nbformat.read(source, as_version=4)
for cell in notebook.cells:
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
client = NotebookClient(
    notebook,
    kernel_name="deno",
    timeout=float(timeout),
    record_timing=False,
    resources={"metadata": {"path": folder}},
    on_cell_execute=lambda cell, cell_index: print("running cell", cell_index, flush=True),
)
try:
    client.execute()
except (CellControlSignal, DeadKernelError) as error:
    sys.exit(f"{type(error).__name__}: {error}")
nbformat.write(notebook, source)
