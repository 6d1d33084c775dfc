"""Runs a Python module or script, and ends it when the process that started it ends.

    python tied.py GRACE MODULE_OR_SCRIPT ARGUMENT...

The starter holds the other end of our standard input and writes nothing to it. However it
ends, even by SIGKILL, that pipe closes: the one sign that reaches us on every system.
Then the module gets a SIGTERM, and after GRACE seconds it and its children are killed.
Without this a set-up that was stopped would leave a pip behind, writing into the next one.
"""

import _thread
import os
import runpy
import signal
import sys
import threading
import time

POSIX = os.name == "posix"


def end_with(pipe, grace):
    try:
        while os.read(pipe, 4096):
            pass
    except OSError:
        pass
    if grace > 0:
        os.kill(os.getpid(), signal.SIGTERM) if POSIX else _thread.interrupt_main()
        time.sleep(grace)
    if POSIX:
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


grace, target = float(sys.argv[1]), sys.argv[2]
pipe = os.dup(0)
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
if POSIX:
    # A group of our own: it can be killed whole, and Ctrl-C reaches the starter alone.
    os.setpgrp()
threading.Thread(target=end_with, args=(pipe, grace), daemon=True).start()
sys.argv = sys.argv[2:]
if target.endswith(".py"):
    runpy.run_path(target, run_name="__main__")
else:
    runpy.run_module(target, run_name="__main__", alter_sys=True)
