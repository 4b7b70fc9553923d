"""Names come in: brought to their standard form, refused where they cannot be read, and what is unknown is kept."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.names import character_said, name_read

from ..models import NameGap
from ..selectors.names import private_table

GAPS = system_actor("people")


class NameUnreadable(ValueError):
    """A name with a sign that stands for nothing; the sentence says which, and how to mend it."""


def name_typed(typed: str, *, place: str, now: datetime) -> str:
    """A name somebody typed, in its standard form.

    Args:
        typed: as it was typed or pasted.
        place: where, in words for the administrator's list.
        now: the instant.

    Raises:
        NameUnreadable: it holds a private code point no table knows, or a sign that no name has.
    """
    read = name_read(typed, private_table())
    if read.unknown:
        name_gaps_record(read.unknown, place, now)
        said = "、".join(map(character_said, read.unknown))
        raise NameUnreadable(
            f"姓名里有旧系统的专用字（{said}），别处认不出来。请删去它，用输入法打出这个字（拼音打不出的，"
            "可用“u”加笔画或手写）；打不出的，先用同音字，再到窗口出示证件改正。已经记下，管理员会补进字表。"
        )
    if read.odd:
        said = "、".join(map(character_said, read.odd))
        raise NameUnreadable(f"姓名里有不是字的符号（{said}），请删去。")
    return read.text


def name_taken(given: str, *, place: str) -> str:
    """A name another system gives, in its standard form; what is unknown stays in it and is kept for mending."""
    read = name_read(given, private_table())
    if read.unknown:
        name_gaps_record(read.unknown, place, timezone.now())
    return read.text


def name_gaps_record(signs: Iterable[str], place: str, now: datetime) -> None:
    """Keep that these code points came and could not be mended; no name is kept."""
    with as_actor(GAPS):
        for sign in sorted(set(signs)):
            code = f"U+{ord(sign):04X}"
            row = NameGap(code_point=code, place=place, seen=0, first_at=now, last_at=now)
            NameGap.objects.bulk_create([row], ignore_conflicts=True)
            NameGap.objects.filter(code_point=code).update(seen=F("seen") + 1, last_at=now, place=place)
