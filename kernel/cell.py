"""A cell on its way through Deno."""

import time

#: What happens to a cell that still runs so many seconds after ■. At once it was told to stop, and
#: a training does. "terminate" breaks off JavaScript that computes without a pause, "collect" ends
#: a cell that awaits something (deno.py), and when nothing helps, Deno is started anew.
STEPS = [(1, "terminate"), (1.2, "collect"), (2, "terminate"), (2.2, "collect"), (4, "restart")]
#: Seconds for which Deno must have been quiet before its question to the reader is passed on.
QUIET = 0.03


class Cell:
    """The request, and what is held back until the cell's outputs are out."""

    def __init__(self, request):
        self.request = request
        #: The error and the reply, whether Deno has said "idle", and whether all outputs are out.
        self.error = self.reply = None
        self.is_idle = self.is_fenced = False
        #: When Deno last published something.
        self.heard = 0
        #: What the cell asks the reader, until that is passed on; whether it waits for the answer.
        self.question, self.is_asking = None, False
        #: Whether ■ was noticed by Deno's event loop: the cell awaits something, then.
        self.is_awake = False
        self._stopped, self._steps = None, list(STEPS)

    @property
    def has_ended(self):
        return self.reply is not None and self.is_idle and self.is_fenced

    @property
    def is_stopping(self):
        """Whether the reader pressed ■ since the cell began."""
        return self._stopped is not None

    @property
    def waits_for_clock(self):
        return self.is_stopping or self.question is not None

    def stop(self):
        if not self.is_stopping:
            self._stopped = time.monotonic()

    def next_question(self):
        """The question to the reader that can be passed on now, or None."""
        if not self.question or time.monotonic() - self.heard < QUIET:
            return None
        question, self.question = self.question, None
        return question

    def next_step(self):
        """The step that is due now, or None."""
        if not self.is_stopping or time.monotonic() - self._stopped < self._steps[0][0]:
            return None
        _, step = self._steps.pop(0)
        # The first time, a cell that awaits something is spared: "collect" alone will do.
        is_first = len(self._steps) == len(STEPS) - 1
        return None if is_first and self.is_awake else step
