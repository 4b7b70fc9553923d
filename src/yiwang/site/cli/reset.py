"""``yiwang reset``: throw away everything a demo site has written."""

import argparse
import fcntl
import os
import shutil
import sys
from pathlib import Path

from yiwang.site.cli.attached import data_folder, is_embedded
from yiwang.site.database import attaching
from yiwang.site.database.places import Places

OURS = (
    "postgres", "run", "files", "keys", "mail", "static", "log", "seals", "secret-key", "demo",
)  # fmt: skip
"""What Yiwang writes into its data folder; nothing else there is touched."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``reset``."""
    noun = subparsers.add_parser("reset", help="清空数据文件夹 / throw away all data of this site")
    noun.add_argument("--yes", action="store_true", help="不再询问 / do not ask")
    noun.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Delete what lies in the data folder, after asking; refuses while anything runs."""
    data = data_folder()
    if not is_embedded():
        return _refuse(
            "DATABASE_URL 指明了另外的数据库。yiwang reset 只清空自带的数据库, 请用该数据库自己的工具。"
        )
    if not Places(data).run.exists():
        print(f"{data} 中没有数据。")
        return 0
    if not asked.yes and not _agreed(data):
        return _refuse("没有删除任何东西。")
    return _reset(data)


def _agreed(data: Path) -> bool:
    print(f"将删除 {data} 中的数据库、密钥、文件和邮件, 无法恢复。请输入 yes 确认: ", end="", flush=True)
    return sys.stdin.readline().strip() == "yes"


def _reset(data: Path) -> int:
    places = Places(data)
    with places.users.open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while a watchdog is stopping
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return _refuse("还有程序在运行 (例如 yiwang demo), 请先停止它们。")
        attaching.stop(places)  # a watchdog that is still stopping waits for the lock we hold
        _delete(data)
    print(f"已清空 {data}。")
    return 0


def _delete(data: Path) -> None:
    for name in OURS:
        path = data / name
        real = Path(os.path.realpath(path))
        for one in {path, real} if path.is_symlink() else {path}:
            shutil.rmtree(one) if one.is_dir() and not one.is_symlink() else one.unlink(missing_ok=True)


def _refuse(sentence: str) -> int:
    print(f"■ {sentence}", file=sys.stderr)
    return 1
