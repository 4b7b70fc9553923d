"""An agreement is signed: by each on a screen, or by all on paper, printed and photographed back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yiwang.engines.cases.public import CaseRefused, case_move
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.files.public import file_grant, file_store_photos
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import MediationRefused
from ..domain.signing import ALL, APPLICANT, MEDIATOR, ROLES, agreement_of, digest_of, missing
from ..models import MediationPaper, MediationRequest, MediationSignature
from ..policies import EFFECT, MEDIATE, MEDIATION, may
from ..selectors.cases import access_mediation
from ..selectors.rules import rules_in_force
from .sides import side_name

SIGNING = "signing"
"""The state of the case type in which an agreement waits for signatures."""


def sign_own(actor: Actor, number: str, digest: str, *, now: datetime) -> None:
    """The applicant signs on the own phone what stands on the page; ``digest`` says what that was.

    Raises:
        CaseNotFound: it is none of the actor's.
        MediationRefused: nothing is to be signed, it was signed already, or the words are others meanwhile.
    """
    case = _to_sign(actor, number)
    if actor.audience != "citizen":
        raise MediationRefused("这一页给当事人本人签名。")
    _not_changed(case, digest)
    with transaction.atomic():
        _signed(actor, case, APPLICANT, "account", actor.hat_label, now)


def sign_here(actor: Actor, number: str, role: str, typed: str, checked: bool, *, now: datetime) -> None:
    """Somebody signs before the mediator, or the mediator signs.

    Args:
        actor: a mediator of the case's committee.
        number: of the case.
        role: who signs, of ``ROLES``.
        typed: the name as the signer typed it; that of the side, or of the mediator.
        checked: the mediator looked at the signer's identity card.
        now: the instant; aware.

    Raises:
        CaseNotFound: the actor takes no part.
        MediationRefused: nothing is to be signed, the name is not the side's, or the card was not looked at.
    """
    case = _to_sign(actor, number)
    _may_mediate(actor, case)
    name = _signer(case, role, " ".join(typed.split()), checked)
    label = name if role == MEDIATOR else actor.hat_label
    with transaction.atomic():
        _signed(actor, case, role, "presence", label, now)


def _signer(case: Any, role: str, name: str, checked: bool) -> str:
    """The name of who signs before the mediator, once it is sure enough who that is."""
    if role not in ROLES:
        raise MediationRefused("请选是谁签名。", "role")
    if not name:
        raise MediationRefused("请写签名人的姓名。", "typed")
    if role != MEDIATOR and name != side_name(case.id, role):
        what = "签的姓名和申请里的不一样；请核对证件。登记时写错了称呼的，请改用纸上签名。"
        raise MediationRefused(what, "typed")
    if role != MEDIATOR and not checked:
        raise MediationRefused("请先看签名人的身份证件，再勾选。", "checked")
    return name


def paper_take(actor: Actor, number: str, photos: list[bytes], *, now: datetime) -> None:
    """The paper that everybody signed, photographed page by page; it counts for all signatures.

    Raises:
        CaseNotFound: the actor takes no part.
        MediationRefused: nothing is to be signed, or there is no photograph.
        FileRefusedError: a photograph may not be kept; the sentence says why.
    """
    case = _to_sign(actor, number)
    _may_mediate(actor, case)
    most = rules_in_force().photos_most.value
    if not photos or len(photos) > most:
        raise MediationRefused(f"请拍协议书的每一页，一到 {most} 张。", "photos")
    title = "纸上签名的协议书（照片）"
    with transaction.atomic():
        stored = file_store_photos(actor, photos=photos, name=f"{title}.pdf", purpose="mediation", now=now)
        if case.party_id:
            file_grant(stored.id, party=case.party_id, ground=title, now=now)
        _signed(actor, case, ALL, "paper", actor.hat_label, now, paper=(stored.id, title))


def _to_sign(actor: Actor, number: str) -> Any:
    case = access_mediation(actor, number, to="act")
    if case.state != SIGNING or not agreement_of(case.data.get("kept") or {}):
        raise MediationRefused("现在没有要签名的协议书；请刷新后再看。")
    return case


def _may_mediate(actor: Actor, case: Any) -> None:
    """Signatures are taken by the committee that has the case, not by those around it that may look on."""
    if str(actor.account_id) in case.data.get("recused", {}):
        raise MediationRefused("您在这件里回避，请由别的调解员来办。")
    if not may(actor, MEDIATE) or case.owner_unit_id not in actor.own_units:
        raise MediationRefused("这件由别的调解委员会主办，或者您现在的岗位不办调解；请由主办的调解员来办。")


def _not_changed(case: Any, digest: str) -> None:
    if digest != digest_of(case.data):
        raise MediationRefused("协议书的内容变了，请看过新的内容再签。")


def _signed(
    actor: Actor, case: Any, role: str, how: str, label: str, now: datetime,
    paper: tuple[UUID, str] | None = None,
) -> None:  # fmt: skip
    """Keep the signature; once everybody has signed, the case hears of it. Of two at once, one waits here."""
    digest = digest_of(case.data)
    values = {"how": how, "account": actor.account_id, "label": label, "at": now}
    with as_actor(MEDIATION):
        MediationRequest.objects.select_for_update().get(case_id=case.id)
        mine = MediationSignature.objects.filter(case_id=case.id, digest=digest)
        if mine.filter(role=role).exists():
            raise MediationRefused("已经签过了。")
        MediationSignature.objects.create(case_id=case.id, role=role, digest=digest, **values)
        if paper:
            _kept(case, digest, paper, now)
        audit_record(actor, "mediation.signed", f"case:{case.id}", {"role": role, "how": how}, now=now)
        _heard(case, list(mine.values_list("role", flat=True)), now)


def _kept(case: Any, digest: str, paper: tuple[UUID, str], now: datetime) -> None:
    key, (file_id, title) = f"signed:{case.id}:{digest}", paper
    MediationPaper.objects.create(
        case_id=case.id, key=key, kind="signed", title=title, file_id=file_id, at=now
    )


def _heard(case: Any, roles: list[str], now: datetime) -> None:
    """Tell the case, if it still is as it was read: signatures under a text must not put another one in force."""
    if missing(roles):
        return
    how = {"how": "paper" if ALL in roles else "screen"}
    try:
        case_move(actor=EFFECT, case_id=case.id, act="signed_all", data=how, now=now, version=case.version)
    except CaseRefused as refused:
        raise MediationRefused("协议书刚刚有变动，这次的签名没有记下；请看过现在的内容再签。") from refused
