"""The stand-in carriers: a book, a page to press on, signed notices. Nothing is carried anywhere."""

import hmac
import secrets
from datetime import datetime
from typing import Final, Literal

from django.urls import reverse
from django.utils import timezone

from yiwang.adapters.delivery.models import CODE, DemoParcel
from yiwang.engines.handovers.public import Accepted, CarrierNotice, Parcel, delivery_notice_take
from yiwang.foundations.keys.public import decrypt, encrypt
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.ids import mask_name
from yiwang.kernel.wire import Signed

from . import signing

STAND_IN: Final = system_actor("demo-carrier")
WHY: Final = {"returned": "收件人拒收（演示）", "lost": "运输途中遗失（演示）"}
TRIES: Final = 5
"""The stand-in locker's own limit, as a real one has one; nothing of the city's."""


class _Stand:
    """What both stand-ins do alike."""

    id: str
    way: Literal["post", "locker"]
    is_demo = True

    def take(self, parcel: Parcel) -> Accepted:
        """Have a parcel, once per number."""
        code = f"{secrets.randbelow(10**6):06d}" if self.way == "locker" else ""
        row = DemoParcel(
            number=parcel.number, carrier_number=f"DEMO{secrets.token_hex(8).upper()}", way=self.way,
            name=mask_name(parcel.name), place=parcel.place or parcel.address[:6] + "…", taken_at=timezone.now(),
            code=encrypt(code, purpose=CODE) if code else "",
        )  # fmt: skip
        with as_actor(STAND_IN):
            DemoParcel.objects.bulk_create([row], ignore_conflicts=True)
            held = DemoParcel.objects.get(number=parcel.number)
        return Accepted(held.carrier_number, decrypt(held.code, purpose=CODE) if held.code else "")

    def ask(self, number: str) -> Signed | None:
        """The latest notice, as if it were sent now."""
        with as_actor(STAND_IN):
            row = DemoParcel.objects.filter(number=number, way=self.way).exclude(state="under_way").first()
        return signing.signed(_notice(row)) if row else None

    def read(self, signed: Signed) -> CarrierNotice:
        """What a notice says, if it is ours."""
        return signing.opened(signed)

    def page(self, carrier_number: str) -> str:
        """The stand-in's page of the parcel."""
        return reverse("demo-parcel", args=[carrier_number])


class DemoCourier(_Stand):
    """A courier that brings what it is told to bring."""

    id, title = "demo-courier", "演示快递"
    way: Literal["post", "locker"] = "post"


class DemoLocker(_Stand):
    """A locker that opens once to its code."""

    id, title = "demo-locker", "演示寄件柜"
    way: Literal["post", "locker"] = "locker"


CARRIERS: Final = {"post": DemoCourier.id, "locker": DemoLocker.id}


def pressed(carrier_number: str, what: str, now: datetime, code: str = "") -> str:
    """Somebody pressed a button: ``delivered``, ``returned``, ``lost``, ``twice`` or ``silent``.

    ``twice`` delivers and tells two times, ``silent`` delivers and does not tell. A locker opens to its code only.
    Gives the sentence if it did not work, else "".
    """
    with as_actor(STAND_IN):
        row = DemoParcel.objects.select_for_update().get(carrier_number=carrier_number)
        if row.state == "under_way":
            if row.way == "locker" and what not in WHY and not _opens(row, code):
                return "取件码不对，柜门没有打开。"
            row.state, row.done_at, row.code = (what if what in WHY else "delivered"), now, ""
            row.save(update_fields=["state", "done_at", "code"])
    for _ in range({"twice": 2, "silent": 0}.get(what, 1)):
        delivery_notice_take(CARRIERS[row.way], signing.signed(_notice(row)), now=now)
    return ""


def _opens(row: DemoParcel, tried: str) -> bool:
    fits = row.tries < TRIES and hmac.compare_digest(
        decrypt(row.code, purpose=CODE).encode(), tried.strip().encode()
    )
    if not fits:
        row.tries += 1
        row.save(update_fields=["tries"])
    return fits


def _notice(row: DemoParcel) -> CarrierNotice:
    """The notice of how a parcel ended; the same end is the same notice."""
    by = row.name if row.state == "delivered" else ""
    return CarrierNotice(
        f"{row.carrier_number}-{row.state}", row.state, row.number, row.carrier_number,  # type: ignore[arg-type]
        row.done_at or timezone.now(), by, WHY.get(row.state, ""),
    )  # fmt: skip
