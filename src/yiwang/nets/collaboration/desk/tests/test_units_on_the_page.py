"""The page of a case whose acts name units: lists to choose from, whose it is likely to be, what hangs on it."""

from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import QueryDict
from django.test import RequestFactory

from yiwang.engines.cases.models import Case
from yiwang.engines.cases.public import case_move, case_open_tree, matter_acts_for
from yiwang.engines.cases.tests.orders import COUNTY, DISPATCHER, SUPERVISOR, URBAN, WATER, hat, order_seed
from yiwang.engines.cases.tests.orders_site import order_place
from yiwang.engines.cases.tests.world import at, citizen
from yiwang.faces.matter.public import sent_data
from yiwang.foundations.releases.tests.standing import release_standing
from yiwang.nets.collaboration.desk.views.cases import case as page
from yiwang.nets.collaboration.desk.views.inbox import search

pytestmark = pytest.mark.django_db
NOW = at("03-02 09:00")


@pytest.fixture(scope="module")
def orders_standing(tmp_path_factory, django_db_setup, django_db_blocker):
    """A small place with the order type in force."""
    world = order_place(tmp_path_factory.mktemp("orders"))
    with release_standing(django_db_blocker.unblock, world) as held:
        yield held


def opened():
    made = case_open_tree(actor=citizen(), root=order_seed(), key=str(uuid4()), now=NOW)
    return Case.objects.get(id=made.root_id)


def move(actor, case, act, **data):
    case_move(actor=actor, case_id=case.id, act=act, data=data, now=at("03-02 10:00"))


def shown(actor, case, **asked):
    return answered(actor, page, asked, case.number)


def listed(actor, **asked):
    return answered(actor, search, asked)


def answered(actor, view, asked, *args):
    request = RequestFactory().get("/desk/", asked)
    request.actor, request.user, request.session = actor, get_user_model()(), {}
    request._messages = FallbackStorage(request)
    return view(request, *args).content.decode()


def test_who_dispatches_chooses_from_bodies_and_sees_the_duty_list(orders_standing, db):
    html = shown(DISPATCHER, opened())
    assert '<option value="dz-water">区水务局</option>' in html and "归谁办" in html
    assert "职责清单（假定）：夜间排水" in html and "测试用职责清单" in html


def test_who_handles_sees_what_was_merged(orders_standing, db):
    main, member = opened(), opened()
    move(DISPATCHER, main, "dispatch", unit=WATER)
    move(hat(WATER), main, "sign")
    move(DISPATCHER, member, "merge", into=main.number)
    html = shown(DISPATCHER, member)
    assert "本办件并入它" in html and main.number in html
    assert "合并和关联的办件" not in shown(hat(WATER), main), "the member is not this unit's to see"


def test_a_reply_begins_with_a_text_that_the_definition_offers(orders_standing, db):
    case = opened()
    move(DISPATCHER, case, "dispatch", unit=WATER)
    move(hat(WATER), case, "sign")
    assert '<div class="small">区水务局</div>' in shown(hat(WATER), case), "units are called by their names"
    html = shown(hat(WATER), case, template="reply.reply.已处理")
    assert f"您反映的夜间施工（{case.number}）已处理。</textarea>" in html
    assert html.count('name="ask_co.units"') == 5, "as many lists as units can be asked at once"
    assert "?template=reply.reply." in html and "已处理。" not in shown(
        hat(WATER), case, template="reply.x.y"
    )


def test_supervised_cases_are_found_by_the_part_of_the_unit(orders_standing, db):
    case, other = opened(), opened()
    move(SUPERVISOR, case, "supervise", level="order")
    html = listed(SUPERVISOR, part="supervise")
    assert case.number in html and other.number not in html
    assert other.number in listed(SUPERVISOR, part="'; DROP") and case.number not in listed(
        SUPERVISOR, part="watch"
    )


def test_what_the_form_sends_is_what_the_act_takes(orders_standing, db):
    case = opened()
    move(DISPATCHER, case, "dispatch", unit=WATER)
    move(hat(WATER), case, "sign")
    acts = {act.id: act for act in matter_acts_for(hat(WATER), [case.id], NOW)[case.id]}
    lines = "split.parts.1.title=甲&split.parts.1.unit=dz-urban&split.parts.2.title="
    lines += "&ask_co.units=dz-urban&ask_co.units=&ask_co.units=dz-town&ask_co.units=dz-urban"
    posted = QueryDict(lines)
    assert sent_data(acts["split"], posted) == {"parts": [{"title": "甲", "unit": URBAN, "text": ""}]}
    assert sent_data(acts["ask_co"], posted) == {"units": [URBAN, "dz-town"]}
    move(hat(WATER), case, "split", **sent_data(acts["split"], posted))
    assert Case.objects.get(parent_id=case.id).division_id == COUNTY
