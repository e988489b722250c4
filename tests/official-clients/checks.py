"""What the scripts share: checks that are counted, and the control API of a mock."""

import json
import sys
import urllib.request


class Checks:
    """Checks of one subject."""

    def __init__(self, subject):
        self.subject, self.passed, self.failed = subject, 0, 0

    def check(self, name, holds, detail=""):
        self.passed, self.failed = self.passed + bool(holds), self.failed + (not holds)
        print(f"ok     {self.subject}: {name}" if holds else f"FAILED {self.subject}: {name}: {detail}")

    def end(self):
        """Tells how many checks held, and ends the script."""
        print(f"{self.subject}: {self.passed} passed, {self.failed} failed")
        sys.exit(self.failed > 0 or self.passed == 0)


def control(url, method, path, body=None):
    data = None if method == "GET" else json.dumps(body or {}).encode()
    request = urllib.request.Request(url + "/_mock" + path, method=method, data=data)
    request.add_header("content-type", "application/json")
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or b"null")
