"""Processes that are told to stop and do not listen leave nothing behind, not even what they started themselves."""

import os
import sys
import time
from pathlib import Path

from yiwang.site import running
from yiwang.site.running import Crew

DEAF = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork() == 0:
    open(sys.argv[1], "w").write(str(os.getpid()))
time.sleep(60)
"""


def gone(process):
    """A process that has ended; one that only waits to be collected has."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def waited(ready):
    until = time.monotonic() + 10
    while not ready() and time.monotonic() < until:
        time.sleep(0.02)
    return ready()


def test_who_does_not_listen_is_killed_with_its_children(tmp_path, monkeypatch):
    monkeypatch.setattr(running, "_PATIENCE", 0.2)
    crew, child = Crew(listen=False), tmp_path / "child"
    crew.start("deaf", [sys.executable, "-c", DEAF, str(child)], dict(os.environ))
    assert waited(lambda: child.exists() and child.read_text())
    crew.stop()
    assert crew.children["deaf"].poll() is not None or waited(lambda: crew.ended() == ["deaf"])
    assert waited(lambda: gone(child.read_text()))
