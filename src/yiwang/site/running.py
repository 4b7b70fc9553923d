"""Running the site's processes: server and worker as children, stopped together."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

_PATIENCE = 20.0
BACKLOG = 2048
"""How many connections may wait at once, shared out among the web processes. Each process answers one request after
the other, and what it took in waits in its queue; what it did not take in waits in the kernel's. So a burst costs time
and no answer. Idle keep-alive connections count as well, which is why there are so many places."""


class Crew:
    """Child processes that start one after another and stop together."""

    def __init__(self, *, listen: bool = True) -> None:
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.asked_to_stop = False
        for number in (signal.SIGTERM, signal.SIGINT) if listen else ():
            signal.signal(number, self._ask)

    def start(
        self, name: str, command: list[str], environment: dict[str, str], log: Path | None = None
    ) -> None:
        """Start a child in a session of its own, so that Ctrl-C reaches it through us only."""
        output = log.open("ab") if log else None
        self.children[name] = subprocess.Popen(  # noqa: S603
            command, env=environment, stdout=output, stderr=output, start_new_session=True
        )
        if output:
            output.close()

    def wait(self) -> int:
        """Wait until somebody asks to stop or a child ends by itself, then stop all; 1 if a child failed."""
        while not self.asked_to_stop and not self.ended():
            time.sleep(0.2)
        ended = self.ended()
        self.stop()
        return 1 if ended else 0

    def ended(self) -> list[str]:
        """The names of children that ended by themselves."""
        return [name for name, child in self.children.items() if child.poll() is not None]

    def stop(self) -> None:
        """Stop the children, last started first; who does not listen is killed."""
        for child in reversed(self.children.values()):
            if child.poll() is None:
                child.terminate()
        for child in self.children.values():
            try:
                child.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)  # its own children too: a server has processes below it

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True


def default_workers() -> int:
    """One process more than there are cores: while one waits for the disk, another works."""
    return (os.cpu_count() or 1) + 1


def server_command(host: str, port: int, workers: int) -> list[str]:
    """The web server, one thread a worker: threads that fight for the interpreter starve connections."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "1", "--backlog", str(BACKLOG),
        "--respawn-failed-workers", "--no-ws", "--log-level", "warning", "yiwang.site.wsgi:application",
    ]  # fmt: skip


def worker_command() -> list[str]:
    """The worker as a process."""
    return [sys.executable, "-m", "yiwang.site.cli", "worker"]


def site_environment(*, static: str, **more: str) -> dict[str, str]:
    """The environment of a site process: it drops to the site's role; static files are made ready first."""
    environment = os.environ | {"YIWANG_DB_ROLE": "yiwang_app", "YIWANG_STATIC": static, **more}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "yiwang.site.settings")
    if static == "manifest":
        _collect(environment)
    return environment


def free_port(wanted: int, host: str = "127.0.0.1") -> int:
    """The port wanted, or the next one that is free."""
    return next(port for port in range(wanted, wanted + 200) if is_free(port, host))


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether nobody listens on a port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def _collect(environment: dict[str, str]) -> None:
    """Collect and compress static files, unless they are as they were."""
    root = Path(environment.get("YIWANG_DATA", "") or "var").resolve() / "static"
    mark, state = root / ".made-from", _digest(_sources())
    if mark.exists() and mark.read_text() == state:
        return
    command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
    subprocess.run(command, env=environment, check=True)  # noqa: S603
    mark.write_text(state)


def _sources() -> Iterable[Path]:
    package = Path(__file__).resolve().parents[1]
    return (path for folder in sorted(package.rglob("static")) for path in sorted(folder.rglob("*")))


def _digest(paths: Iterable[Path]) -> str:
    marks = (f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in paths if path.is_file())
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()
