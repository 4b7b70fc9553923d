"""Supplements brought to a counter: the official sees only what is missing, takes it the way it is taken online."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.engines.applications.public import HandedIn, actor_in_presence, matters_in_presence
from yiwang.engines.cases.public import matter_cases, matter_page
from yiwang.faces.matter.public import Ask, Supplied, supplement_asked, supplement_supply
from yiwang.foundations.audit.public import access_record, audit_record
from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.files.public import file_grant, file_store_generated
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.papers.public import paper_render
from yiwang.foundations.people.public import access_party, capacities_of, mandate_for, party_lookup
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.attending import AttendingRefused, Identified
from ..selectors.crossing import refuse_beyond
from .hearing import progress_words, stuck_words

RECEIPT = "supplement_receipt"
"""The paper that packs have for what was brought: number, list, and that it is no decision."""

NOTHING = Ask((), None)
UNKNOWN = "没有找到等他补材料的办件。请核对证件、姓名和编号；已经补过的不用再补，别人的办件要有委托或是登记的代表人。"


@dataclass(frozen=True)
class Missing:
    """A matter of which something is missing.

    Attributes:
        here: who acts, under the official's hat, held to this one matter.
        party: whose matter it is.
        presenter: the name of who brings it.
        made: what was handed in.
        asked: what each body asked for.
    """

    here: Actor
    party: UUID
    presenter: str
    made: HandedIn
    asked: Ask = NOTHING


def missing_find(
    actor: Actor, who: Identified, *, now: datetime, principal: Identified | None = None, number: str = ""
) -> list[Missing]:
    """What this person may bring supplements for: his own matters, or of whom he represents by register or mandate.

    That it was looked up, whoever's matter it is can see.

    Args:
        actor: the official.
        who: the person in presence, as his document says.
        now: the instant.
        principal: whose matter it is, unless his own.
        number: only the matter of this number.

    Raises:
        AttendingRefused: there is none for this person, or a partner's hall does not receive it.
        NotForThisHat: the hat does not serve people in presence.
    """
    presenter = _known(who)
    party = _known(principal) if principal else presenter
    made = [
        Missing(actor_in_presence(actor, party, one.draft), party, who.name, one)
        for one in matters_in_presence(actor, party, number=number)
    ]
    found = [asked for one in made if (asked := _asked(one, presenter, now))]
    if not found:
        raise AttendingRefused(UNKNOWN)
    for one in found:
        refuse_beyond(actor.unit, one.made.target, one.made.title, now)
    titles = "、".join(one.made.title for one in found)
    access_record(actor, party, f"现场代收补充材料：{titles}", ["姓名或名称", "证件号码"], now=now)
    return found


def _known(who: Identified) -> UUID:
    found = party_lookup(who.id_kind, who.id_number, who.name)
    if found is None or not found[1]:
        raise AttendingRefused(UNKNOWN)
    return found[0]


def _asked(one: Missing, presenter: UUID, now: datetime) -> Missing | None:
    """The same with what is asked; None if nothing is, or not of this person."""
    with as_actor(one.here):
        if one.party != presenter and not _represents(presenter, one.party, one.made.draft, now):
            return None
        held = matter_cases(one.here, one.made.matter)
        asked = supplement_asked(held, matter_page(one.here, held, now))
    return replace(one, asked=asked) if asked else None


def _represents(person: UUID, party: UUID, matter: UUID, now: datetime) -> bool:
    known = capacities_of(person, party, now=now)
    return bool(known) or mandate_for(party, matter, now=now, agent=person) is not None


def missing_supply(actor: Actor, missing: Missing, sent: Mapping[UUID, Supplied], *, now: datetime) -> UUID:
    """Take what was brought: every part or none; clocks go on as for what is sent online. Gives the receipt's file.

    Args:
        actor: the official.
        missing: what ``missing_find`` gave.
        sent: what was brought for each part, by its case.
        now: instant of the act.

    Raises:
        FieldsRefused, CaseRefused, FileRefusedError: see ``supplement_supply``.
    """
    number = missing.made.number
    with as_actor(missing.here):
        supplement_supply(missing.here, missing.asked, sent, now=now)
        stored = file_store_generated(
            missing.here, data=paper_render(RECEIPT, _told(actor, missing, sent, now)), mime="application/pdf",
            name=f"补充材料收件凭证{number}.pdf", purpose=f"paper:{RECEIPT}", now=now,
        )  # fmt: skip
        file_grant(stored.id, unit=actor.unit, ground=f"代收补充材料 {number}", now=now)
    body = {"number": number, "presenter": missing.presenter, "receipt": str(stored.id)}
    audit_record(actor, "window.supplement.received", f"matter:{missing.made.matter}", body, now=now)
    return stored.id


def _told(actor: Actor, missing: Missing, sent: Mapping[UUID, Supplied], now: datetime) -> dict[str, Any]:
    local, party = calendar_current().local(now), access_party(missing.here, missing.party)
    parts = [(part, sent[part.case_id]) for part in missing.asked.parts]
    return {
        "unit": unit_names([actor.unit]).get(actor.unit, actor.unit), "clerk": actor.hat_label,
        "number": missing.made.number, "date": local.date(), "time": f"{local:%H:%M}", "applicant": party.name,
        "presenter": missing.presenter, "matter": missing.made.title,
        "parts": [{"name": part.title, "unit": part.unit, "brought": _brought(own)} for part, own in parts],
        **progress_words(), **stuck_words(now), "demo": party.is_demo,
    }  # fmt: skip


def _brought(sent: Supplied) -> str:
    files = f"材料 {len(sent.uploads)} 份" if sent.uploads else ""
    return "、".join(word for word in (files, "书面说明" if sent.note else "") if word)
