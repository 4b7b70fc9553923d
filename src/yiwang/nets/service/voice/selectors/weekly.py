"""The sentences that caused most supplements in a time, and what became of them after a release."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from yiwang.engines.cases.public import RemarkMade, cases_opened, remarks_made
from yiwang.foundations.releases.public import releases_recent, world

from ..domain.sentences import Sentence, in_a_hundred, said_alike, sentences
from ..models import SentenceFix
from .rules import rules_in_force


@dataclass(frozen=True)
class SentenceLine:
    """A sentence with how many of a hundred cases of its item it came to, and the releases that were to end it."""

    sentence: Sentence
    opened: int
    rate: float | None
    fixes: tuple[SentenceFix, ...]


@dataclass(frozen=True)
class FixLine:
    """What a release did to a sentence: the rate per hundred cases in the weeks before it and after it.

    Attributes:
        after: None while nothing was opened since; ``whole`` says whether all the weeks after it have passed.
    """

    fix: SentenceFix
    release: str
    applied_at: datetime
    before: float | None
    after: float | None
    whole: bool


def request_acts() -> list[str]:
    """The acts by which the one request for supplements goes out, of every case type in force."""
    rules = (held.gathering for held in world().all("case_type").values())
    return sorted({rule.request for rule in rules if rule is not None and rule.request})


def sentence_lines(since: datetime, until: datetime) -> list[SentenceLine]:
    """The sentences of a time, as far as the log is in scope, the most frequent first."""
    rules = rules_in_force().sentences
    found = sentences(remarks_made(request_acts(), since, until), rules.alike_from.value)
    listed = [one for one in found if one.cases >= rules.at_least.value]
    opened = cases_opened(sorted({one.subject for one in listed}), since, until)
    fixes = list(SentenceFix.objects.order_by("at"))
    return [_line(one, opened.get(one.subject, 0), fixes, rules.alike_from.value) for one in listed]


def _line(one: Sentence, opened: int, fixes: Sequence[SentenceFix], alike_from: float) -> SentenceLine:
    theirs = tuple(
        fix for fix in fixes if said_alike(one.said, fix.subject, fix.about, fix.wording, alike_from)
    )
    return SentenceLine(one, opened, in_a_hundred(one.cases, opened), theirs)


def fix_lines(now: datetime) -> list[FixLine]:
    """Every sentence that a release was to end, with the effect, newest first."""
    releases = {release.pk: release for release in releases_recent(200)}
    fixes = [fix for fix in SentenceFix.objects.order_by("-at")[:100] if fix.release_id in releases]
    return [
        _effect(fix, releases[fix.release_id].title, releases[fix.release_id].applied_at, now)
        for fix in fixes
    ]


def _effect(fix: SentenceFix, title: str, applied: datetime, now: datetime) -> FixLine:
    weeks = timedelta(weeks=rules_in_force().sentences.weeks.value)
    before, after = _rate(fix, applied - weeks, applied), _rate(fix, applied, min(applied + weeks, now))
    return FixLine(fix, title, applied, before, after, now >= applied + weeks)


def _rate(fix: SentenceFix, since: datetime, until: datetime) -> float | None:
    said: list[RemarkMade] = remarks_made(request_acts(), since, until)
    alike_from = rules_in_force().sentences.alike_from.value
    count = said_alike(said, fix.subject, fix.about, fix.wording, alike_from)
    return in_a_hundred(count, cases_opened([fix.subject], since, until).get(fix.subject, 0))
