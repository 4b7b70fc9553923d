"""Beginning a check: to the provider's page; and asking the provider when no notice came."""

import secrets
from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.people.public import Party, id_number_of
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import CheckRefused, NoProvider
from ..domain.provider import NoticeForged, Order, PersonCheckProvider, ProviderSilent
from ..domain.standing import ASKED
from ..models import PersonCheck
from ..selectors import CHECKER, check_rules, check_standing
from .providers import person_check_provider
from .receiving import check_notice_take

SILENT = "核验机构暂时没有应答，您填的内容都在；请过几分钟再试，或者到窗口当面签名，不用刷脸。"
USED_UP = "这件申请的网上核验次数已经用完；请到窗口当面签名，工作人员看证件，不用刷脸，办理期限不变。"
UNNUMBERED = "没有登记您的证件号码，不能在网上核验；请到窗口当面签名，工作人员看证件，不用刷脸。"


def check_begin(actor: Actor, person: UUID, matter: UUID, *, back: str, now: datetime) -> str:
    """Have a person checked for an application; gives the provider's page. Again gives the same check's page.

    Args:
        actor: who asks; the caller has made sure that he is this person and may reach the application.
        person: the natural person to be checked.
        matter: the application.
        back: path on this site to which the browser comes back.
        now: instant of the act.

    Raises:
        CheckRefused: it is passed already, the tries are used up, or the provider is silent.
        NoProvider: none is bound, or the pack has no rules.
    """
    provider = person_check_provider()
    _may_begin(person, matter, now)
    with as_actor(CHECKER):
        whom = Party.objects.get(id=person)
        row = _asked(person, matter, provider, now)
        page = _placed(provider, row, whom, back)
    body = {"number": row.number, "provider": provider.id}
    audit_record(actor, "person_checks.check.asked", f"draft:{matter}", body, now=now)
    return page


def _may_begin(person: UUID, matter: UUID, now: datetime) -> None:
    if check_rules(now) is None:
        raise NoProvider
    held = check_standing(person, matter, now)
    if held.passed:
        raise CheckRefused("您已经核验过本人，可以直接签名。")
    if not held.left:
        raise CheckRefused(USED_UP)


def _asked(person: UUID, matter: UUID, provider: PersonCheckProvider, now: datetime) -> PersonCheck:
    """The one unanswered check of this person and application: two windows of one browser get the same."""
    number = f"HY{now:%Y%m%d}{secrets.randbelow(10**10):010d}"
    row = PersonCheck(number=number, matter_id=matter, person_id=person, provider=provider.id, asked_at=now)
    PersonCheck.objects.bulk_create([row], ignore_conflicts=True)
    held = (
        PersonCheck.objects.select_for_update()
        .filter(matter_id=matter, person_id=person, state=ASKED)
        .first()
    )
    if held is None:
        raise CheckRefused("核验结果刚刚到了；请刷新页面再看。")
    return held


def _placed(provider: PersonCheckProvider, row: PersonCheck, whom: Party, back: str) -> str:
    number = id_number_of(whom)
    if not number:
        raise CheckRefused(UNNUMBERED)
    try:
        placed = provider.place(Order(row.number, whom.name, whom.id_kind, number, back))
    except ProviderSilent as error:
        raise CheckRefused(SILENT) from error
    row.provider, row.provider_number = provider.id, placed.provider_number
    row.save(update_fields=["provider", "provider_number"])
    return placed.page


def check_ask(person: UUID, matter: UUID, *, now: datetime) -> str:
    """Ask the provider what came of the open check and take its signed answer; "" for silence.

    Raises:
        NoProvider: none is bound.
    """
    with as_actor(CHECKER):
        row = PersonCheck.objects.filter(matter_id=matter, person_id=person, state=ASKED).first()
    if row is None:
        return ""
    try:
        signed = person_check_provider().ask(row.number)
        return check_notice_take(signed, now=now) if signed else ""
    except (ProviderSilent, NoticeForged):
        return ""
