"""The bridge's protocol as a small server: exactly one origin, a token, JSON in and out; devices are plugged in."""

import hmac
import json
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

Device = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""What a device does: the request's JSON in, the answer's JSON out. ``DeviceRefused`` becomes a sentence."""

ACTS: Final = {
    "/v1/id-reader/read": "id-reader",
    "/v1/document-camera/capture": "document-camera",
    "/v1/signature-pad/sign": "signature-pad",
    "/v1/printer/print": "printer",
    "/v1/caller/call": "caller",
}
"""Address of each act, and the device that does it."""

LARGEST = 25_000_000
"""Bytes of the largest request taken: a scanned paper to be printed."""


class DeviceRefused(Exception):
    """A device cannot do it now; the sentence says why and what to do."""


class Bridge:
    """A bridge for one site's pages on this machine.

    Args:
        origin: the site's origin, e.g. ``https://window.example.gov.cn``; pages of any other are refused.
        token: pairing code that the clerk types into the page once.
        devices: devices by name, as ``ACTS`` names them.
        simulated: whether these are simulations; the page says so.
    """

    def __init__(
        self, origin: str, token: str, devices: Mapping[str, Device], *, simulated: bool = False
    ) -> None:
        self.origin, self.token, self.devices, self.simulated = origin.rstrip("/"), token, devices, simulated

    def server(self, port: int) -> ThreadingHTTPServer:
        """The server, on the loopback address only."""
        bridge = self

        class Bound(_Handler):
            held = bridge

        return ThreadingHTTPServer(("127.0.0.1", port), Bound)

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, Mapping[str, Any]]:
        """Status and JSON of one request whose origin and token are good."""
        if method == "GET" and path == "/v1/devices":
            return 200, {"devices": sorted(self.devices), "simulated": self.simulated, "protocol": 1}
        device = self.devices.get(ACTS.get(path, "")) if method == "POST" else None
        if device is None:
            return 404, {"detail": "设备桥没有这个设备或操作。"}
        try:
            asked = json.loads(body or b"{}")
            return 200, device(asked if isinstance(asked, dict) else {})
        except DeviceRefused as refusal:
            return 409, {"detail": str(refusal)}
        except ValueError:
            return 400, {"detail": "请求不是 JSON。"}


class _Handler(BaseHTTPRequestHandler):
    """One request: origin first, then the token, then the act."""

    held: Bridge

    def do_OPTIONS(self) -> None:
        """Answer the browser's question whether this origin may ask."""
        self._send(204 if self._known() else 403, None)

    def do_GET(self) -> None:
        """Say which devices are there."""
        self._answer("GET")

    def do_POST(self) -> None:
        """Let a device act."""
        self._answer("POST")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's own name
        """Write nothing: what passes here is personal."""

    def _known(self) -> bool:
        host = self.headers.get("Host", "").rpartition(":")[0]
        return self.headers.get("Origin") == self.held.origin and host in ("127.0.0.1", "localhost")

    def _answer(self, method: str) -> None:
        given = self.headers.get("X-Yiwang-Token", "")
        size = int(self.headers.get("Content-Length") or 0)
        if not self._known():
            self._send(403, {"detail": "设备桥只答配对的网站。"})
        elif not hmac.compare_digest(given.encode(), self.held.token.encode()):
            self._send(401, {"detail": "配对码不对。请把设备桥显示的配对码填到页面的“设备”里。"})
        elif size > LARGEST:
            self._send(413, {"detail": "内容太大。"})
        else:
            self._send(*self.held.answer(method, self.path, self.rfile.read(size)))

    def _send(self, status: int, body: Mapping[str, Any] | None) -> None:
        data = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        if self._known():
            for name, value in (
                ("Access-Control-Allow-Origin", self.held.origin), ("Vary", "Origin"),
                ("Access-Control-Allow-Headers", "Content-Type, X-Yiwang-Token"),
                ("Access-Control-Allow-Methods", "GET, POST"), ("Access-Control-Allow-Private-Network", "true"),
            ):  # fmt: skip
                self.send_header(name, value)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
