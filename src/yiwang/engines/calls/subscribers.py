"""What calls do when the outbox calls. An edge: it reads the clock."""

from django.utils import timezone

from yiwang.foundations.outbox.public import Message, subscribe

from .services.recording import DESTROY, FETCH, recording_destroy, recording_fetch


def connect() -> None:
    """Subscribe; called once in ``ready()``."""
    subscribe(FETCH, FETCH, _fetch)
    subscribe(DESTROY, DESTROY, _destroy)


def _fetch(message: Message) -> None:
    recording_fetch(message.body["centre"], message.body["reference"], now=timezone.now())


def _destroy(message: Message) -> None:
    recording_destroy(message.body["reference"])
