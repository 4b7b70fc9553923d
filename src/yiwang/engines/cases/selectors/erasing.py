"""What is known of erasing: the pack's grounds, what stands against a matter's erasure, orders and answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from yiwang.foundations.audit.public import Erasable, erasure_against
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.kernel.days import day_words
from yiwang.loader import World, once_per_world

from ..definitions.erasure import Asker, ErasureGround
from ..definitions.retention import Retention
from ..domain.keeping import years_before
from ..models import Case, CaseErasure, CaseParty
from ..models.erasure import DONE, OPEN
from .keeping import keep_until, retention_rules


@once_per_world
def _grounds(held: World) -> Mapping[str, ErasureGround]:
    return dict(held.all("erasure_ground"))


def erasure_grounds(asker: Asker | None = None) -> Mapping[str, ErasureGround]:
    """The grounds in force by id; only those on which this side may ask, if one is named."""
    return {key: held for key, held in _grounds(world()).items() if asker is None or asker in held.asked_by}


def erasable_of(root: Case, now: datetime) -> Erasable:
    """What an erasure of this matter is about. Inside a worker's scope.

    Args:
        root: the root of the matter.
        now: the instant.
    """
    cases = list(Case.objects.filter(root_id=root.id).order_by("id").values_list("id", "number"))
    ids = tuple(case for case, _ in cases)
    parties = CaseParty.objects.filter(case_id__in=ids).values_list("party_id", flat=True).distinct()
    numbers = tuple(number for _, number in cases)
    return Erasable(root.id, ids, numbers, root.open_key or "", tuple(parties), now)


def erasure_obstacles(root: Case, ground: ErasureGround, what: Erasable) -> list[str]:
    """What stands against erasing a matter on a ground, each a sentence; empty if nothing does. Worker's scope."""
    against = erasure_against(what)
    if not ground.within_term and (why := term_reason(root, what.at)):
        against.append(why)
    return against


def term_reason(root: Case, now: datetime) -> str:
    """Why the years of keeping stand against erasing a closed matter now; empty if they are over."""
    rule = retention_rules().get(root.type)
    if root.closed_at is None:
        return ""
    if rule is None or rule.keep is None:
        return "这类办件永久保管，或者没有定保管期限"
    until = keep_until(rule, root.closed_at)
    return f"保管期限到{day_words(until)}（{rule.keep.source}）" if until and until > now else ""


def erasures_open(limit: int = 200) -> Sequence[CaseErasure]:
    """Orders that wait for somebody, on matters that the scope may see; the oldest first."""
    return list(CaseErasure.objects.filter(state__in=OPEN).order_by("made_at")[:limit])


def erasures_of(root_id: UUID) -> Sequence[CaseErasure]:
    """Every order about a matter, newest first, as the scope may see them."""
    return list(CaseErasure.objects.filter(root_id=root_id).order_by("-made_at"))


def erasures_wished(actor: Actor, limit: int = 50) -> Sequence[CaseErasure]:
    """What an actor's parties asked for and how it was answered, newest first."""
    return list(CaseErasure.objects.filter(party_id__in=actor.parties).order_by("-made_at")[:limit])


def cases_over(now: datetime, limit: int = 100, rule: Retention | None = None) -> Sequence[Case]:
    """Archived matters in the scope whose years are over and that nobody has asked about, those closed first first.

    Args:
        now: the instant.
        limit: at most so many.
        rule: of this rule's type only; of all if None.
    """
    over: list[Case] = []
    for one in (rule,) if rule else retention_rules().values():
        if one.keep is not None:
            asked = CaseErasure.objects.filter(root_id=OuterRef("id"), state__in=(*OPEN, DONE))
            rows = _closed(one, one.keep.value, now).filter(~Exists(asked))[:limit]
            over += [case for case in rows if _is_over(one, case, now)]
    return sorted(over, key=lambda case: case.closed_at or now)[:limit]


def _is_over(rule: Retention, case: Case, now: datetime) -> bool:
    until = keep_until(rule, case.closed_at) if case.closed_at else None
    return until is not None and until <= now


def files_over(rule: Retention, now: datetime, limit: int) -> Sequence[Case]:
    """Archived matters whose files are past their years and still there, as the rule has it. Worker's scope."""
    if rule.keep_files is None:
        return []
    return list(_closed(rule, rule.keep_files.value, now).filter(files_erased_at=None)[:limit])


def _closed(rule: Retention, years: int, now: datetime) -> QuerySet[Case]:
    """Archived matters of a type closed so many years ago or more; the day itself is kept whole."""
    rows = Case.objects.filter(type=rule.case_type, parent_id=None, archived_at__isnull=False)
    return rows.filter(closed_at__lt=years_before(now, years)).order_by("closed_at")
