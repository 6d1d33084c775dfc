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

CHANNELS = {"shell": zmq.DEALER, "control": zmq.DEALER, "stdin": zmq.DEALER, "iopub": zmq.SUB}


def find_deno():
    """The Deno of the environment that this Python belongs to, or the one on the PATH."""
    name = "deno.exe" if os.name == "nt" else "deno"
    beside = Path(sys.executable).parent / name
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


class Deno:
    """A running `deno jupyter`, and the sockets to talk to it.

    Its standard input is a pipe of which we hold the other end. A worker in Deno waits there
    (prelude.js): a line is an order, and the end of the pipe means that the front is gone, however
    it went, on every system. So no Deno is ever left behind.
    """

    def __init__(self, key, context):
        ports = free_ports(len(CHANNELS) + 1)
        connection = {
            "transport": "tcp",
            "ip": "127.0.0.1",
            "key": key,
            "signature_scheme": "hmac-sha256",
            **dict(zip([f"{name}_port" for name in [*CHANNELS, "hb"]], ports)),
        }
        handle, self._file = tempfile.mkstemp(prefix="kernel-", suffix=".json")
        with os.fdopen(handle, "w") as file:
            json.dump(connection, file)
        self.process = subprocess.Popen(
            [find_deno(), "jupyter", "--kernel", "--conn", self._file],
            stdin=subprocess.PIPE,
            env={**os.environ, "NO_COLOR": "1"},
            # In a session of its own, where no Ctrl-C reaches it: the front passes ■ on.
            start_new_session=True,
        )
        self.sockets = {}
        for (name, kind), port in zip(CHANNELS.items(), ports):
            self.sockets[name] = connect(context, kind, port)

    def send(self, channel, frames):
        self.sockets[channel].send_multipart(frames)

    def order(self, line):
        """Gives the worker at the other end of the pipe one order."""
        try:
            self.process.stdin.write(f"{line}\n".encode())
            self.process.stdin.flush()
        except OSError:
            pass  # It has just ended: the front will see that by itself.

    def has_ended(self):
        return self.process.poll() is not None

    def how_it_ended(self):
        code = self.process.returncode
        return f"exit code {code}" if code >= 0 else signal.Signals(-code).name

    def forget_file(self):
        """Removes the connection file, which holds the key, once it has been read."""
        Path(self._file).unlink(missing_ok=True)

    def end(self):
        """Ends it at once, and waits until it is gone."""
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.forget_file()


def connect(context, kind, port):
    made = context.socket(kind)
    made.set_hwm(0)  # Never drop a message, however many wait.
    made.reconnect_ivl = 10  # Milliseconds: Deno does not listen yet.
    if kind == zmq.SUB:
        made.subscribe(b"")
    made.connect(f"tcp://127.0.0.1:{port}")
    return made
