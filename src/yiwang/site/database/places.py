"""Where the embedded database keeps its things inside a data folder."""

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

_SOCKET_PATH_LIMIT = 90  # a Unix socket's whole path may have 107 bytes; its name takes 16


@dataclass(frozen=True)
class Places:
    """Files and folders of one embedded database; ``data`` is the site's visible data folder."""

    data: Path

    @property
    def cluster(self) -> Path:
        """The cluster itself; a link elsewhere if the server's account cannot reach the data folder."""
        return self.data / "postgres"

    @property
    def run(self) -> Path:
        """Locks, state and logs."""
        return self.data / "run"

    @property
    def users(self) -> Path:
        """Lock held shared by every attached process, and exclusively by a watchdog that stops."""
        return self.run / "users.lock"

    @property
    def watchdog(self) -> Path:
        """Lock held by the watchdog as long as it lives."""
        return self.run / "watchdog.lock"

    @property
    def state(self) -> Path:
        """What the watchdog says of itself, as JSON."""
        return self.run / "database.json"

    @property
    def stopped(self) -> Path:
        """Present after ``yiwang db stop --force``: attached processes do not start it again."""
        return self.run / "database.stopped"

    @property
    def log(self) -> Path:
        """What watchdog and server write."""
        return self.run / "database.log"

    @property
    def password(self) -> Path:
        """The owner's password for TCP connections, readable by the owner of the data folder only."""
        return self.run / "database-password"


def socket_folder(data: Path) -> Path:
    """The folder of the server's socket: in the data folder, or in a short place if that path is too long."""
    inside = data / "run" / "socket"
    if len(str(inside).encode()) <= _SOCKET_PATH_LIMIT:
        return inside
    return Path(tempfile.gettempdir()) / f"yiwang-{hashlib.sha256(str(data).encode()).hexdigest()[:16]}"
