"""As whom the server runs: PostgreSQL refuses root, so root lends it an account without rights.

Nobody's folder is opened for that account: what it cannot reach is copied to a place that it can.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .binaries import Binaries
from .options import account_name, state_folder
from .problems import DatabaseProblem

NAMES = ("yiwang", "postgres")


@dataclass(frozen=True)
class Account:
    """An account of the operating system; ``other`` if it is not the one this process runs as."""

    name: str
    uid: int
    gid: int
    other: bool

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """Run a command as this account, in a neutral folder and environment, whatever its exit code."""
        return subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, check=False, cwd="/", env=environment(),
            **self.switch()
        )  # fmt: skip

    def switch(self) -> dict[str, Any]:
        """Arguments of ``subprocess`` that switch to the account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.other else {}


def environment() -> dict[str, str]:
    """The environment of PostgreSQL's programs: none of the caller's PG… variables, a locale that exists."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C.UTF-8"}


def server_account() -> Account:
    """The account for the server: this process's own, or for root one of ``NAMES``, made if need be.

    Raises:
        DatabaseProblem: root has no such account and may not make one.
    """
    if os.geteuid() != 0:
        return Account(pwd.getpwuid(os.geteuid()).pw_name, os.geteuid(), os.getegid(), other=False)
    wanted = account_name()
    for name in (wanted,) if wanted else NAMES:
        if found := _existing(name):
            return found
    return _made(wanted or NAMES[0])


def _existing(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, entry.pw_uid, entry.pw_gid, other=True) if entry.pw_uid else None


def _made(name: str) -> Account:
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if useradd:
        command = [
            useradd,
            "--system",
            "--user-group",
            "--home-dir",
            str(state_folder()),
            "--shell",
            "/usr/sbin/nologin",
            name,
        ]
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    if found := _existing(name):
        return found
    raise DatabaseProblem(
        f"PostgreSQL 不能以 root 运行, 而这里没有账号 {name}, 也无法建立它。请改用普通用户运行,"
        f" 或先建立账号 {name} (也可用 YIWANG_DB_ACCOUNT 指定已有账号), 或用 DATABASE_URL 指明已有的数据库。"
    )


def reachable(account: Account, binaries: Binaries) -> Binaries:
    """The programs where the account can run them: where they are, or a copy under the state folder."""
    if account.run(binaries.program("postgres"), "--version").returncode == 0:
        return binaries
    if not binaries.carry:
        raise DatabaseProblem(f"账号 {account.name} 无法运行 {binaries.bin} 中的程序, 请检查该文件夹的权限。")
    return Binaries(_copied(binaries) / binaries.bin.relative_to(binaries.carry[0].parent), binaries.major)


def _copied(binaries: Binaries) -> Path:
    mark = int(Path(binaries.program("postgres")).stat().st_mtime)
    target = state_folder() / f"postgresql-{binaries.major}-{mark}"
    if not target.exists():
        fresh = target.with_name(f"{target.name}.{os.getpid()}")
        for folder in binaries.carry:
            shutil.copytree(folder, fresh / folder.name, symlinks=True)
        open_to_read(fresh)
        _rename(fresh, target)
    return target


def open_to_read(folder: Path) -> None:
    """Let everybody read a copy that we made ourselves under the state folder."""
    for path in (state_folder(), folder, *(found for found in folder.rglob("*") if found.is_dir())):
        path.chmod(0o755)


def _rename(fresh: Path, target: Path) -> None:
    try:
        fresh.rename(target)
    except OSError:  # another process was first
        shutil.rmtree(fresh, ignore_errors=True)
