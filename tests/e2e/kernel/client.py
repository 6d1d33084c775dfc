"""A kernel behind the front, and a client that takes everything down as it comes."""

import sys
import time
from pathlib import Path
from queue import Empty

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec

ROOT = Path(__file__).parents[3]
FRONT = [sys.executable, str(ROOT / "kernel" / "front.py"), "{connection_file}"]
#: Where cells find the import map of the project.
FOLDER = str(ROOT / "notebooks")


class Kernel:
    """`with Kernel() as kernel` starts one, and ends it."""

    def __init__(self, command=FRONT):
        self.manager = KernelManager(kernel_name="deno")
        spec = KernelSpec(argv=command, display_name="Deno", language="typescript")
        spec.interrupt_mode = "message"
        self.manager._kernel_spec = spec
        #: Where the displays stand that can be updated: a later cell may do so.
        self.displays = {}

    def __enter__(self):
        self.manager.start_kernel(cwd=FOLDER)
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)

    @property
    def pid(self):
        return self.manager.provisioner.process.pid

    def send(self, code, **options):
        return self.client.execute(code, **options)

    def collect(self, asked, timeout=60):
        """The outputs of the cells with these ids until the last is idle, and stray messages."""
        outputs, strays = {one: [] for one in asked}, []
        busy, end = list(asked), time.monotonic() + timeout
        while busy:
            message = self.client.get_iopub_msg(timeout=max(0.01, end - time.monotonic()))
            parent, content = message["parent_header"].get("msg_id"), message["content"]
            kind = message["msg_type"]
            if kind == "status":
                if content["execution_state"] == "idle" and parent in busy:
                    busy.remove(parent)
            elif kind == "execute_input":
                pass
            elif kind == "update_display_data":
                place, at = self.displays[content["transient"]["display_id"]]
                place[at] = ("display", content["data"]["text/plain"])
            elif parent not in busy:
                strays.append((kind, content))
            else:
                outputs[parent].append(as_pair(kind, content))
                if name := content.get("transient", {}).get("display_id"):
                    self.displays[name] = (outputs[parent], len(outputs[parent]) - 1)
        return [outputs[one] for one in asked], strays

    def reply(self, asked, timeout=30):
        while True:
            message = self.client.get_shell_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == asked:
                return message["content"]

    def run(self, code, timeout=60):
        """Runs one cell. Its outputs and its reply."""
        asked = self.send(code)
        [outputs], _ = self.collect([asked], timeout)
        return outputs, self.reply(asked)

    def rest(self, seconds=0.1):
        """What still comes when nothing should."""
        found = []
        try:
            while True:
                found.append(self.client.get_iopub_msg(timeout=seconds)["msg_type"])
        except Empty:
            return found


def as_pair(kind, content):
    if kind == "stream":
        return content["name"], content["text"]
    if kind == "error":
        return "error", content["evalue"]
    name = "value" if kind == "execute_result" else "display"
    return name, content["data"]["text/plain"]
