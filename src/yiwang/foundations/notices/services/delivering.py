"""Delivering a notice outside the site; the outbox calls, as often as it takes."""

from uuid import UUID

from django.core.mail import EmailMessage
from django.utils import timezone

from yiwang.foundations.notices.domain.gateway import SmsGateway
from yiwang.foundations.notices.models import Notice, NoticeDelivery
from yiwang.foundations.notices.selectors.silences import receiver_may_be_told
from yiwang.foundations.outbox.public import Message
from yiwang.foundations.people.public import Account, Party, party_canonical, party_email, phone_of
from yiwang.foundations.rotas.public import duty_phone_of

from .consenting import served_electronically
from .serving import serving_ask

_gateways: list[SmsGateway] = []


class NoGatewayError(Exception):
    """No SMS gateway is bound; the message waits."""

    def __init__(self) -> None:
        super().__init__("没有可用的短信网关，短信暂缓发送。请配置短信适配器。")


def sms_gateway_use(gateway: SmsGateway) -> None:
    """Send text messages through this gateway from now on; its adapter calls this once."""
    _gateways.append(gateway)


def sms_gateway() -> SmsGateway | None:
    """The gateway in use, if any."""
    return _gateways[-1] if _gateways else None


def deliver(message: Message) -> None:
    """Deliver one notice by one channel. Raises what went wrong, so that the outbox tries again."""
    row = NoticeDelivery.objects.select_related("notice").select_for_update(of=("self",)).filter(
        notice_id=UUID(str(message.body["notice"])), channel=str(message.body["channel"])
    ).first()  # fmt: skip
    if row is None or row.state in ("sent", "unreachable"):
        return
    reference = _sent(row.notice, row.channel)
    row.state, row.reference = ("unreachable", "") if reference is None else ("sent", reference)
    row.attempts, row.at, row.last_error = message.attempts, timezone.now(), ""
    row.save()
    if row.state == "unreachable" and row.channel == "sms" and message.body.get("by_letter", True):
        _by_letter(row.notice)


def _by_letter(notice: Notice) -> None:
    """What cannot be texted is brought by letter or visit, unless its receiver agreed to read it here."""
    if notice.party_id is not None and not served_electronically(notice.party_id):
        serving_ask(
            key=f"notice:{notice.id}", kind="notice", party_id=notice.party_id, unit_id=notice.served_by,
            title=notice.title, body=notice.body, number=notice.number, now=notice.created_at,
        )  # fmt: skip


def _sent(notice: Notice, channel: str) -> str | None:
    """Send by one channel; None if it cannot, or must not: the receiver may have died while it waited."""
    if not receiver_may_be_told(notice.party_id, notice.account_id):
        return None
    return _email(notice) if channel == "email" else _sms(notice)


def _email(notice: Notice) -> str | None:
    """Send an e-mail; None if there is no address to send it to."""
    address = _address(notice)
    if not address:
        return None
    headers = {"X-Yiwang-Notice": str(notice.id)}
    sent = EmailMessage(notice.title, notice.body, to=[address], headers=headers)
    sent.send()
    return str(notice.id)


def _address(notice: Notice) -> str:
    """The address of the account that is told, or of the account of the party that is told."""
    if notice.account_id:
        return Account.objects.filter(id=notice.account_id).values_list("email", flat=True).first() or ""
    return party_email(notice.party_id) if notice.party_id else ""


def _sms(notice: Notice) -> str | None:
    """Send a text message; None if there is no number or nothing to say."""
    phone = phone_for(notice)
    if not phone or not notice.sms:
        return None
    gateway = sms_gateway()
    if gateway is None:
        raise NoGatewayError
    return gateway.send(phone=phone, text=notice.sms, key=f"notice:{notice.id}")


def phone_for(notice: Notice) -> str:
    """The number a notice would be texted to; empty where nobody's telephone would ring.

    Who is at work is texted to the number on the rota, while on duty; staff accounts have no other.
    """
    if notice.account_id is not None:
        return duty_phone_of(notice.account_id, notice.created_at)
    if notice.party_id is None:
        return ""
    party = Party.objects.filter(id=party_canonical(notice.party_id)).first()
    return phone_of(party) if party else ""
