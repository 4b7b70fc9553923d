"""A case that came from an old system is found by its old number, and its page says where it came from."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from yiwang.engines.cases.models import Case
from yiwang.engines.cases.tests.orders import URBAN, WATER, hat
from yiwang.engines.imports.tests.conftest import old_standing, place, run  # noqa: F401 - fixtures
from yiwang.engines.imports.tests.old_city import old_row, open_row
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.collaboration.desk.views.cases import case as page
from yiwang.nets.collaboration.desk.views.inbox import search
from yiwang.nets.collaboration.desk.views.palette import palette

pytestmark = pytest.mark.django_db


def answered(actor, view, *args, **asked):
    request = RequestFactory().get("/desk/", asked)
    request.actor, request.user, request.session = actor, get_user_model()(), {}
    request._messages = FallbackStorage(request)
    with as_actor(actor):
        return view(request, *args)


def test_the_search_and_the_palette_lead_to_the_case_for_who_sees_it(run):  # noqa: F811 - the fixture
    run(old_row("旧-2025-17"))
    number = Case.objects.get().number
    assert answered(hat(WATER), search, q="旧-2025-17").url.endswith(f"/{number}/")
    assert number in answered(hat(WATER), palette, q="旧-2025-17").content.decode()
    stranger = answered(hat(URBAN), search, q="旧-2025-17")
    assert stranger.status_code == 200 and number not in stranger.content.decode()


def test_the_page_says_where_it_came_from_and_goes_on_from_there(run):  # noqa: F811 - the fixture
    run(open_row("旧-18"))
    html = answered(hat(WATER), page, Case.objects.get().number).content.decode()
    for word in ("原编号", "旧-18", "旧热线", "请修路灯", "从原系统导入", "水务局签收", "答复"):
        assert word in html
