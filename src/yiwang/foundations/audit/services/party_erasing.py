"""Erasing a person as such: what each app keeps of it, and its name in audit's own log, whose chains still verify.

Each app answers for its own tables, as with matters: ``party_erasure_step`` in its migrations says what goes, what
stays and why, and what stands against it; ``register_party_eraser`` in ``ready()`` has it asked.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection

from yiwang.foundations.audit.domain.erasing import ErasableParty, Erasure, Going, Staying
from yiwang.foundations.audit.domain.hashes import event_hash
from yiwang.foundations.audit.services.erasing import ERASED
from yiwang.foundations.audit.services.logs import OWN_LOG
from yiwang.foundations.audit.services.recording import audit_record
from yiwang.foundations.audit.services.rows import rows_as_dicts
from yiwang.foundations.audit.services.steps import StepRegister
from yiwang.kernel.actor import Actor

OWN_ROWS, LABELS = "审计日志中本人记录的正文（含查阅记录）", "审计日志中的本人姓名"
_PLACES = ("account", "hat", "subject")
_ROWS = " UNION ".join(
    f"SELECT e.*, b.seq IS NOT NULL AS has_body FROM audit_event e LEFT JOIN audit_body b USING (subject, seq)"  # noqa: S608
    f" WHERE e.{place} = ANY(%s)"
    for place in _PLACES
)
_HAS_BODY = "has_body"

_steps = StepRegister("party_erase_", "%s::uuid[], %s::uuid[], %s::text[], %s, %s")
_purposes: set[str] = set()

Row = dict[str, Any]


def register_party_eraser(name: str, *, blinds: Iterable[str] = ()) -> None:
    """Have an app's share of a person erased with the rest, as its ``party_erasure_step`` says; call it in ``ready()``.

    Args:
        name: of the step.
        blinds: purposes under which the app keeps blind indexes of phone numbers.
    """
    _steps.add(name)
    _purposes.update(blinds)


def party_erasers() -> list[str]:
    """The names that are registered, in the order in which they are asked."""
    return _steps.names()


def party_blind_purposes() -> list[str]:
    """Every purpose under which an app keeps blind indexes of phone numbers."""
    return sorted(_purposes)


def party_erasure_against(who: ErasableParty) -> list[str]:
    """What the apps hold against erasing a person at all, each a sentence. Call it inside a worker's scope."""
    return [str(line) for (line,) in _steps.rows("_against", _values(who))]


def party_erasure_goes(who: ErasableParty) -> list[Going]:
    """What would go with a person besides its matters, and how many of each. Call it inside a worker's scope."""
    own, named = _shares(who)
    rows = [(OWN_ROWS, len(own)), (LABELS, len(named)), *_steps.rows("_goes", _values(who))]
    return [Going(str(what), int(number)) for what, number in rows if number]


def party_erasure_stays(who: ErasableParty) -> list[Staying]:
    """What would stay of a person, and why. Call it inside a worker's scope."""
    return [Staying(str(what), str(why)) for what, why in _steps.rows("_stays", _values(who))]


def party_erasure_files(who: ErasableParty) -> list[UUID]:
    """The stored files that belong to a person and to no matter that stays. Call it inside a worker's scope."""
    return sorted({UUID(str(row)) for (row,) in _steps.rows("_files", _values(who))})


def party_erasure_run(actor: Actor, who: ErasableParty, *, ground: str, by: str) -> None:
    """Erase what every app keeps of a person; the caller has checked that it may. Inside a worker's scope.

    Args:
        actor: who carries out the order.
        who: the person.
        ground: the article or decision.
        by: who ordered and who confirmed.
    """
    list(_steps.rows("", _values(who)))
    own, named = _shares(who)
    changed = sorted([*own, *(row for row in named if row not in own)], key=_place)
    for subject, rows in groupby(changed, key=lambda row: str(row["subject"])):
        _rows_erase(actor, subject, list(rows), who, ground, by)


def _values(who: ErasableParty) -> list[Any]:
    return [list(who.parties), list(who.accounts), list(who.blinds), who.keeps, who.at]


def _subjects(who: ErasableParty) -> list[str]:
    """The chains that are about this person and nobody else."""
    return [*(f"party:{one}" for one in who.parties), *(f"account:{one}" for one in who.accounts)]


def _shares(who: ErasableParty) -> tuple[list[Row], list[Row]]:
    """Rows whose words go, since they are on the person's own chains; and rows that only name it as who acted."""
    subjects = _subjects(who)
    rows = rows_as_dicts(_ROWS, [list(who.accounts), list(who.hats), subjects])
    own = [
        row for row in rows if row["subject"] in subjects and (row[_HAS_BODY] or row["public"] is not None)
    ]
    return own, [row for row in rows if row["hat_label"] and _names(row, who)]


def _names(row: Row, who: ErasableParty) -> bool:
    return row["account"] in who.accounts or row["hat"] in who.hats


def _place(row: Row) -> tuple[str, int]:
    return str(row["subject"]), int(row["seq"])


def _rows_erase(
    actor: Actor, subject: str, rows: list[Row], who: ErasableParty, ground: str, by: str
) -> None:
    """Blank what names the person on one chain; what is left of each row is vouched for by the order."""
    own = subject in _subjects(who)
    left = {int(row["seq"]): _left(row, who, own) for row in rows}
    gone = tuple(int(row["seq"]) for row in rows if own and row[_HAS_BODY])
    kept = {seq: event_hash(bytes(row["prev"]), row, str(row["algo"])) for seq, row in left.items()}
    order = Erasure(OWN_LOG.name, subject, gone, ground, by, kept)
    with connection.cursor() as cursor:
        for seq, row in left.items():
            blank = [row["hat_label"] == "", row["public"] is None]
            cursor.execute("SELECT audit_row_erase(%s, %s, %s, %s, %s)", [subject, seq, *blank, seq in gone])
    audit_record(actor, ERASED, f"erasure:{OWN_LOG.name}:{subject}", {}, order.as_json(), now=who.at)


def _left(row: Row, who: ErasableParty, own: bool) -> Row:
    blank: Row = {"hat_label": ""} if _names(row, who) else {}
    blank |= {"public": None} if own else {}
    return {name: value for name, value in (row | blank).items() if name != _HAS_BODY}
