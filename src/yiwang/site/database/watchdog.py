"""The parent of the postmaster, detached from whoever started it.

Called as ``python -m yiwang.site.database.watchdog DATA FD``.

It holds the watchdog lock as long as it lives. It starts the postmaster, starts it again after a crash,
and stops it as soon as nobody holds the users lock. If it is killed itself, the kernel asks the
postmaster to stop (Linux), and an attached process starts the next watchdog.
"""

import ctypes
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from .account import Account, environment, reachable, server_account
from .binaries import find_binaries
from .cluster import prepare
from .places import Places
from .problems import DatabaseProblem
from .processes import alive, postmaster_of

TRIES = 5
"""Crashes in a row after which the watchdog gives up."""

STEADY = 60.0
"""Seconds of running after which earlier crashes are forgotten."""

_PULSE = 0.1
_PATIENCE = 60.0
_LOG_LIMIT = 20_000_000
_PR_SET_PDEATHSIG = 1


class Watchdog:
    """One postmaster's keeper."""

    def __init__(self, data: Path) -> None:
        self.places = Places(data)
        self.asked_to_stop = False
        self.crashes = 0
        self.started = 0.0
        self.child: subprocess.Popen[bytes] | None = None
        self.pid = 0
        self.users = os.open(self.places.users, os.O_RDWR | os.O_CREAT, 0o600)

    def run(self) -> None:
        """Keep the postmaster until nobody needs it or it will not live."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)
        self._start()
        while not self._over():
            time.sleep(_PULSE)
        self._stop()
        self.places.state.unlink(missing_ok=True)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def _over(self) -> bool:
        if self.asked_to_stop or _lock(self.users):
            return True
        if self._lives():
            return False
        return not self._start_again()

    def _lives(self) -> bool:
        return self.child.poll() is None if self.child else alive(self.pid)

    def _start(self) -> None:
        """Adopt the postmaster that a killed watchdog left behind, or start one."""
        account = server_account()
        left = postmaster_of(self.places.cluster)
        if left and self._ends(left):
            left = None
        if left:
            self.pid = left
        else:
            self._spawn(account)
        self.started = time.monotonic()
        self._tell()

    def _ends(self, pid: int) -> bool:
        """Whether a postmaster without watchdog goes by itself, as the kernel asked it to."""
        until = time.monotonic() + (2.0 if sys.platform == "linux" else 0.0)
        while time.monotonic() < until and alive(pid):
            time.sleep(0.02)
        return not alive(pid)

    def _spawn(self, account: Account) -> None:
        binaries = reachable(account, find_binaries())
        prepare(self.places, account, binaries)
        (self.places.cluster / "postmaster.pid").unlink(missing_ok=True)  # its writer is gone: see _start
        self._turn_log()
        with self.places.log.open("ab") as log:
            self.child = subprocess.Popen(  # noqa: S603
                [binaries.program("postgres"), "-D", str(self.places.cluster.resolve())],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=environment(),
                preexec_fn=_die_with_parent, **account.switch(),
            )  # fmt: skip
        self.pid = self.child.pid

    def _start_again(self) -> bool:
        if time.monotonic() - self.started > STEADY:
            self.crashes = 0
        self.crashes += 1
        _say(f"the server ended by itself, {self.crashes} of {TRIES} times")
        if self.crashes > TRIES:
            return False
        time.sleep(0.1 * 2 ** (self.crashes - 1))
        self.child = None
        self._start()
        return True

    def _stop(self) -> None:
        if self._lives():
            os.kill(self.pid, signal.SIGINT)
        until = time.monotonic() + _PATIENCE
        while self._lives() and time.monotonic() < until:
            time.sleep(0.02)
        if self._lives():
            os.kill(self.pid, signal.SIGQUIT)

    def _turn_log(self) -> None:
        if self.places.log.exists() and self.places.log.stat().st_size > _LOG_LIMIT:
            self.places.log.rename(self.places.log.with_suffix(".log.1"))

    def _tell(self) -> None:
        said = {"watchdog": os.getpid(), "postmaster": self.pid, "crashes": self.crashes}
        fresh = self.places.state.with_suffix(".new")
        fresh.write_text(json.dumps(said))
        fresh.rename(self.places.state)


def _die_with_parent() -> None:
    """Have the kernel stop the postmaster (fast shutdown) when the watchdog dies, however it dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _say(text: str) -> None:
    sys.stderr.write(f"watchdog {os.getpid()}: {text}\n")
    sys.stderr.flush()


def main(arguments: list[str]) -> int:
    """Run as a watchdog of the data folder given; the second argument is the lock, inherited open."""
    os.set_inheritable(int(arguments[1]), False)
    try:
        Watchdog(Path(arguments[0])).run()
    except DatabaseProblem as problem:
        _say(str(problem))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
