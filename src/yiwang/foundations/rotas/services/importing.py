"""Taking a rota in from a file: tried first, all of it or nothing. What is tried is what would be done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yiwang.foundations.people.public import account_rules, colleagues
from yiwang.kernel.actor import Actor
from yiwang.kernel.tables import LineProblem

from ..pure import RotaFile, RotaLine, rota_read
from .keeping import RotaRefused, Wanted, keeper_of, shift_add


@dataclass
class RotaOutcome:
    """What a file came to: problems by line (then nothing was done), and how many shifts were added."""

    problems: list[LineProblem] = field(default_factory=list)
    added: int = 0


def rota_file(data: bytes) -> RotaFile:
    """What a file says, held to the size that the rules of accounts allow.

    Raises:
        TableUnreadable: the file as a whole cannot be read.
        AccountRulesMissing: the pack says nothing about files that are taken in.
    """
    limits = account_rules().import_limits
    return rota_read(data, rows=limits.rows.value, kilobytes=limits.kilobytes.value)


def rota_try(actor: Actor, unit: str, lines: Sequence[RotaLine], *, now: datetime) -> RotaOutcome:
    """What taking these lines in would come to; nothing stays.

    Raises:
        RotaRefused: it is not one's own rota.
    """
    with transaction.atomic():
        outcome = _take(actor, unit, lines, now)
        transaction.set_rollback(True)
    return outcome


def rota_import(actor: Actor, unit: str, lines: Sequence[RotaLine], *, now: datetime) -> RotaOutcome:
    """Put all these people on a rota; one problem, and nobody is.

    Raises:
        RotaRefused: it is not one's own rota.
    """
    with transaction.atomic():
        outcome = _take(actor, unit, lines, now)
        if outcome.problems:
            transaction.set_rollback(True)
    return outcome


def _take(actor: Actor, unit: str, lines: Sequence[RotaLine], now: datetime) -> RotaOutcome:
    keeper_of(actor, unit)
    outcome, known = RotaOutcome(), _known(actor, now)
    for line in lines:
        try:
            with transaction.atomic():
                shift_add(actor, _wanted(unit, line, known), now=now)
                outcome.added += 1
        except RotaRefused as error:
            outcome.problems.append(LineProblem(line.line, str(error)))
    return outcome


def _known(actor: Actor, now: datetime) -> dict[tuple[str, str], UUID]:
    """The people at work in one's own units, by sign-in name and post."""
    return {(one.username, one.hat.actor.post): one.account_id for one in colleagues(actor.own_units, now)}


def _wanted(unit: str, line: RotaLine, known: dict[tuple[str, str], UUID]) -> Wanted:
    account = known.get((line.username, line.post))
    if account is None:
        raise RotaRefused(
            f"登录名“{line.username[:40]}”现在不任岗位“{line.post[:60]}”，或者不在本单位。请照模板里列出的人填。"
        )
    since, until = (timezone.make_aware(one) for one in (line.since, line.until))
    return Wanted(unit, account, line.post, since, until, line.phone)
