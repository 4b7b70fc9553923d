"""Signing in presence what was filled in online: the official looks at the document, nobody's face is compared."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.engines.applications.public import (
    DraftNotFound,
    DraftView,
    NotYours,
    actor_in_presence,
    draft_coded,
    draft_get,
    draft_refuse,
    draft_sign,
)
from yiwang.foundations.audit.public import access_record, audit_record
from yiwang.foundations.files.public import file_store
from yiwang.foundations.people.public import capacities_of, party_lookup
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.attending import PROOFS, AttendingRefused, Identified
from ..selectors.crossing import refuse_beyond

UNKNOWN = (
    "没有找到要他签名的申请。请核对证件、姓名和申请代码；代码在本人手机的“签名并提交”页上，"
    "没有手机的，请申请人告诉他。"
)


NO_REPRESENTATIVE = (
    "登记信息里没有他代表“{firm}”，不能代它签名。请法定代表人或负责人来，"
    "或者由单位在网上的“代办”里委托他，他用自己的手机签。"
)


@dataclass(frozen=True)
class Part:
    """What somebody in presence is to sign: who acts, under the official's hat, and his part as he is shown it.

    Attributes:
        party: whose signature it is: the person, or the firm he represents.
        person: who stands there.
    """

    here: Actor
    party: UUID
    person: UUID
    view: DraftView


def part_find(
    actor: Actor, who: Identified, code: str, *, firm: Identified | None = None, now: datetime
) -> Part:
    """The part of the application of this code that this person signs; that it was opened, the party can see.

    Args:
        actor: the official.
        who: the person in presence.
        code: the application's code.
        firm: the organisation for which he signs; a register must say that he represents it.
        now: the instant.

    Raises:
        AttendingRefused: nothing to sign under this code, not its representative, or not for this partner's hall.
        NotForThisHat: the hat does not serve people in presence.
    """
    person = _known(who)
    party = _known(firm) if firm else person
    try:
        here = actor_in_presence(actor, party, draft_coded(actor, party, code))
    except DraftNotFound as error:
        raise AttendingRefused(UNKNOWN) from error
    with as_actor(here):
        if firm and not capacities_of(person, party, now=now):
            raise AttendingRefused(NO_REPRESENTATIVE.format(firm=firm.name))
        view = draft_get(here, _matter(here), now=now)
    refuse_beyond(actor.unit, f"{view.kind}:{view.target}", view.title, now)
    access_record(actor, party, f"窗口当面签名：{view.title}", ["姓名或名称", "证件号码"], now=now)
    return Part(here, party, person, view)


def _known(who: Identified) -> UUID:
    """The registered party of this number, if the name fits."""
    found = party_lookup(who.id_kind, who.id_number, who.name)
    if found is None or not found[1]:
        raise AttendingRefused(UNKNOWN)
    return found[0]


def _matter(here: Actor) -> UUID:
    if here.matter is None:
        raise AttendingRefused(UNKNOWN)
    return here.matter


def part_sign(
    actor: Actor, part: Part, *, shown: str, proof: str, data: bytes, name: str, now: datetime
) -> DraftView:
    """Sign for the person in presence what he was shown, with his signature, fingerprint or signed paper as proof.

    Args:
        actor: the official.
        part: what ``part_find`` gave for him.
        shown: hash of what he was shown.
        proof: one of ``PROOFS``.
        data: the proof's file.
        name: the file's name.
        now: instant of the act.

    Raises:
        AttendingRefused: no proof.
        FileRefusedError: the file may not be kept.
        DraftIncomplete, ShownChanged, NotYours: see ``draft_sign``.
    """
    if proof not in PROOFS or not data:
        raise AttendingRefused("请让到场人在签字板签名、按指纹，或扫描签了名的纸。")
    with as_actor(part.here):
        stored = file_store(part.here, data=data, name=name, purpose=f"presence:{proof}", now=now)
        view = draft_sign(part.here, part.view.id, shown_hash=shown, now=now)
    body = {"proof": proof, "file": str(stored.id), "person": str(part.person)}
    audit_record(actor, "window.part.signed", f"draft:{view.id}", body, now=now)
    return view


def part_refuse(actor: Actor, part: Part, *, reason: str, now: datetime) -> None:
    """Record for the person in presence that he does not sign, and why; the applicant reads it as he said it.

    Raises:
        AttendingRefused: no reason, or the application is his own: he leaves it or gives it up.
        DraftClosed: it has been handed in.
    """
    if not reason.strip():
        raise AttendingRefused("请写下他为什么不签，申请人要看；例如：价款和我们说好的不一样。")
    try:
        with as_actor(part.here):
            draft_refuse(part.here, part.view.id, reason=reason.strip(), now=now)
    except NotYours as error:
        raise AttendingRefused("这是他自己的申请，不签就先放着，或者在手机上放弃这份草稿。") from error
    body = {"reason": reason.strip()[:500], "person": str(part.person)}
    audit_record(actor, "window.part.refused", f"draft:{part.view.id}", body, now=now)
