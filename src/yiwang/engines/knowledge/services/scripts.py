"""What a unit wrote as a case and another person agreed to becomes a script; what may not be kept goes back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from yiwang.engines.cases.public import CaseRefused, EffectCall, acts_done, case_move, cases_visible_to
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.organisations.public import post_labels, unit_get
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.ids import uuid_of

from ..domain.errors import KnowledgeRefused
from ..domain.script import SEAT, Script, script_check
from ..models import Article, Version
from ..policies import KEEPER
from ..selectors.rules import rules_in_force
from .writing import version_add, version_settle

EFFECT = system_actor("effect")
WRITTEN, AGREED = "write", "agree"
"""Acts of a case type by which a script is written and agreed to; their logs say who."""

KEPT, UNFIT = "kept", "unfit"
"""The acts that answer the effect."""

ARTICLE, COPIED = "article", "version"
"""Entries of such a case's form: the script that is to be renewed, the version that a place above takes over."""


def script_keep(call: EffectCall, now: datetime) -> None:
    """Keep what a case says as a script, and tell the case so; again is once.

    The database's own constraint holds that who wrote it did not agree to it.
    """
    with as_actor(KEEPER):
        case = cases_visible_to(KEEPER).get(id=call.case_id)
        if Version.objects.filter(reason=_mark(call)).exists() or not case.is_open:
            return _answer(call, KEPT, {}, now)
        try:
            version = _kept(case, call, now)
        except KnowledgeRefused as refused:
            return _answer(call, UNFIT, {"reason": str(refused)}, now)
        audit_record(
            KEEPER, "knowledge.script.kept", f"knowledge:{version.article_id}", {"case": case.number}, now=now
        )
        return _answer(call, KEPT, {}, now)


def _answer(call: EffectCall, act: str, data: dict[str, str], now: datetime) -> None:
    try:
        case_move(actor=EFFECT, case_id=call.case_id, act=act, data=data, now=now)
    except CaseRefused:
        return  # answered before: the same call came twice


def _kept(case: Any, call: EffectCall, now: datetime) -> Version:
    form, rules = case.data.get("form") or {}, rules_in_force()
    script = _copied(form) or _said(case, form)
    script_check(script, longest=int(rules.longest.value))
    article = _article(case, form, now)
    who = {done.act: done for done in acts_done([case.id], [WRITTEN, AGREED])}
    labels = post_labels(done.hat.removeprefix("post:") for done in who.values())
    names = {act: labels.get(done.hat.removeprefix("post:"), "") for act, done in who.items()}
    writer, reader = who.get(WRITTEN), who.get(AGREED)
    version = version_add(
        rules, article, script, by=writer.account if writer else None, label=names.get(WRITTEN, ""), now=now
    )
    version_settle(
        version, agreed=True, by=reader.account if reader else None, label=names.get(AGREED, ""), reason=_mark(call),
        now=now,
    )  # fmt: skip
    return version


def _mark(call: EffectCall) -> str:
    """Stands as the reviewer's remark, and says that this call was answered."""
    return f"办件审核（{call.root_id}-{call.seq}）"


def _article(case: Any, form: dict[str, Any], now: datetime) -> Article:
    """The script to be renewed, or a new one of the unit that was asked."""
    if known := Article.objects.filter(id__in=_uuids(form.get(ARTICLE))).first():
        return known
    unit = unit_get(case.owner_unit_id)
    place = case.division_id if COPIED in form or not unit else unit.body.division_id
    held = {"unit_id": case.owner_unit_id, "division_id": place, "at": now}
    return Article.objects.get_or_create(key=f"case:{case.id}", defaults=held)[0]


def _said(case: Any, form: dict[str, Any]) -> Script:
    said = case.data.get("kept") or {}
    until = said.get("valid_until")
    return Script(
        said.get("question", ""), said.get("answer", ""), said.get("words", ""), str(form.get("category", "")),
        said.get("audience", SEAT), valid_until=date.fromisoformat(until) if until else None,
        source=said.get("source", ""),
    )  # fmt: skip


def _copied(form: dict[str, Any]) -> Script | None:
    """What a lower place's version says, as the place above takes it over."""
    held = Version.objects.filter(id__in=_uuids(form.get(COPIED))).first()
    if held is None:
        return None
    names = ("question", "answer", "words", "category", "audience", "valid_until", "source", "status",
             "text_version", "checked_on")  # fmt: skip
    return Script(**{name: getattr(held, name) for name in names})


def _uuids(said: Any) -> list[UUID]:
    """The id that is said; none if it is no id."""
    held = uuid_of(str(said))
    return [held] if held else []
