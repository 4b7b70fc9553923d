"""Whether a process lives, and whether it is the postmaster of a certain cluster."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and was not fetched by its parent (a zombie) does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _state(pid) != "Z"


def postmaster_of(cluster: Path) -> int | None:
    """The process id of a living postmaster that works in this cluster, whatever its pid file says."""
    return next((pid for pid in _possible(cluster) if _works_in(pid, cluster)), None)


def _possible(cluster: Path) -> Iterator[int]:
    written = _written_pid(cluster)
    if written:
        yield written
    if _PROC.joinpath("self").exists():
        yield from (int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit())


def _written_pid(cluster: Path) -> int:
    try:
        first = (cluster / "postmaster.pid").read_text().partition("\n")[0].strip()
    except OSError:
        return 0
    return int(first) if first.isdigit() else 0


def _works_in(pid: int, cluster: Path) -> bool:
    """Backends work in the cluster as well; the postmaster is the one whose parent is no such process."""
    if not alive(pid):
        return False
    if not _PROC.joinpath("self").exists():
        return "postgres" in _command(pid)
    return _is_server(pid, cluster) and not _is_server(_parent(pid), cluster)


def _is_server(pid: int, cluster: Path) -> bool:
    try:
        here = os.readlink(_PROC / str(pid) / "cwd")  # noqa: PTH115
        name = (_PROC / str(pid) / "comm").read_text().strip()
    except OSError:
        return False
    return name == "postgres" and here == str(cluster.resolve()) and _state(pid) != "Z"


def _stat(pid: int) -> list[str]:
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _state(pid: int) -> str:
    return (_stat(pid) or ["?"])[0]


def _parent(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[1]) if len(fields) > 1 else 0


def _command(pid: int) -> str:
    command = ["/bin/ps", "-o", "command=", "-p", str(pid)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603
