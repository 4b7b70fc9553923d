"""The stand-in 演示交换机: a book and a page to press on; its events go through the documented API, signed.

Nobody calls and nobody is heard: its recordings are a tone. While it is switched off it tells nothing and does nothing.
"""

import io
import math
import secrets
import struct
import wave
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from yiwang.engines.calls.public import call_event_take
from yiwang.engines.calls.pure import ExchangeSilent, Happening
from yiwang.foundations.keys.public import content_address
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.wire import Signed

from . import wire
from .models import DemoCall, DemoSwitch

STAND_IN: Final = system_actor("demo-telephony")
SILENT: Final = "演示交换机已断开，"
RATE: Final = 8000


class DemoExchange:
    """An exchange on which nobody calls."""

    id = "demo-telephone"
    title = "演示交换机"
    is_demo = True

    def read(self, centre: str, signed: Signed, now: datetime) -> Happening:
        """What an event says, if it is ours."""
        return wire.opened(_secret(), centre, signed, now)

    def is_there(self, heard_at: datetime | None, silence: timedelta, now: datetime) -> bool:
        """Whether it is switched on; it says nothing while nobody presses."""
        return not is_down()

    def seat(self, extension: str, *, ready: bool) -> None:
        """Nothing but whether it is there: its page asks where it should ring."""
        _must_be_up()

    def answer(self, call: str, extension: str) -> None:
        """Put a ringing call through; the first who asks has it."""
        _must_be_up()
        with as_actor(STAND_IN):
            row = DemoCall.objects.select_for_update().filter(number=call, state="ringing").first()
            if row is None:
                raise ExchangeSilent("演示交换机：这个电话已经接起或者挂断，")
            row.state, row.extension = "talking", extension
            row.save(update_fields=["state", "extension"])
        _tell(row, "answered", extension=extension)

    def dial(self, centre: str, extension: str, number: str) -> str:
        """A call out, which somebody lets be answered or not on the stand-in's page."""
        _must_be_up()
        with as_actor(STAND_IN):
            return _new(centre, number, extension, "", is_outgoing=True).number

    def hold(self, call: str, *, on: bool) -> None:
        """Have the caller wait, or talk on."""
        _told(call, "held" if on else "resumed")

    def join(self, call: str, number: str) -> None:
        """Somebody joins at once."""
        _told(call, "joined", other=number)

    def transfer(self, call: str, number: str) -> None:
        """The call is given on, and is over for this centre."""
        _told(call, "transferred", other=number)
        _told(call, "ended", state="over")

    def fetch(self, reference: str) -> bytes:
        """A tone of one second: a recording in which nobody speaks."""
        _must_be_up()
        return tone()

    def erase(self, reference: str) -> None:
        """Nothing: tones are made when asked for."""
        _must_be_up()


@cache
def tone() -> bytes:
    """One second of a quiet tone, as WAV."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        signs = (int(3000 * math.sin(2 * math.pi * 440 * one / RATE)) for one in range(RATE))
        sound.writeframes(b"".join(struct.pack("<h", one) for one in signs))
    return out.getvalue()


def ring(centre: str, line: str, caller: str, extension: str = "", *, at: datetime | None = None) -> DemoCall:
    """Somebody calls."""
    with as_actor(STAND_IN):
        row = _new(centre, caller, extension, line, at=at)
    _tell(row, "ringing", at, extension=extension)
    return row


def press(number: str, what: str, *, at: datetime | None = None) -> None:
    """Somebody presses on the page: hang up, leave a message, let a call out be answered, or tell the last again.

    Raises:
        ExchangeSilent: it is switched off.
    """
    with as_actor(STAND_IN):
        row = DemoCall.objects.get(number=number)
    if what == "again" and row.last:
        _send(row.centre, _remembered(row.last))
    elif what == "message" and row.state == "ringing":
        _close(row, "voicemail", at, reference=f"MSG{row.number}", seconds=12)
    elif what == "picked_up" and row.is_outgoing and row.state == "ringing":
        _state(row, "talking")
        _tell(row, "answered", at, extension=row.extension)
    elif what == "hang_up" and row.state != "over":
        was = row.state
        _close(row, "abandoned" if was == "ringing" else "ended", at)
        if was == "talking":
            _tell(row, "recorded", at, reference=f"REC{row.number}", extension=row.extension, seconds=60)


def recording_only(centre: str, extension: str, *, at: datetime | None = None) -> None:
    """A recording turns up of a call that the exchange never told of."""
    with as_actor(STAND_IN):
        row = _new(centre, "", extension, "", at=at)
    _state(row, "over")
    _tell(row, "recorded", at, reference=f"REC{row.number}", extension=extension, seconds=60)


def switch(*, down: bool) -> None:
    """Switch the stand-in off or on."""
    with as_actor(STAND_IN):
        DemoSwitch.objects.update_or_create(id=True, defaults={"is_down": down})


def is_down() -> bool:
    """Whether it is switched off."""
    with as_actor(STAND_IN):
        return DemoSwitch.objects.filter(is_down=True).exists()


def calls_of(centre: str) -> list[DemoCall]:
    """The latest calls."""
    with as_actor(STAND_IN):
        return list(DemoCall.objects.filter(centre=centre)[:15])


def _secret() -> bytes:
    return content_address(b"", purpose="telephony.stand_in").encode()


def _must_be_up() -> None:
    if is_down():
        raise ExchangeSilent(SILENT)


def _new(
    centre: str, caller: str, extension: str, line: str, *, at: datetime | None = None, is_outgoing: bool = False
) -> DemoCall:  # fmt: skip
    return DemoCall.objects.create(
        number=f"DEMO{secrets.token_hex(8).upper()}", centre=centre, line=line, caller=caller, extension=extension,
        is_outgoing=is_outgoing, at=at or timezone.now(),
    )  # fmt: skip


def _state(row: DemoCall, state: str) -> None:
    row.state = state
    with as_actor(STAND_IN):
        row.save(update_fields=["state"])


def _close(row: DemoCall, kind: str, at: datetime | None, **more: Any) -> None:
    _state(row, "over")
    _tell(row, kind, at, **more)


def _told(call: str, kind: str, *, state: str = "", **more: Any) -> None:
    _must_be_up()
    with as_actor(STAND_IN):
        row = DemoCall.objects.get(number=call)
    if state:
        _state(row, state)
    _tell(row, kind, **more)


def _tell(row: DemoCall, kind: str, at: datetime | None = None, **more: Any) -> None:
    """Tell what happened, once, with an id of its own."""
    row.events += 1
    said = Happening(
        f"{row.number}-{row.events}", kind, at or timezone.now(), row.number, row.line, row.caller, **more  # type: ignore[arg-type]
    )  # fmt: skip
    row.last = {**vars(said), "at": said.at.isoformat()}
    with as_actor(STAND_IN):
        row.save(update_fields=["events", "last"])
    _send(row.centre, said)


def _remembered(last: dict[str, Any]) -> Happening:
    return replace(Happening(**last), at=datetime.fromisoformat(last["at"]))


def _send(centre: str, said: Happening) -> None:
    """Through the same door as any exchange's, but without the wire."""
    _must_be_up()
    now = timezone.now()
    with transaction.atomic():
        call_event_take(centre, wire.signed(_secret(), centre, said, now), now=now)
