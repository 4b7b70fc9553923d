"""A minor who applies for what only adults may have is told so with its reason before anything is handed in."""

from datetime import date

import pytest
from django.urls import reverse

from yiwang.engines.cases.models import Case

from .conftest import Applicant, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def minor(city, client, settings):
    """Somebody of fifteen, by the number and by the register."""
    settings.ALLOWED_HOSTS = ["*"]
    return Applicant(client, "赵示范", "441299201106010036", date(2011, 6, 1))


def test_a_minor_is_told_why_not_and_hands_nothing_in(minor):
    minor.types(operator__birth_date="2011-06-01")
    page = words(minor.client.get(reverse("portal:draft-check", args=[minor.draft])))
    assert "成年" in page or "周岁" in page
    minor.client.post(reverse("portal:draft-sign", args=[minor.draft]))
    assert not Case.objects.exists()
