"""The client's side of the front: the sockets that JupyterLab, VS Code or nbclient connect to."""

import time

import zmq

SOCKETS = {
    "shell": zmq.ROUTER,
    "control": zmq.ROUTER,
    "stdin": zmq.ROUTER,
    "iopub": zmq.PUB,
    "hb": zmq.REP,
}
#: Seconds for which text waits, so that neighbouring lines travel as one message.
MERGE = 0.05


class Client:
    """Everyone who shows the notebook: several windows can be connected at once."""

    def __init__(self, connection, wire, context):
        self._wire = wire
        self.sockets = {name: bind(context, connection, name) for name in SOCKETS}
        #: A stream message that waits for its neighbours, their texts, and since when.
        self._text, self._pieces, self._since = None, [], 0

    def reply(self, channel, message, request):
        """Sends a message to the one that sent the request."""
        self.sockets[channel].send_multipart([*request.names, *self._wire.pack(message)])

    def publish(self, message):
        """Shows a message to all, in order. Lines of text that follow each other go as one."""
        if message.type != "stream":
            self.flush()
            return self.sockets["iopub"].send_multipart(self._wire.pack(message))
        if self._text and not is_neighbour(self._text, message):
            self.flush()
        if not self._text:
            self._text, self._pieces, self._since = message, [], time.monotonic()
        self._pieces.append(message.content["text"])

    def publish_status(self, state, parent):
        self.publish(self._wire.make("status", {"execution_state": state}, parent))

    @property
    def has_text(self):
        """Whether text waits for its neighbours."""
        return self._text is not None

    def flush_when_due(self):
        if self.has_text and time.monotonic() - self._since > MERGE:
            self.flush()

    def flush(self):
        if self.has_text:
            text, self._text = self._text, None
            text.content["text"] = "".join(self._pieces)
            self.sockets["iopub"].send_multipart(self._wire.pack(text))


def is_neighbour(one, other):
    is_same_stream = one.content["name"] == other.content["name"]
    return is_same_stream and one.parent_id == other.parent_id


def bind(context, connection, name):
    """A socket at the address that the connection file names."""
    made = context.socket(SOCKETS[name])
    made.set_hwm(0)  # Never drop a message, however many wait.
    if SOCKETS[name] == zmq.ROUTER:
        made.router_handover = True  # A client that comes back keeps its name.
    glue = "-" if connection["transport"] == "ipc" else ":"
    address = f"{connection['ip']}{glue}{connection[f'{name}_port']}"
    made.bind(f"{connection['transport']}://{address}")
    return made
