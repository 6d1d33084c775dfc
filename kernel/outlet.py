"""What the client gets to see of a cell."""

import time

#: Seconds for which text waits, so that neighbouring lines travel as one message.
MERGE = 0.05


class Outlet:
    """Publishes messages in their order, lines of text that follow each other as one."""

    def __init__(self, socket, wire):
        self._socket, self._wire = socket, wire
        self._text, self._pieces, self._since = None, [], 0

    @property
    def is_waiting(self):
        return self._text is not None

    def publish(self, message):
        if message.type != "stream":
            self.flush()
            return self._send(message)
        if self._text and not self._is_neighbour(message):
            self.flush()
        if not self._text:
            self._text, self._pieces, self._since = message, [], time.monotonic()
        self._pieces.append(message.content["text"])

    def flush_when_due(self):
        if self._text and time.monotonic() - self._since > MERGE:
            self.flush()

    def flush(self):
        if self._text:
            text, self._text = self._text, None
            text.content["text"] = "".join(self._pieces)
            self._send(text)

    def _is_neighbour(self, message):
        same_stream = message.content["name"] == self._text.content["name"]
        return same_stream and message.parent_id == self._text.parent_id

    def _send(self, message):
        self._socket.send_multipart(self._wire.pack(message))
