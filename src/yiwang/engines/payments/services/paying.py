"""Paying: to the provider's page, and asking the provider when no notice came."""

from datetime import datetime
from uuid import UUID

from yiwang.engines.payments.domain.errors import PaymentRefused
from yiwang.engines.payments.domain.provider import NoticeForged, Order, ProviderSilent
from yiwang.engines.payments.domain.states import PAYABLE, PAYING
from yiwang.engines.payments.models import Charge
from yiwang.engines.payments.policies import access_charge
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from .providers import CASHIER, payment_provider
from .receiving import notice_take

SILENT = "收款机构暂时没有应答，没有扣款；请过几分钟再试，或到窗口缴费。"


def charge_pay(actor: Actor, charge_id: UUID, *, back: str, now: datetime) -> str:
    """Place the order with the provider; gives the page where one pays. Again gives the same order's page.

    The browser comes back to ``back``, a path on this site.

    Raises:
        ChargeNotVisible: it is not this payer's.
        PaymentRefused: it is paid already, or no longer asked for, or the provider is silent.
        NoProvider: none is bound.
    """
    charge, provider = access_charge(actor, charge_id), payment_provider()
    if actor.audience != "citizen":
        raise PaymentRefused("这里只给缴费人自己用；代缴请到窗口。")
    if charge.state not in PAYABLE:
        raise PaymentRefused(f"这笔费用{charge.state_word}，不用再付。")
    try:
        placed = provider.place(Order(charge.number, charge.amount_fen, charge.title, back))
    except ProviderSilent as error:
        raise PaymentRefused(SILENT) from error
    _paying(actor, charge_id, provider.id, placed.provider_number, now)
    return placed.page


def _paying(actor: Actor, charge_id: UUID, provider: str, number: str, now: datetime) -> None:
    """The payer is at the provider; if a notice or a cancellation was quicker, that stands."""
    with as_actor(CASHIER):
        charge = Charge.objects.select_for_update().get(id=charge_id)
        if charge.state not in PAYABLE:
            raise PaymentRefused(f"这笔费用{charge.state_word}，不用再付。")
        charge.provider, charge.provider_number, charge.failure = provider, number, ""
        charge.state, charge.changed_at = PAYING, now
        charge.save(update_fields=["provider", "provider_number", "failure", "state", "changed_at"])
        audit_record(
            actor, "payments.charge.ordered", f"charge:{charge.number}", {"provider": provider}, now=now
        )


def charge_ask(actor: Actor, charge_id: UUID, *, now: datetime) -> str:
    """Ask the provider what it knows of a charge and take its signed answer; gives what came of it, "" for silence.

    Raises:
        ChargeNotVisible: it is not this actor's.
        NoProvider: none is bound.
    """
    return _asked(access_charge(actor, charge_id).number, now)


def charges_ask_open(now: datetime) -> int:
    """Ask for every charge and refund that is under way: silence is unknown, and is asked again next time.

    Returns:
        How many answers were taken.
    """
    with as_actor(CASHIER):
        open_ = Charge.objects.filter(state__in=(PAYING, "refund_asked")).exclude(provider="").order_by("id")
        numbers = list(open_.values_list("number", flat=True))
    return sum(_asked(number, now) == "taken" for number in numbers)


def _asked(number: str, now: datetime) -> str:
    try:
        signed = payment_provider().ask(number)
        return notice_take(signed, now=now) if signed else ""
    except (ProviderSilent, NoticeForged):
        return ""
