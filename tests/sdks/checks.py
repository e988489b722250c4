"""What the scripts share: checks that are counted."""

import sys


class Checks:
    """Checks of one SDK."""

    def __init__(self, subject):
        self.subject, self.passed, self.failed, self.calls = subject, 0, 0, 0

    def check(self, name, holds, detail=""):
        self.passed, self.failed = self.passed + bool(holds), self.failed + (not holds)
        print(f"ok     {self.subject}: {name}" if holds else f"FAILED {self.subject}: {name}: {detail}")

    def call(self, name, act, holds=lambda answer: True):
        """Calls, and holds the answer against what is expected of it. Returns the answer, or None."""
        self.calls += 1
        try:
            answer = act()
        except Exception as error:  # whatever the SDK raises
            self.check(name, False, f"{type(error).__module__}.{type(error).__name__}: {error}")
            return None
        self.check(name, holds(answer), repr(answer)[:1000])
        return answer

    def raises(self, name, kind, act, holds=lambda error: True):
        """Calls what is refused with an exception of the SDK."""
        self.calls += 1
        try:
            answer = act()
        except kind as error:
            self.check(name, holds(error), f"{type(error).__name__}: {vars(error)}"[:1000])
        except Exception as error:
            self.check(name, False, f"{type(error).__module__}.{type(error).__name__}: {error}"[:1000])
        else:
            self.check(name, False, f"answered {answer!r}"[:1000])

    def differs(self, place, name, holds):
        """The document says something else than the SDK does, at this place. When that ends, the check fails."""
        self.check(f"differs at {place}: {name}", holds, "no longer so")

    def end(self, least=10):
        """Says how many checks held, and ends the script."""
        self.check(f"{least} calls or more", self.calls >= least, self.calls)
        print(f"{self.subject}: {self.passed} passed, {self.failed} failed")
        sys.exit(self.failed > 0)
