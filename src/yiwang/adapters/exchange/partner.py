"""The stand-in 演示合作大厅系统: a book of what partners were told, and a page on which it can be made not to answer.

Each message is opened by its signature and kept once for its key, as a partner's own system must do.
"""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from yiwang.adapters.exchange.models import DemoNews, DemoPartnerMood
from yiwang.engines.externals.public import PURPOSE
from yiwang.engines.tellings.public import RecipientRefused, RecipientSilent
from yiwang.foundations.keys.public import NotSignedHereError, site_opened
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.wire import Signed

from .stand_in import STAND_IN

SILENT, REFUSING, TAKING = "silent", "refuse", "take"
SHOWN = 50


class DemoPartner:
    """A partner's system that takes what it is told, unless somebody pressed that it does not."""

    id = "demo-partner"
    title = "演示合作大厅系统"
    is_demo = True

    def tell(self, address: str, key: str, said: Signed) -> None:
        """Keep a message, once for its key."""
        with as_actor(STAND_IN):
            mood = mood_now()
            if mood == SILENT:
                raise RecipientSilent("演示合作大厅系统没有回应（页面上选了不应答）。")
            if mood == REFUSING:
                raise RecipientRefused("演示合作大厅系统不收（页面上选了不收）。")
            DemoNews.objects.bulk_create([_news(key, said)], ignore_conflicts=True)

    def page(self) -> str:
        """The stand-in's page."""
        return reverse("demo-partner")


def _news(key: str, said: Signed) -> DemoNews:
    try:
        event = site_opened(said, purpose=PURPOSE)
    except NotSignedHereError as error:
        raise RecipientRefused("签名不符，没有收下。") from error
    data = event["data"]
    return DemoNews(
        key=key, number=data["number"], their_number=data["their_number"], seq=data["seq"], word=data["word"],
        sentence=data["sentence"], at=datetime.fromisoformat(event["time"]),
    )  # fmt: skip


def news() -> Iterable[DemoNews]:
    """The latest that arrived."""
    with as_actor(STAND_IN):
        return list(DemoNews.objects.order_by("-at", "-seq")[:SHOWN])


def mood_now() -> str:
    """How the stand-in takes what it is told: it takes it, does not answer, or refuses it."""
    held = DemoPartnerMood.objects.first()
    return held.mood if held else TAKING


def mood_set(mood: str) -> None:
    """Have it take, refuse or not answer from now on."""
    if mood in (TAKING, SILENT, REFUSING):
        with as_actor(STAND_IN):
            DemoPartnerMood.objects.update_or_create(id=1, defaults={"mood": mood})


def mood_read() -> str:
    """The same for the page."""
    with as_actor(STAND_IN):
        return mood_now()
