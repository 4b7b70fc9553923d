"""``yiwang serve``: the site's web server."""

import argparse

from yiwang.site.cli.attached import attached
from yiwang.site.running import Crew, default_workers, server_command, site_environment


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``serve``."""
    noun = subparsers.add_parser("serve", help="启动网站 / serve the site")
    noun.add_argument("--host", default="127.0.0.1")
    noun.add_argument("--port", type=int, default=8000)
    noun.add_argument(
        "--workers", type=int, default=default_workers(), help="进程数 / processes, one thread each"
    )
    noun.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Serve until stopped."""
    with attached(keep=True):
        crew = Crew()
        environment = site_environment(static="manifest")
        crew.start("serve", server_command(asked.host, asked.port, asked.workers), environment)
        return crew.wait()
