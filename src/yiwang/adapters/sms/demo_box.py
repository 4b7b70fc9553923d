"""The stand-in gateway 演示短信箱: nothing leaves the house; messages lie in a table for a page to show."""

from dataclasses import dataclass
from datetime import datetime

from yiwang.adapters.sms.models import SmsMessage
from yiwang.foundations.keys.public import encrypt
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.ids import mask

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


@dataclass(frozen=True)
class BoxMessage:
    """A message as the demonstration page shows it."""

    phone: str
    text: str
    at: datetime


def box_messages(limit: int = 50) -> list[BoxMessage]:
    """The newest messages, numbers masked."""
    with as_actor(system_actor("sms")):
        rows = SmsMessage.objects.all()[:limit]
        return [BoxMessage(row.masked, row.text, row.at) for row in rows]
