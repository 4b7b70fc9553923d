"""The stand-in gateway 演示短信箱: nothing leaves the house; messages lie in a table for a page to show."""

from dataclasses import dataclass
from datetime import datetime

from yiwang.adapters.sms.models import SmsMessage
from yiwang.foundations.keys.public import decrypt, encrypt
from yiwang.foundations.notices.public import SmsReply
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.ids import mask

from .signing import opened

PURPOSE = "sms.phone"


class DemoBox:
    """A gateway that keeps what it is given."""

    name = "演示短信箱"
    is_demo = True

    def send(self, *, phone: str, text: str, key: str) -> str:
        """Keep one message; the same key again changes nothing."""
        row = SmsMessage(
            key=key, phone=encrypt(phone, purpose=PURPOSE), masked=mask(phone, "mobile"), text=text
        )
        with as_actor(system_actor("sms")):
            SmsMessage.objects.bulk_create([row], ignore_conflicts=True)
            return f"demo-{SmsMessage.objects.get(key=key).id}"

    def read(self, body: bytes, signature: str) -> SmsReply:
        """What a reply says, if it is ours. Raises SmsForgedError."""
        return opened(body, signature)


@dataclass(frozen=True)
class BoxMessage:
    """A message as the demonstration page shows it."""

    id: int
    phone: str
    text: str
    at: datetime


def box_messages(limit: int = 50) -> list[BoxMessage]:
    """The newest messages, numbers masked."""
    with as_actor(system_actor("sms")):
        rows = SmsMessage.objects.all()[:limit]
        return [BoxMessage(row.id, row.masked, row.text, row.at) for row in rows]


def box_phone(message: str) -> str:
    """The phone that got a message, by the message's id, so that one can answer as it; "" if there is none."""
    if not message.isdigit():
        return ""
    with as_actor(system_actor("sms")):
        row = SmsMessage.objects.filter(id=int(message)).first()
        return decrypt(row.phone, purpose=PURPOSE) if row else ""
