"""What the worker forgets by itself: files and matters past their time as the pack says, and who looked at what."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import connection

from yiwang.foundations.audit.public import erasure_against, erasure_files
from yiwang.foundations.files.public import files_erase
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.stopping import Stopping, never, until_stopped

from ..definitions.retention import Retention
from ..domain.keeping import FILES_ERASED, noted
from ..models import Case
from ..selectors import matter_load
from ..selectors.erasing import cases_over, erasable_of, erasure_grounds, files_over
from ..selectors.keeping import looks_kept_since, retention_rules
from .erasing import ERASER, matter_erase
from .writing import write

log = logging.getLogger(__name__)
BATCH = 200
BY_ITSELF = "系统依保管期限表自动办理"


@dataclass
class Forgotten:
    """What a run erased, and what it could not (its errors are logged; it is tried again the next time)."""

    matters: int = 0
    files: int = 0
    looks: int = 0
    failed: tuple[UUID, ...] = ()


def cases_forget_due(now: datetime, *, stopping: Stopping = never) -> Forgotten:
    """Erase what the pack says goes by itself; it may be run as often as one likes, each matter is a transaction.

    Args:
        now: the instant.
        stopping: asked between matters; once true the run ends.
    """
    done = Forgotten(looks=_looks(now))
    for rule in retention_rules().values():
        with as_actor(ERASER):
            over = files_over(rule, now, BATCH)
            ended = cases_over(now, BATCH, rule) if rule.when_over else []
        done.files += sum(_each(until_stopped(over, stopping), partial(_files, now=now), done))
        done.matters += sum(_each(until_stopped(ended, stopping), partial(_matter, rule=rule, now=now), done))
    return done


def _each(cases: Iterable[Case], act: Callable[[Case], int], done: Forgotten) -> list[int]:
    counts = []
    for case in cases:
        try:
            counts.append(act(case))
        except Exception:
            log.exception("cases.forget.matter_failed", extra={"root": str(case.id)})
            done.failed += (case.id,)
    return counts


def _files(root: Case, now: datetime) -> int:
    """The files of one matter whose years are over, unless something needs them still."""
    with as_actor(ERASER):
        matter = matter_load(root.id, lock=True)
        what = erasable_of(root, now)
        if erasure_against(what):
            return 0
        files = erasure_files(what)
        gone = files_erase(files)
        with connection.cursor() as cursor:
            cursor.execute("SELECT case_files_gone(%s, %s)", [root.id, now])
        if gone:
            write(noted(matter, root.id, ERASER, FILES_ERASED, f"文件保管期满，删除 {gone} 份", now), root.id)
        return gone


def _matter(root: Case, rule: Retention, now: datetime) -> int:
    with as_actor(ERASER):
        if erasure_against(erasable_of(root, now)):
            return 0
    matter_erase(root, erasure_grounds()[rule.when_over or ""], BY_ITSELF, now)
    return 1


def _looks(now: datetime) -> int:
    """Looks at what is archived, and those older than the pack keeps them; a batch a time."""
    before = looks_kept_since(now)
    gone, last = 0, BATCH
    while last >= BATCH:
        with as_actor(ERASER), connection.cursor() as cursor:
            cursor.execute("SELECT case_looks_forget(%s, %s)", [before, BATCH])
            last = cursor.fetchone()[0]
        gone += last
    return gone
