"""Somebody with a browser who applies in the demo city, through the pages."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from yiwang.engines.applications.models import DraftValue
from yiwang.engines.applications.public import draft_answer, draft_get, draft_open
from yiwang.engines.applications.tests.conftest import NOW, city, person
from yiwang.engines.applications.tests.journeys import persona
from yiwang.foundations.people.models import Account
from yiwang.foundations.people.public import actor_of
from yiwang.foundations.scope.public import as_actor

__all__ = ["Applicant", "city"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Applicant:
    """A draft and the browser it is filled in with; the barber's shop unless another persona is named."""

    def __init__(
        self, client, name="李示范", number="441299199005120121", birth=None, like="barber_individual"
    ):
        party = person(name, number, "10000000001", birth=birth).parties[0]
        account = Account.objects.create_user(f"bad-day-{number}", party_id=party, name=name)
        client.force_login(account, backend=BACKEND)
        self.client, self.actor = client, actor_of(account)
        with as_actor(self.actor):
            view = draft_open(self.actor, f"theme:{persona(like).theme}", now=NOW)
            for question, answer in persona(like).answers.items():
                view = draft_answer(self.actor, view.id, question, answer, now=NOW)
        self.draft = view.id

    def view(self):
        """The draft as it stands."""
        with as_actor(self.actor):
            return draft_get(self.actor, self.draft, now=NOW)

    def page(self, name):
        """A page of the draft, as words."""
        return self.client.get(reverse(f"portal:{name}", args=[self.draft])).content.decode()

    def types(self, **values):
        """Type into the form (``__`` for the dot) and stay on it; the answer."""
        sent = {f"v.{key.replace('__', '.')}": value for key, value in values.items()}
        return self.client.post(reverse("portal:draft-form", args=[self.draft]), {**sent, "go": "stay"})

    def kept(self, key):
        """What the draft holds for a key; None for nothing."""
        party, element = key.split(".")
        row = DraftValue.objects.filter(draft_id=self.draft, party=party, element=element).first()
        return row.value if row else None

    def hands_in(self, name, data):
        """Hand in one file as the first material that is asked for; the answer."""
        key = next(one.key for one in self.view().materials if one.state == "asked" and not one.deferred)
        where = reverse("portal:draft-materials", args=[self.draft])
        return self.client.post(where, {"key": key, "act": "attach", "file": SimpleUploadedFile(name, data)})


@pytest.fixture
def applicant(city, client, settings):
    """An adult who applies."""
    settings.ALLOWED_HOSTS = ["*"]
    return Applicant(client)


def words(response):
    """What a page says, without its tags."""
    return re.sub(r"<[^>]+>", " ", response.content.decode())
