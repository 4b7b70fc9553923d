"""A light load generator: several keep-alive connections in one process, since it runs on the server's own cores.

Each client sends its next request as soon as it has its answer. What is sent is made beforehand, byte by byte.
"""

import json
import selectors
import socket
import statistics
import time
from collections.abc import Iterator, Sequence
from typing import Any, Protocol
from uuid import uuid4


class Talk(Protocol):
    """A client's requests, each made from the answer to the one before."""

    def after(self, answer: bytes) -> bytes | None:
        """The next request; None if there is none. The first follows an empty answer."""
        ...


class Requests:
    """Requests known beforehand, whatever is answered; several clients may share their iterator."""

    def __init__(self, made: Iterator[bytes]) -> None:
        self.made = made

    def after(self, answer: bytes) -> bytes | None:
        """The next one."""
        return next(self.made, None)


def message(method: str, path: str, headers: dict[str, str], body: Any = None) -> bytes:
    """One HTTP request; a body gets an idempotency key of its own."""
    text = json.dumps(body).encode() if body is not None else b""
    more = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())} if text else {}
    lines = {**headers, **more, "Content-Length": str(len(text))} if text else headers
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + text


class Client:
    """One connection: the request under way, and what came back of its answer."""

    def __init__(self, port: int, talk: Talk) -> None:
        self.talk, self.answer, self.began = talk, b"", 0.0
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self) -> bool:
        """Send the next request; False if there is none."""
        wanted = self.talk.after(self.answer)
        if wanted is None:
            return False
        self.answer, self.began = b"", time.perf_counter()
        self.socket.sendall(wanted)
        return True

    def receive(self) -> int:
        """Read what has come; the status once the answer is whole, else 0."""
        part = self.socket.recv(1 << 18)
        if not part:
            raise ConnectionError("the server closed the connection")
        self.answer += part
        head, found, body = self.answer.partition(b"\r\n\r\n")
        whole = bool(found) and len(body) >= _length(head)
        return int(head[9:12]) if whole else 0


def _length(head: bytes) -> int:
    at = head.lower().find(b"content-length:")
    return int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


def run(port: int, shares: list[Iterator[bytes]], seconds: float) -> tuple[list[float], int, float]:
    """Let one client per share run for some seconds: times in seconds, errors, and the span measured."""
    return talk(port, [Requests(share) for share in shares], seconds)


def talk(port: int, talks: Sequence[Talk], seconds: float) -> tuple[list[float], int, float]:
    """The same for clients that read what they are answered."""
    times: list[float] = []
    errors, began = 0, time.perf_counter()
    with selectors.DefaultSelector() as waiting:
        for client in [Client(port, one) for one in talks]:
            if client.send():
                waiting.register(client.socket, selectors.EVENT_READ, client)
        while waiting.get_map():
            for key, _ in waiting.select():
                errors += _served(waiting, key.data, times, began + seconds)
    return times, errors, time.perf_counter() - began


def _served(waiting: selectors.BaseSelector, client: Client, times: list[float], end: float) -> int:
    """Take what came; when an answer is whole, go on until the time is over."""
    status = client.receive()
    if not status:
        return 0
    now = time.perf_counter()
    times.append(now - client.began)
    if now >= end or not client.send():
        waiting.unregister(client.socket)
        client.socket.close()
    return int(status >= 400)


def summary(times: list[float], errors: int, span: float) -> dict[str, Any]:
    """Rate, median and tail."""
    held = sorted(times) or [0.0]
    return {
        "per_s": round(len(times) / span, 1),
        "p50_ms": round(statistics.median(held) * 1000, 1),
        "p95_ms": round(held[int(len(held) * 0.95)] * 1000, 1),
        "errors": errors,
    }
