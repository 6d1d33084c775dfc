"""A cell on its way through Deno."""

import time

#: What happens to a cell that still runs so many seconds after ■. At once it was told to stop, and
#: a training does. "terminate" breaks off JavaScript that computes without a pause, but a cell that
#: awaits something would never wake again: "collect" ends such a one (prelude.js says how).
STEPS = [(1, "terminate"), (1.2, "collect"), (2, "terminate"), (2.2, "collect"), (4, "restart")]


class Cell:
    """The request, and what is held back until the cell's outputs are out."""

    def __init__(self, request):
        self.request = request
        self.error = self.reply = None
        #: Whether Deno has said "idle".
        self.is_idle = False
        #: What the cell asks the reader, until that is passed on; whether it waits for the answer.
        self.question, self.is_asking = None, False
        #: Whether ■ was noticed by Deno's event loop: the cell awaits something, then.
        self.is_awake = False
        self._stopped, self._steps = None, list(STEPS)

    @property
    def is_stopping(self):
        """Whether the reader pressed ■ since the cell began."""
        return self._stopped is not None

    @property
    def is_due(self):
        """Whether something waits for the clock."""
        return self.is_stopping or self.question is not None

    def stop(self):
        if not self.is_stopping:
            self._stopped = time.monotonic()

    def next_step(self):
        """The step that is due now, or None."""
        if not self.is_stopping or time.monotonic() - self._stopped < self._steps[0][0]:
            return None
        _, step = self._steps.pop(0)
        # The first time, a cell that awaits something is spared: "collect" alone will do.
        is_first = len(self._steps) == len(STEPS) - 1
        return None if is_first and self.is_awake else step
