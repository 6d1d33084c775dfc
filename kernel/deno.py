"""Deno's own kernel, as a child of the front."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import zmq

SOCKETS = {"shell": zmq.DEALER, "control": zmq.DEALER, "stdin": zmq.DEALER, "iopub": zmq.SUB}
PRELUDE = Path(__file__).with_name("prelude.js")
#: What the prelude leaves in Deno for us.
FRONT = 'globalThis[Symbol.for("d2l.front")]'


class Deno:
    """A running `deno jupyter`, the sockets to talk to it, and our own questions to it.

    Its standard input is a pipe of which we hold the other end. A thread in Deno waits there
    (prelude.js): a line is an order, and the end of the pipe means that the front is gone, however
    it went, on every system. So no Deno is ever left behind.
    """

    def __init__(self, wire, context):
        ports = free_ports(len(SOCKETS) + 1)
        connection = {
            "transport": "tcp",
            "ip": "127.0.0.1",
            "key": wire.key,
            "signature_scheme": "hmac-sha256",
            **dict(zip([f"{name}_port" for name in [*SOCKETS, "hb"]], ports)),
        }
        handle, self._file = tempfile.mkstemp(prefix="kernel-", suffix=".json")
        with os.fdopen(handle, "w") as file:
            json.dump(connection, file)
        self._process = subprocess.Popen(
            [find_deno(), "jupyter", "--kernel", "--conn", self._file],
            stdin=subprocess.PIPE,
            # Results without colour codes.
            env={**os.environ, "NO_COLOR": "1"},
            # In a session of its own, where no Ctrl-C reaches it: the front passes ■ on.
            start_new_session=True,
        )
        self.sockets = {
            name: connect(context, kind, port) for (name, kind), port in zip(SOCKETS.items(), ports)
        }
        self._wire = wire
        #: The client's requests that Deno has, by id.
        self.asked = {}
        #: What to do with the answers to our questions, by id, and the id of the newest answer.
        self._questions, self._answered = {}, None
        #: Whether we have heard an answer: until then no request may be sent.
        self.is_ready = False
        self.execute(PRELUDE.read_text(encoding="utf-8"))

    # Messages.

    def send(self, channel, message):
        self.sockets[channel].send_multipart(self._wire.pack(message))

    def forward(self, channel, request):
        """Sends a request of the client's."""
        self.asked[request.id] = request
        self.send(channel, request)

    def execute(self, code):
        """Has Deno run code of ours, of which the client sees nothing."""
        content = {"silent": True, "store_history": False, "allow_stdin": False}
        message = self._wire.make("execute_request", content)
        content["code"] = code.replace("QUESTION", message.id)
        self.send("shell", message)
        return message.id

    def ask(self, expression, then):
        """Has Deno evaluate an expression; `then` gets its value, or None if that fails.

        The answer is published behind all the outputs of the cells before.
        """
        self._questions[self.execute(f"{FRONT}.answer('QUESTION', () => {expression})")] = then

    def is_ours(self, message):
        """Whether a message belongs to what we had Deno run."""
        return message.parent.get("session") == self._wire.session

    def take_answer(self, message):
        question = message.content["id"]
        self._answered = question
        if not self.is_ready:
            self.is_ready = True
            Path(self._file).unlink(missing_ok=True)  # It has been read, and holds the key.
        if then := self._questions.pop(question, None):
            then(message.content.get("value"))

    def take_reply(self, reply):
        is_ok = reply.content["status"] == "ok"
        if not self.is_ready and is_ok:
            # Perhaps `iopub` was not connected yet when Deno answered: ask again.
            self.ask("undefined", lambda _: None)
        elif not is_ok and (then := self._questions.pop(reply.parent_id, None)):
            then(None)

    # Orders.

    def interrupt(self):
        """Tells what runs to stop. Something that computes without a pause does not hear it."""
        self._order("interrupt")

    def terminate(self):
        """Breaks off what computes. What awaits something would never wake again."""
        self.send("control", self._wire.make("interrupt_request", {}))

    def collect(self):
        """Ends a cell that awaits something: prelude.js says how."""
        self._order(f"collect {self._answered}")

    def confirm(self):
        """Tells that a long message is here: a cell waits for that."""
        self._order("received")

    def _order(self, line):
        try:
            self._process.stdin.write(f"{line}\n".encode())
            self._process.stdin.flush()
        except OSError:
            pass  # It has just ended: the front will see that by itself.

    # Life and death.

    def has_ended(self):
        return self._process.poll() is not None

    def how_it_ended(self):
        code = self._process.returncode
        return f"exit code {code}" if code >= 0 else signal.Signals(-code).name

    def end(self):
        """Ends it at once, and waits until it is gone."""
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        Path(self._file).unlink(missing_ok=True)


def find_deno():
    """The Deno of the environment that this Python belongs to, or the one on the PATH."""
    beside = Path(sys.executable).with_name("deno.exe" if os.name == "nt" else "deno")
    return str(beside) if beside.exists() else "deno"


def free_ports(count):
    """Ports that nobody listens on: held together while they are chosen, so that all differ."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def connect(context, kind, port):
    made = context.socket(kind)
    made.set_hwm(0)  # Never drop a message, however many wait.
    made.reconnect_ivl = 10  # Milliseconds: Deno does not listen yet.
    if kind == zmq.SUB:
        made.subscribe(b"")
    made.connect(f"tcp://127.0.0.1:{port}")
    return made
