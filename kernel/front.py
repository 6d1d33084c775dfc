"""The kernel of this project's notebooks: a front before Deno's own kernel.

    python front.py CONNECTION_FILE

A kernel is a program with five sockets. A client (JupyterLab, VS Code, nbclient) sends a cell to
the first, `shell`, and gets one reply there. All that happens meanwhile is published on `iopub`:
"busy", the outputs, "idle". Through `control` come the orders that cannot wait: interrupt, shut
down. Through `stdin` the kernel asks the reader for a line, and `hb` sends back what comes, as a
sign of life.

The front offers these sockets to the client, starts Deno's kernel on sockets of its own (deno.py),
and passes on every message, except where Deno's kernel falls short:

- Its "idle" overtakes a cell's last outputs, and clients lose what comes after "idle". So the front
  holds a cell's error, reply and "idle" back and asks Deno a question of its own. The answer goes
  behind all outputs: when it is here, they are.
- ■ ends it, or does nothing. The front stops a cell step by step (cell.py).
- It can end by itself. Then the front says so in the cell, and starts another.
- It gives no help, and no completions while a cell runs: help.py does.
"""

import ctypes
import json
import os
import re
import signal
import sys
import time
from collections import deque
from pathlib import Path

import zmq

from cell import Cell
from deno import Deno
from outlet import Outlet
from wire import Wire

HERE = Path(__file__).parent
SOCKETS = {
    "shell": zmq.ROUTER,
    "control": zmq.ROUTER,
    "stdin": zmq.ROUTER,
    "iopub": zmq.PUB,
    "hb": zmq.REP,
}
#: Milliseconds between two looks at the clock: while something waits for it, and otherwise.
SOON, LATER = 10, 250
#: Seconds for which Deno must have been quiet before its question to the reader is passed on.
QUIET = 0.03
#: What the prelude left in Deno for us.
FRONT = 'globalThis[Symbol.for("d2l.front")]'


class Front:
    def __init__(self, connection):
        self.context = zmq.Context()
        self.wire = Wire(connection["key"])
        self.poller = zmq.Poller()
        self.receivers = {}  #: what to do with a socket's messages
        self.client = {name: self.bind(connection, name) for name in SOCKETS}
        self.outlet = Outlet(self.client["iopub"], self.wire)
        self.help = load_help()
        self.cell = None  #: the cell that runs
        self.last = {}  #: the header of the newest cell, to which later outputs belong
        self.waiting = deque()  #: requests for which Deno is not free yet
        self.asked = {}  #: requests that Deno has, by their id
        self.questions = {}  #: what to do with the answers to our own questions, by their id
        self.answered = None  #: the id of the newest answer
        self.heard = 0  #: when Deno last published something
        self.attempts = 0  #: how often Deno was started since it was last ready
        self.is_pressed = self.is_over = False
        self.start()

    def bind(self, connection, name):
        socket = self.context.socket(SOCKETS[name])
        socket.set_hwm(0)  # Never drop a message, however many wait.
        if SOCKETS[name] == zmq.ROUTER:
            socket.router_handover = True  # A client that comes back keeps its name.
        glue = "-" if connection["transport"] == "ipc" else ":"
        address = f"{connection['ip']}{glue}{connection[f'{name}_port']}"
        socket.bind(f"{connection['transport']}://{address}")
        self.listen(socket, getattr(self, f"from_client_{name}", None))
        return socket

    def listen(self, socket, receiver):
        self.receivers[socket] = receiver
        self.poller.register(socket, zmq.POLLIN)

    def run(self):
        parent = os.getppid()
        while not self.is_over:
            is_due = self.outlet.is_waiting or (self.cell and self.cell.is_due)
            for socket, _ in self.poller.poll(SOON if is_due else LATER):
                self.receive(socket)
            self.look_at_the_clock()
            if self.deno.has_ended():
                self.restart(f"Deno ended ({self.deno.how_it_ended()}) and was started anew")
            self.is_over = self.is_over or is_orphan(parent)
        self.deno.end()
        self.context.destroy(linger=1000)

    def receive(self, socket):
        frames = socket.recv_multipart()
        if socket is self.client["hb"]:
            socket.send_multipart(frames)
        elif message := self.wire.unpack(frames):
            self.receivers[socket](message)

    # Deno comes and goes.

    def start(self):
        """Starts Deno. It is ready when we hear an answer from it; till then requests wait."""
        self.deno = Deno(self.wire.key, self.context)
        for name, socket in self.deno.sockets.items():
            self.listen(socket, getattr(self, f"from_deno_{name}"))
        self.is_ready, self.attempts = False, self.attempts + 1
        if self.attempts > 3:
            sys.exit("Deno ends before it is ready: its own words stand above")
        self.asked.clear()
        self.questions.clear()
        self.execute((HERE / "prelude.js").read_text(encoding="utf-8"))

    def be_ready(self, _):
        self.is_ready, self.attempts = True, 0
        self.questions.clear()
        self.deno.forget_file()
        self.go_on()

    def restart(self, sentence):
        """Starts another Deno, and tells the reader why."""
        self.deno.end()
        for name, socket in self.deno.sockets.items():
            self.poller.unregister(socket)
            if name == "iopub":
                while socket.poll(50):
                    self.receive(socket)
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
            self.outlet.publish(self.wire.make("stream", text, self.last))

    # What the client sends.

    def from_client_shell(self, request):
        is_busy = self.cell or self.questions or not self.is_ready
        if request.type == "inspect_request":
            self.inspect(request, is_busy)
        elif not is_busy:
            self.begin(request)
        elif request.type == "complete_request":
            at = request.content["cursor_pos"]
            nothing = {"status": "ok", "matches": [], "cursor_start": at, "cursor_end": at}
            self.answer(request, "complete_reply", self.complete(request, nothing))
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
            self.forward("control", request)

    def from_client_stdin(self, message):
        if self.cell and self.cell.is_asking:
            self.cell.is_asking = False
            self.deno.send("stdin", self.wire.pack(message))

    def begin(self, request):
        if request.type == "execute_request":
            self.cell, self.last = Cell(request), request.header
        self.forward("shell", request)

    def forward(self, channel, request):
        self.asked[request.id] = request
        self.deno.send(channel, self.wire.pack(request))

    def go_on(self):
        """Begins with what waited, until Deno has a cell again."""
        while self.waiting and not self.cell:
            self.begin(self.waiting.popleft())

    # What Deno sends.

    def from_deno_shell(self, reply):
        if self.is_ours(reply):
            is_ok = reply.content["status"] == "ok"
            if not self.is_ready:
                # Perhaps `iopub` was not connected yet when Deno answered: ask again.
                self.ask("undefined", self.be_ready) if is_ok else sys.exit("prelude.js failed")
            elif not is_ok:
                self.take_answer(reply.parent_id, None)
        elif self.cell and reply.parent_id == self.cell.request.id:
            self.cell.reply = reply
            self.fence()
        elif request := self.asked.pop(reply.parent_id, None):
            if reply.type == "complete_reply":
                reply.content = self.complete(request, reply.content)
            self.send("shell", reply, request)

    def from_deno_control(self, reply):
        if request := self.asked.pop(reply.parent_id, None):
            self.send("control", reply, request)

    def from_deno_stdin(self, question):
        if self.cell:
            self.cell.question, self.cell.is_asking = question, True

    def from_deno_iopub(self, message):
        self.heard = time.monotonic()
        is_cells = self.cell and message.parent_id == self.cell.request.id
        if message.type == "d2l_answer":
            self.take_answer(message.content["id"], message.content.get("value"))
        elif message.type == "d2l_awake":
            if self.cell:
                self.cell.is_awake = True
        elif is_cells and message.type == "error":
            self.cell.error = message
        elif is_cells and message.content.get("execution_state") == "idle":
            self.cell.is_idle = True
            self.fence()
        elif not self.is_ours(message):
            self.outlet.publish(message)
        elif message.type not in ("status", "execute_input", "error"):
            message.parent = self.last
            self.outlet.publish(message)

    def is_ours(self, message):
        return message.parent.get("session") == self.wire.session

    # The fence behind a cell.

    def fence(self):
        """When Deno has declared the cell ended, asks for what may still be on its way."""
        cell = self.cell
        if not (cell.reply and cell.is_idle):
            return
        if cell.reply.content["status"] == "ok" or cell.error:
            self.ask("undefined", self.release)
        elif cell.is_stopping:
            self.fail("Interrupted", "the cell was stopped; what the cells have defined is kept")
            self.ask("undefined", self.release)
        else:  # Deno could not read the cell, and keeps to itself why.
            code = json.dumps(cell.request.content["code"])
            self.ask(f"{FRONT}.explain({code})", self.explain)

    def explain(self, found):
        self.fail("SyntaxError", *(found or ["Deno could not run this cell"]))
        self.release()

    def fail(self, name, sentence, details=""):
        traceback = [f"{name}: {sentence}", *details.split("\n")[1:]]
        content = {"ename": name, "evalue": sentence, "traceback": traceback}
        self.cell.error = self.wire.make("error", content, self.last)
        self.cell.reply.content |= {"status": "error", **content}

    def release(self, _=None):
        """Ends the cell: all its outputs are out."""
        cell, self.cell = self.cell, None
        if cell.error:
            self.outlet.publish(cell.error)
        self.outlet.flush()
        self.asked.pop(cell.request.id, None)
        self.send("shell", cell.reply, cell.request)
        self.publish_status("idle", self.last)
        if cell.error and cell.request.content.get("stop_on_error", True):
            self.abort()
        self.go_on()

    def abort(self):
        """Drops the cells that wait: after an error, Jupyter's clients expect it."""
        dropped = [request for request in self.waiting if request.type == "execute_request"]
        self.waiting = deque(request for request in self.waiting if request not in dropped)
        for request in dropped:
            self.answer(request, "execute_reply", {"status": "aborted"})

    # Our own questions to Deno.

    def execute(self, code):
        """Has Deno run code of ours, of which the client sees nothing."""
        content = {"code": code, "silent": True, "store_history": False, "allow_stdin": False}
        message = self.wire.make("execute_request", content)
        message.content["code"] = code.replace("QUESTION", message.id)
        self.deno.send("shell", self.wire.pack(message))
        return message.id

    def ask(self, expression, then):
        """Has Deno evaluate an expression; `then` gets its value, or None if that fails."""
        self.questions[self.execute(f"{FRONT}.answer('QUESTION', () => {expression})")] = then

    def take_answer(self, question, value):
        self.answered = question
        if then := self.questions.pop(question, None):
            then(value)
            self.go_on()

    # Help.

    def complete(self, request, reply):
        """The reply to a request for completions, with what help.py knows added to Deno's."""
        if not self.help:
            return reply
        return self.help.complete(request.content["code"], request.content["cursor_pos"], reply)

    def inspect(self, request, is_busy):
        code, at = request.content["code"], request.content["cursor_pos"]
        name = find_name(code, at)

        def tell(data):
            content = {"status": "ok", "found": bool(data), "data": data or {}, "metadata": {}}
            self.answer(request, "inspect_reply", content)

        data = self.help and self.help.inspect(code, at)
        if data or is_busy or not name:
            tell(data)
        else:
            self.ask(f"{FRONT}.show({name})", lambda text: tell(text and {"text/plain": text}))

    # What the front says itself.

    def answer(self, request, kind, content, channel="shell"):
        """Answers a request in Deno's place, with the two words on `iopub` that go with it."""
        self.publish_status("busy", request.header)
        self.send(channel, self.wire.make(kind, content, request.header), request)
        self.publish_status("idle", request.header)
        if self.cell:
            self.publish_status("busy", self.last)

    def publish_status(self, state, parent):
        self.outlet.publish(self.wire.make("status", {"execution_state": state}, parent))

    def send(self, channel, message, request):
        self.client[channel].send_multipart([*request.names, *self.wire.pack(message)])

    # The clock, and ■.

    def interrupt(self):
        self.deno.order("interrupt")
        if self.cell:
            self.cell.stop()

    def look_at_the_clock(self):
        self.outlet.flush_when_due()
        if self.is_pressed:
            self.is_pressed = False
            self.interrupt()
        if not self.cell:
            return
        if self.cell.question and time.monotonic() - self.heard > QUIET:
            question, self.cell.question = self.cell.question, None
            self.outlet.flush()
            self.send("stdin", question, self.cell.request)
        step = self.cell.next_step()
        if step == "terminate":
            self.deno.send("control", self.wire.pack(self.wire.make("interrupt_request", {})))
            # A cell that waits for the reader's line gets none.
            self.from_client_stdin(self.wire.make("input_reply", {"value": None}))
        elif step == "collect":
            self.deno.order(f"collect {self.answered}")
        elif step == "restart":
            self.restart("the cell could not be stopped, so Deno was started anew")


def find_name(code, at):
    """The name that the cursor stands on, with what it is a property of: `a.b`."""
    for match in re.finditer(r"[^\W\d][\w$]*(\.[^\W\d][\w$]*)*", code):
        if match.start() <= at <= match.end():
            return code[match.start() : re.compile(r"[\w$]*").match(code, at).end()]
    return None


def is_orphan(parent):
    """Whether the program that started us is gone: nobody would end us, then."""
    if os.name == "nt":  # Jupyter hands its own handle down there.
        handle = int(os.environ.get("JPY_PARENT_PID", "0"))
        return handle != 0 and ctypes.windll.kernel32.WaitForSingleObject(handle, 0) == 0
    return os.getppid() != parent


def load_help():
    """The help of help.py, or None where its data was not made."""
    try:
        from help import Help

        return Help(HERE / "help.json")
    except (ImportError, OSError):
        return None


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        front = Front(json.load(file))

    def press(*_):
        front.is_pressed = True

    signal.signal(signal.SIGINT, press)
    front.run()


if __name__ == "__main__":
    main()
