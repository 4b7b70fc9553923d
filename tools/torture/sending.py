"""A client that does not give up: the same again until somebody answers; and what it was promised."""

import http.client
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

TIMEOUT = 30
GIVE_UP = 300.0
PAUSE = 0.3
LONGEST = 1.0
"""A client waits as long as ``Retry-After`` says, at most so many seconds: rounds are short."""


@dataclass
class Ledger:
    """What clients were promised, by all of them together.

    Attributes:
        opened: key of a case → its id, once a 2xx said so.
        asked: keys that were sent at all.
        acted: (case, act, number of its event), once a 2xx said so.
        answers: how often which status came; ``cut`` for connections that broke.
        wrong: sentences about answers that nobody should get.
    """

    opened: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    acted: list[tuple[str, str, int]] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Line:
    """One keep-alive connection of one client."""

    def __init__(self, port: int, ledger: Ledger) -> None:
        self.port, self.ledger = port, ledger
        self.held: http.client.HTTPConnection | None = None

    def send(
        self, method: str, path: str, headers: dict[str, str], body: Any = None, **more: str
    ) -> tuple[int, Any]:
        """Send until it is answered; gives status and body. The same key goes with every repetition."""
        text, kind = _written(body)
        wanted = {**headers, **more, **({"Content-Type": kind} if text else {})}
        last = time.monotonic() + GIVE_UP
        while time.monotonic() < last:
            answer = self._once(method, path, wanted, text)
            if answer is not None:
                return answer
        self.ledger.wrong.append(f"{method} {path}: nobody answered within {GIVE_UP:.0f} seconds")
        return 0, None

    def _once(self, method: str, path: str, headers: dict[str, str], text: bytes) -> tuple[int, Any] | None:
        try:
            self.held = self.held or http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
            self.held.request(method, path, text or None, headers)
            answer = self.held.getresponse()
            told = answer.read()
        except (OSError, http.client.HTTPException):
            self._cut()
            return None
        self.ledger.answers[str(answer.status)] += 1
        if answer.status == 503:
            return self._come_again(path, answer.getheader("Retry-After"))
        if answer.status >= 500:
            self.ledger.wrong.append(f"{method} {path}: {answer.status} {told[:300]!r}")
        return answer.status, _read(told)

    def _come_again(self, path: str, after: str | None) -> None:
        if not after:
            self.ledger.wrong.append(f"{path}: 503 without Retry-After")
        time.sleep(min(float(after or 1), LONGEST))

    def _cut(self) -> None:
        self.ledger.answers["cut"] += 1
        if self.held:
            self.held.close()
        self.held = None
        time.sleep(PAUSE)


def _written(body: Any) -> tuple[bytes, str]:
    if body is None:
        return b"", ""
    if isinstance(body, str):
        return body.encode(), "application/x-www-form-urlencoded"
    return json.dumps(body).encode(), "application/json"


def _read(told: bytes) -> Any:
    try:
        return json.loads(told)
    except ValueError:
        return told.decode(errors="replace")
