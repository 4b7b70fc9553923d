"""What hand-overs do when acts on cases and the outbox call. An edge: it reads the clock."""

from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import EffectCall, bind_effect
from yiwang.foundations.outbox.public import Message, subscribe

from .services.finishing import cases_close, record_handover, trouble_tell
from .services.preparing import prepare_handover
from .services.sending import handover_carry


def connect() -> None:
    """Bind effects and subscribers; called once in ``ready()``."""
    bind_effect("prepare_handover", _prepare)
    bind_effect("record_handover", _record)
    subscribe("handovers.send", "handovers.carrier", _carry)
    subscribe("handovers.delivered", "handovers.cases", _close)
    subscribe("handovers.trouble", "handovers.notices", _trouble)


def _prepare(call: EffectCall) -> None:
    prepare_handover(call, timezone.now())


def _record(call: EffectCall) -> None:
    record_handover(call, timezone.now())


def _carry(message: Message) -> None:
    handover_carry(UUID(message.body["handover"]), timezone.now())


def _close(message: Message) -> None:
    cases_close(UUID(message.body["handover"]), timezone.now())


def _trouble(message: Message) -> None:
    trouble_tell(UUID(message.body["handover"]), timezone.now())
