"""Having a database for one command: that of ``DATABASE_URL``, or the embedded one while it runs."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yiwang.site.database.attaching import Attachment, attach


def data_folder() -> Path:
    """The site's data folder, known without loading the settings."""
    return Path(os.environ.get("YIWANG_DATA", "") or "var").resolve()


def is_embedded() -> bool:
    """Whether no other database is named."""
    return not os.environ.get("DATABASE_URL")


@contextmanager
def attached(*, keep: bool = False) -> Iterator[Attachment | None]:
    """Hold the embedded database; None if another one is named.

    Args:
        keep: for a long-lived process: replace the watchdog if somebody kills it.

    Raises:
        DatabaseProblem: the embedded database cannot run.
    """
    if not is_embedded():
        yield None
        return
    with attach(data_folder(), say=_say) as held:
        if keep:
            held.keep()
        yield held


def _say(text: str) -> None:
    print(text, file=sys.stderr)
