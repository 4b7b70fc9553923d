"""``yiwang worker``: what happens without anybody asking: messages, clocks, seals."""

import argparse
import os
import signal
import threading

from yiwang.site.cli.attached import attached


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``worker``."""
    noun = subparsers.add_parser("worker", help="后台任务 / deliver messages, work off clocks, seal logs")
    noun.add_argument("--once", action="store_true", help="做完现有的就结束 / stop when nothing is due")
    noun.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; the transaction at hand is finished first."""
    os.environ.setdefault("YIWANG_DB_ROLE", "yiwang_app")
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    with attached(keep=True):
        import django

        django.setup()
        from yiwang.site.worker import work

        work(stopping, once=asked.once)
    return 0
