"""``yiwang db``: look at the embedded database."""

import argparse
import subprocess
import sys

from yiwang.site.cli.attached import data_folder, is_embedded
from yiwang.site.database import attaching
from yiwang.site.database.binaries import find_binaries
from yiwang.site.database.places import Places
from yiwang.site.database.problems import DatabaseProblem


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``db`` with its verbs."""
    noun = subparsers.add_parser("db", help="自带的数据库 / the embedded database")
    verbs = noun.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    verbs.add_parser("url", help="连接地址 / its address").set_defaults(run=_url)
    verbs.add_parser("shell", help="打开 psql / open psql").set_defaults(run=_shell)
    verbs.add_parser("status", help="是否在运行 / whether it runs").set_defaults(run=_status)
    stop = verbs.add_parser("stop", help="停止 / stop it")
    stop.add_argument("--force", action="store_true", help="即使仍有程序在用 / even if somebody uses it")
    stop.set_defaults(run=_stop)


def _url(asked: argparse.Namespace) -> int:
    if not is_embedded():
        return _other()
    from yiwang.site.settings.database import embedded_url

    print(embedded_url(data_folder()))
    return 0


def _shell(asked: argparse.Namespace) -> int:
    if not is_embedded():
        return _other()
    try:
        with attaching.attach(data_folder(), say=print) as held:
            return subprocess.run([find_binaries().program("psql"), held.url()], check=False).returncode  # noqa: S603
    except DatabaseProblem as problem:
        print(f"■ {problem}", file=sys.stderr)
        return 1


def _status(asked: argparse.Namespace) -> int:
    if not is_embedded():
        return _other()
    places = Places(data_folder())
    found = attaching.state(places)
    if not found:
        print(f"没有运行。数据在 {places.cluster}。")
        return 1
    print(f"正在运行 (进程 {found['postmaster']}), 数据在 {places.cluster}。")
    return 0


def _stop(asked: argparse.Namespace) -> int:
    if not is_embedded():
        return _other()
    places = Places(data_folder())
    if attaching.users_hold(places) and not asked.force:
        print("还有程序在使用数据库 (例如 yiwang demo), 请先停止它们, 或加 --force。", file=sys.stderr)
        return 1
    attaching.stop(places)
    print("数据库已停止。")
    return 0


def _other() -> int:
    print("DATABASE_URL 指明了另外的数据库, 由它自己的工具管理。", file=sys.stderr)
    return 2
