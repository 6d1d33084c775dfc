"""The kernel of this project's notebooks: a front before Deno's own kernel.

    python front.py CONNECTION_FILE

A kernel is a program with five sockets. A client (JupyterLab, VS Code, nbclient) sends a cell to
the first, `shell`, and gets one reply there. All that happens meanwhile is published on `iopub`:
"busy", the outputs, "idle". Through `control` come the orders that cannot wait: interrupt, shut
down. Through `stdin` the kernel asks the reader for a line, and `hb` sends back what comes, as a
sign of life. wire.py has the messages.

The front offers these sockets to the client (client.py), starts Deno's kernel on sockets of its own
(deno.py), and passes on every message, except where Deno's kernel falls short:

- Its "idle" overtakes a cell's last outputs, and clients lose what comes after "idle". So the front
  sends a question of its own behind each cell, and holds the cell's error, reply and "idle" back
  until the answer is here: it comes behind all outputs.
- ■ ends it, or does nothing. The front stops a cell step by step (cell.py).
- It can end by itself. Then the front says so in the cell, and starts another.
- It gives no help, and no completions while a cell runs: help.py does both.
"""

import ctypes
import json
import os
import signal
import sys
import traceback
from collections import deque
from functools import partial
from pathlib import Path
from time import monotonic

import zmq

from cell import Cell
from client import Client
from deno import FRONT, Deno
from help import Help
from wire import Wire

#: Milliseconds between two looks at the clock: while something waits for it, and otherwise.
SOON, LATER = 10, 250


class Front:
    def __init__(self, connection):
        self.context = zmq.Context()
        self.wire = Wire(connection["key"])
        self.client = Client(connection, self.wire, self.context)
        self.help = Help(Path(__file__).with_name("help.json"))
        self.cell = None  #: the cell that runs
        self.last = {}  #: the header of the newest cell, to which later outputs belong
        self.waiting = deque()  #: requests for which Deno is not free yet
        self.attempts = 0  #: how often Deno was started since it last answered
        self.is_pressed = self.is_over = False
        self.poller = zmq.Poller()
        self.receivers = {}  #: what to do with a socket's messages
        self.listen("client", self.client.sockets)
        self.start()

    def listen(self, side, sockets):
        for name, socket in sockets.items():
            self.receivers[socket] = getattr(self, f"from_{side}_{name}", None)
            if name != "iopub" or side == "deno":
                self.poller.register(socket, zmq.POLLIN)

    def run(self):
        parent = os.getppid()
        while not self.is_over:
            is_soon = self.client.has_text or (self.cell and self.cell.waits_for_clock)
            for socket, _ in self.poller.poll(SOON if is_soon else LATER):
                self.receive(socket)
            self.look_at_the_clock()
            if self.deno.has_ended():
                self.restart(f"Deno ended ({self.deno.how_it_ended()}) and was started anew")
            self.is_over = self.is_over or is_orphan(parent)
        self.deno.end()
        self.context.destroy(linger=1000)

    def receive(self, socket):
        frames = socket.recv_multipart()
        if socket is self.client.sockets["hb"]:
            socket.send_multipart(frames)
        elif message := self.wire.unpack(frames):
            self.receivers[socket](message)

    def look_at_the_clock(self):
        self.client.flush_when_due()
        if self.is_pressed:
            self.is_pressed = False
            self.interrupt()
        if self.cell and (question := self.cell.next_question()):
            self.client.flush()
            self.client.reply("stdin", question, self.cell.request)
        step = self.cell and self.cell.next_step()
        if step == "terminate":
            self.deno.terminate()
            # A cell that waits for the reader's line gets none.
            self.from_client_stdin(self.wire.make("input_reply", {"value": None}))
        elif step == "collect":
            self.deno.collect()
        elif step == "restart":
            self.restart("the cell could not be stopped, so Deno was started anew")

    def interrupt(self):
        self.deno.interrupt()
        if self.cell:
            self.cell.stop()

    # Deno comes and goes.

    def start(self):
        self.attempts += 1
        if self.attempts > 3:
            sys.exit("Deno ends before it is ready: its own words stand above")
        self.deno = Deno(self.wire, self.context)
        self.listen("deno", self.deno.sockets)

    def restart(self, sentence):
        """Starts another Deno, and tells the reader why."""
        self.deno.end()
        iopub = self.deno.sockets["iopub"]
        while iopub.poll(50):
            self.receive(iopub)
        for socket in self.deno.sockets.values():
            self.poller.unregister(socket)
            del self.receivers[socket]
            socket.close(linger=0)
        self.start()
        sentence += ": run the cells again from the first"
        if self.cell:
            self.cell.reply = self.wire.make("execute_reply", {"execution_count": None}, self.last)
            self.fail("Restarted", sentence)
            self.release()
        elif self.last:
            text = {"name": "stderr", "text": f"{sentence}\n"}
            self.client.publish(self.wire.make("stream", text, self.last))

    # What the client sends.

    def from_client_shell(self, request):
        is_busy = self.cell or not self.deno.is_ready
        if request.type == "inspect_request":
            self.inspect(request)
        elif not is_busy:
            self.begin(request)
        elif request.type == "complete_request":
            at = request.content["cursor_pos"]
            nothing = {"status": "ok", "matches": [], "cursor_start": at, "cursor_end": at}
            self.complete(request, nothing, partial(self.answer, request, "complete_reply"))
        else:
            self.waiting.append(request)

    def from_client_control(self, request):
        if request.type == "interrupt_request":
            self.interrupt()
            self.answer(request, "interrupt_reply", {"status": "ok"}, "control")
        elif request.type == "shutdown_request":
            self.answer(request, "shutdown_reply", {**request.content, "status": "ok"}, "control")
            self.is_over = True
        else:
            self.deno.forward("control", request)

    def from_client_stdin(self, message):
        if self.cell and self.cell.is_asking:
            self.cell.is_asking = False
            self.deno.send("stdin", message)

    def begin(self, request):
        self.deno.forward("shell", request)
        if request.type == "execute_request":
            self.cell, self.last = Cell(request), request.header
            # The fence: Deno comes to this question when the cell has ended.
            self.deno.ask("undefined", self.fence)
            self.help.learn(request.content["code"])

    def go_on(self):
        """Begins with what waited, until Deno has a cell again."""
        while self.waiting and self.deno.is_ready and not self.cell:
            self.begin(self.waiting.popleft())

    # What Deno sends.

    def from_deno_shell(self, reply):
        request = self.deno.asked.pop(reply.parent_id, None)
        if self.deno.is_ours(reply):
            self.deno.take_reply(reply)
        elif self.cell and request is self.cell.request:
            self.cell.reply = reply
            self.end()
        elif request and reply.type == "complete_reply":
            def send(content):
                reply.content = content
                self.client.reply("shell", reply, request)

            self.complete(request, reply.content, send)
        elif request:
            self.client.reply("shell", reply, request)

    def from_deno_control(self, reply):
        if request := self.deno.asked.pop(reply.parent_id, None):
            self.client.reply("control", reply, request)

    def from_deno_stdin(self, question):
        if self.cell:
            self.cell.question, self.cell.is_asking = question, True

    def from_deno_iopub(self, message):
        cell = self.cell if message.parent_id == self.last.get("msg_id") else None
        if cell:
            cell.heard = monotonic()
        if message.type == "d2l_answer":
            self.attempts = 0
            self.deno.take_answer(message)
            self.go_on()
        elif message.type == "d2l_sent":
            self.deno.confirm()
        elif message.type == "d2l_awake":
            if self.cell:
                self.cell.is_awake = True
        elif cell and message.type == "error":
            cell.error = message
        elif cell and message.content.get("execution_state") == "idle":
            cell.is_idle = True
            self.end()
        elif not self.deno.is_ours(message):
            self.client.publish(message)
        elif message.type not in ("status", "execute_input", "error"):
            message.parent = self.last
            self.client.publish(message)

    # The end of a cell.

    def fence(self, _):
        self.cell.is_fenced = True
        self.end()

    def end(self):
        """Ends the cell, when Deno has done so and all its outputs are out."""
        cell = self.cell
        if not cell.has_ended:
            return
        if cell.reply.content["status"] == "ok" or cell.error:
            self.release()
        elif cell.is_stopping:
            self.fail("Interrupted", "the cell was stopped; what the cells have defined is kept")
            self.release()
        else:  # Deno could not read the cell, and keeps to itself why.
            code = json.dumps(cell.request.content["code"])
            self.deno.ask(f"{FRONT}.explain({code})", self.explain)

    def explain(self, found):
        given_up = "Deno gave this cell up: perhaps it awaited a promise that nothing resolves"
        self.fail(*(found or ["Error", given_up]))
        self.release()

    def fail(self, name, sentence, details=""):
        traceback = [f"{name}: {sentence}", *details.split("\n")[1:]]
        content = {"ename": name, "evalue": sentence, "traceback": traceback}
        self.cell.error = self.wire.make("error", content, self.last)
        self.cell.reply.content |= {"status": "error", **content}

    def release(self):
        cell, self.cell = self.cell, None
        if cell.error:
            self.client.publish(cell.error)
        self.client.flush()
        self.client.reply("shell", cell.reply, cell.request)
        self.client.publish_status("idle", self.last)
        if cell.error and cell.request.content.get("stop_on_error", True):
            self.abort()
        self.go_on()

    def abort(self):
        """Drops the cells that wait: after an error, Jupyter's clients expect it."""
        dropped = [request for request in self.waiting if request.type == "execute_request"]
        self.waiting = deque(request for request in self.waiting if request not in dropped)
        for request in dropped:
            self.answer(request, "execute_reply", {"status": "aborted"})

    # What the front answers itself.

    def answer(self, request, kind, content, channel="shell"):
        """Answers a request in Deno's place, with the two words on `iopub` that go with it."""
        self.client.publish_status("busy", request.header)
        self.client.reply(channel, self.wire.make(kind, content, request.header), request)
        self.client.publish_status("idle", request.header)
        if self.cell:
            self.client.publish_status("busy", self.last)

    def complete(self, request, reply, then):
        """Gives `then` the content of a complete_reply, made by help.py from Deno's."""
        code, at = request.content["code"], request.content["cursor_pos"]
        self.consult(partial(self.help.complete, code, at, reply), reply, then)

    def inspect(self, request):
        code, at = request.content["code"], request.content["cursor_pos"]

        def tell(data):
            content = {"status": "ok", "found": bool(data), "data": data or {}, "metadata": {}}
            self.answer(request, "inspect_reply", content)

        self.consult(partial(self.help.inspect, code, at), None, tell)

    def consult(self, ask, otherwise, then):
        """Gives `then` the answer of help.py, after Deno has told the values that this needs."""

        def answer(evaluate):
            try:
                return ask(evaluate=evaluate)
            except Exception:  # Whatever it stumbles over, the kernel goes on.
                traceback.print_exc()
                return otherwise

        needed = []
        found = answer(needed.append)
        if not needed or self.cell or not self.deno.is_ready:
            return then(found)
        tries = ", ".join(f"() => {expression}" for expression in needed)
        self.deno.ask(
            f"{FRONT}.evaluate([{tries}])",
            lambda values: then(answer(dict(zip(needed, values or ())).get)),
        )


def is_orphan(parent):
    """Whether the program that started us is gone: nobody would end us, then."""
    if os.name == "nt":  # Jupyter hands its own handle down there.
        handle = int(os.environ.get("JPY_PARENT_PID", "0"))
        return handle != 0 and ctypes.windll.kernel32.WaitForSingleObject(handle, 0) == 0
    return os.getppid() != parent


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        front = Front(json.load(file))

    def press(*_):
        front.is_pressed = True

    signal.signal(signal.SIGINT, press)
    front.run()


if __name__ == "__main__":
    main()
