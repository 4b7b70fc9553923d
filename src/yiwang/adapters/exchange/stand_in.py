"""The stand-in 演示业务系统: a book, a page to press on, signed messages. Nobody works there."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal

from django.urls import reverse

from yiwang.adapters.exchange.models import DemoTask
from yiwang.engines.externals.public import Dispatch, Said, answer_take
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.wire import Signed

from . import signing

STOPPED: Final = "已停办"
"""The end of a task that it was asked to stop, and stopped."""

STAND_IN: Final = system_actor("demo-exchange")


class DemoExchange:
    """A system that takes what it is sent and answers when somebody presses."""

    id = "demo-exchange"
    title = "演示业务系统"
    is_demo = True

    def send(self, dispatch: Dispatch) -> str:
        """Have a dispatch, once per number."""
        row = DemoTask(
            number=dispatch.number, their_number=f"DEMO{secrets.token_hex(8).upper()}", system=dispatch.system,
            title=dispatch.title, body=dispatch.body, fields=_told(dispatch),
            words=list(dispatch.words),
        )  # fmt: skip
        with as_actor(STAND_IN):
            DemoTask.objects.bulk_create([row], ignore_conflicts=True)
            return DemoTask.objects.get(number=dispatch.number).their_number

    def recall(self, number: str, why: str) -> None:
        """Note that it is not wanted any more; somebody presses whether it is stopped."""
        with as_actor(STAND_IN):
            DemoTask.objects.filter(number=number, asked_to_stop="").update(asked_to_stop=why)

    def ask(self, number: str) -> Sequence[Signed]:
        """The answer, as if it were sent now."""
        with as_actor(STAND_IN):
            row = DemoTask.objects.filter(number=number).exclude(word="").first()
        return [signing.signed(_answer(row))] if row else []

    def read(self, signed: Signed) -> Said:
        """What a message says, if it is ours."""
        return signing.opened(signed)

    def page(self, their_number: str) -> str:
        """The stand-in's page of a task."""
        return reverse("demo-exchange", args=[their_number])


def _told(dispatch: Dispatch) -> list[str]:
    """What was told, by name; of a file also how much of it came."""
    files = (f"{file.label}（文件，{len(file.data)} 字节）" for file in dispatch.files)
    return [*(value.label for value in dispatch.fields), *files]


def pressed(their_number: str, word: str, note: str, how: str, now: datetime) -> str:
    """Somebody decided on the stand-in's page.

    Args:
        their_number: its number of the task.
        word: the outcome; ``STOPPED`` for a task that it was asked to stop.
        note: what is said besides.
        how: ``once``, ``twice`` (the message goes out two times) or ``silent`` (none does; only asking brings it to
            light).
        now: when.

    Returns:
        What came of the last message; "" if none was sent.
    """
    with as_actor(STAND_IN):
        row = DemoTask.objects.select_for_update().get(their_number=their_number)
        if not row.word and word in (*row.words, *([STOPPED] if row.asked_to_stop else [])):
            row.word, row.note, row.done_at = word, note, now
            row.save(update_fields=["word", "note", "done_at"])
    verdict = ""
    for _ in range({"twice": 2, "silent": 0}.get(how, 1) if row.word else 0):
        verdict = answer_take(row.system, signing.signed(_answer(row)), now=now)
    return verdict


def _answer(row: DemoTask) -> Said:
    """The message of how a task ended; the same end is the same message."""
    assert row.done_at is not None  # noqa: S101 - held by the table
    kind: Literal["answered", "stopped"] = "stopped" if row.word == STOPPED else "answered"
    word = "" if kind == "stopped" else row.word
    return Said(f"{row.their_number}-{kind}", kind, row.number, row.their_number, word, row.note, row.done_at)
