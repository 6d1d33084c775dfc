"""Jupyter's messages: how they look on their way from one program to another.

A message travels as a list of frames, each a piece of bytes:

    the receiver's name ... | <IDS|MSG> | signature | header | parent header | metadata | content

The last four are JSON. The header says what kind of message it is; the parent header is the header
of the message that it answers: so a client knows to which cell an output belongs. The signature is
made with a key that only the kernel and its client have, for any program on this computer can
connect to a kernel's ports, and a kernel does whatever it is told.
"""

import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass
from datetime import datetime, timezone

DELIMITER = b"<IDS|MSG>"


@dataclass
class Message:
    """One message, and the names of the client it came from, to which an answer goes."""

    names: list
    header: dict
    parent: dict
    metadata: dict
    content: dict
    buffers: list

    @property
    def id(self):
        return self.header["msg_id"]

    @property
    def type(self):
        return self.header["msg_type"]

    @property
    def parent_id(self):
        return self.parent.get("msg_id")


class Wire:
    """Packs and unpacks the messages that are signed with one key."""

    def __init__(self, key):
        self.key = key
        self.session = uuid.uuid4().hex

    def _sign(self, parts):
        if not self.key:
            return b""
        return hmac.new(self.key.encode(), b"".join(parts), hashlib.sha256).hexdigest().encode()

    def make(self, kind, content, parent=None):
        """A new message, from us."""
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "session": self.session,
            "username": "kernel",
            "date": datetime.now(timezone.utc).isoformat(),
            "version": "5.3",
        }
        return Message([], header, parent or {}, {}, content, [])

    def pack(self, message):
        parts = [
            json.dumps(part).encode()
            for part in (message.header, message.parent, message.metadata, message.content)
        ]
        return [DELIMITER, self._sign(parts), *parts, *message.buffers]

    def unpack(self, frames):
        """The message in these frames, or None if it was not signed with our key."""
        if DELIMITER not in frames:
            return None
        at = frames.index(DELIMITER)
        signature, parts = frames[at + 1], frames[at + 2 : at + 6]
        if not hmac.compare_digest(signature, self._sign(parts)):
            return None
        return Message(frames[:at], *map(json.loads, parts), frames[at + 6 :])
