"""The effects ``ask_payment`` and ``cancel_payment``: a case asks for its fees, or gives the asking up."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from yiwang.engines.cases.public import EffectCall, access_case, case_acts_for
from yiwang.engines.catalog.pure import ITEM, Item
from yiwang.engines.payments.domain.errors import NoProvider
from yiwang.engines.payments.domain.numbers import charge_number
from yiwang.engines.payments.domain.states import CANCELLED, PAYABLE
from yiwang.engines.payments.models import Charge
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.people.public import Party
from yiwang.foundations.releases.public import world
from yiwang.kernel.money import money_format

from .providers import CASHIER, EFFECT, payment_provider

RECEIVED = "payment_received"
"""The act by which a case goes on once its fees are paid; its type allows it by ``system: effect``."""


def ask_payment(call: EffectCall, now: datetime) -> None:
    """Ask the case's party for the fees of its item, once; nothing if the case waits for them no longer."""
    if not any(act.id == RECEIVED for act in case_acts_for(EFFECT, call.case_id, now)):
        return
    case = access_case(EFFECT, call.case_id)
    item = world(case.revision or None).get(ITEM, case.subject)
    charge = _charge(case, item, call.key, now)
    Charge.objects.bulk_create([charge], ignore_conflicts=True)
    if Charge.objects.filter(id=charge.id).exists():
        _told(charge, case, now)


def _charge(case: Any, item: Item, key: str, now: datetime) -> Charge:
    lines = [
        {
            "name": fee.name, "standard": fee.standard, "fen": fee.fen, "waiver": fee.waiver,
            "basis": f"《{fee.basis.law}》{fee.basis.article}", "status": fee.status.value,
        }
        for fee in item.charged
    ]  # fmt: skip
    return Charge(
        key=key, number=charge_number(timezone.localtime(now).date()), case_id=case.id, case_number=case.number,
        party_id=case.party_id, unit_id=case.owner_unit_id, title=item.short or item.title, lines=lines,
        amount_fen=sum(fee.fen for fee in item.charged), asked_at=now, changed_at=now,
        is_demo=Party.objects.filter(id=case.party_id, is_demo=True).exists(),
    )  # fmt: skip


def _told(charge: Charge, case: Any, now: datetime) -> None:
    body = {"case": charge.case_number, "amount_fen": charge.amount_fen}
    audit_record(CASHIER, "payments.charge.asked", f"charge:{charge.number}", body, now=now)
    clock = case.due_at
    data = {
        "matter": charge.title, "amount": money_format(charge.amount_fen), "number": charge.case_number,
        "until": f"{timezone.localtime(clock):%Y年%-m月%-d日}" if clock else "",
    }  # fmt: skip
    notice_send(
        party_id=charge.party_id,
        template="payment_asked",
        data=data,
        key=f"charge:{charge.id}:asked",
        now=now,
    )


def cancel_payment(call: EffectCall, now: datetime) -> None:
    """Ask no longer for what a case has not been paid; money that comes all the same is given back by ``settling``."""
    for charge in (
        Charge.objects.select_for_update().filter(case_id=call.case_id, state__in=PAYABLE).order_by("id")
    ):
        charge.state, charge.changed_at = CANCELLED, now
        charge.save(update_fields=["state", "changed_at"])
        audit_record(CASHIER, "payments.charge.cancelled", f"charge:{charge.number}", {}, now=now)
        _withdraw(charge)


def _withdraw(charge: Charge) -> None:
    """Tell the provider; it may be that there is none any more, and then nobody can pay either."""
    if charge.provider:
        try:
            payment_provider().withdraw(charge.number)
        except NoProvider:
            return
