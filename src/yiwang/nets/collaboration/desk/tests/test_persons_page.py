"""The pages of erasing persons: looked up for a purpose, told before, asked by one, decided by another."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from yiwang.engines.cases.models import PartyErasure
from yiwang.engines.cases.public import case_open_tree, party_erasure_wish
from yiwang.engines.cases.tests.orders import DESK, hat, order_seed
from yiwang.engines.cases.tests.test_erasing_persons import (
    LATER,
    NAME,
    PHONE,
    PartyPart,
    closed_order,
    signed_in,
)
from yiwang.foundations.audit.public import access_log_for
from yiwang.foundations.people.models import Party
from yiwang.foundations.people.tests.factories import citizen_id
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.collaboration.desk.views import persons

from .test_archive_page import answered, orders_standing  # noqa: F401 - the same small place

pytestmark = pytest.mark.django_db
CITY = {"whole_city": True}
KEEPER = replace(hat(DESK), roles=frozenset({"case.erase"}), **CITY)
HEAD = replace(hat(DESK, "head"), roles=frozenset({"case.erase_confirm"}), **CITY)
LOOK = {"id_kind": "citizen_id", "number": citizen_id(1), "ground": "unlawful", "purpose": "本人到窗口申请"}


@pytest.fixture
def person(orders_standing, db):  # noqa: F811
    return signed_in(1)


def page_of(actor, *args):
    return answered(actor, persons.person, "get", {}, *args)[0].content.decode()


def test_one_looks_and_asks_another_decides_and_what_was_done_is_read_without_the_name(person):
    case = closed_order(person)
    page = answered(KEEPER, persons.persons, "post", LOOK)[0].content.decode()
    assert NAME in page and case.number in page and "还没有删除" in page
    assert citizen_id(1) not in page and PHONE not in page, "numbers are masked"
    with as_actor(person):
        assert [one.purpose for one in access_log_for(person.parties[0])] == ["本人到窗口申请"]
    sent = {"party": str(person.parties[0]), "ground": "unlawful", "reason": "核对过证件"}
    assert "请另一位" in answered(KEEPER, persons.ask, "post", sent)[1][0]
    order = PartyErasure.objects.get()
    assert (persons.persons_waiting(KEEPER), persons.persons_waiting(HEAD)) == (0, 1)
    assert "这是您提出的" in page_of(KEEPER, order.id) and "确认删除" in page_of(HEAD, order.id)
    told = answered(HEAD, persons.confirm, "post", {"answer": "核对属实"}, order.id)[1]
    assert "已删除" in told[0]
    page = page_of(HEAD, order.id)
    assert NAME not in page and "办件的内容" in page and "已经删除" in page and "核对属实" in page
    page = answered(HEAD, persons.persons, "get", {})[0].content.decode()
    assert "已删除" in page and "按证件号码" not in page, "who decides looks nobody up"


def test_what_stands_against_it_is_read_before_anybody_asks(person):
    parties = (PartyPart(person.parties[0]),)
    case_open_tree(actor=person, root=replace(order_seed(), parties=parties), key=str(uuid4()), now=LATER)
    page = answered(KEEPER, persons.persons, "post", LOOK)[0].content.decode()
    assert "还没有办结" in page and "提出，请另一人确认" not in page
    sent = {"party": str(person.parties[0]), "ground": "unlawful", "reason": "核对过证件"}
    assert "还没有办结" in answered(KEEPER, persons.ask, "post", sent)[1][0]


def test_a_wish_is_taken_up_or_refused_with_its_reason(person):
    order = party_erasure_wish(person, ground="unlawful", reason="不想再用", now=LATER)
    assert (persons.persons_waiting(KEEPER), persons.persons_waiting(HEAD)) == (1, 0)
    page = page_of(KEEPER, order)
    assert "本人申请" in page and "不想再用" in page and "提出，请另一人确认" in page
    assert "请写明理由" in answered(HEAD, persons.refuse, "post", {"answer": ""}, order)[1][0]
    answered(HEAD, persons.refuse, "post", {"answer": "要保留到明年"}, order)
    assert (
        PartyErasure.objects.get().state == "refused" and Party.objects.get(id=person.parties[0]).name == NAME
    )


def test_a_wrong_number_a_missing_purpose_and_forged_sendings_do_nothing(person):
    for sent, word in (
        ({**LOOK, "number": citizen_id(9)}, "没有登记过"),
        ({**LOOK, "number": "\x00'; --"}, "没有登记过"),
        ({**LOOK, "purpose": " "}, "理由"),
        ({**LOOK, "ground": "whim"}, "依据"),
    ):
        assert word in answered(KEEPER, persons.persons, "post", sent)[1][0]
    assert "没有写明是谁" in answered(KEEPER, persons.ask, "post", {"party": "nobody"})[1][0]
    with pytest.raises(Http404):
        answered(KEEPER, persons.person, "get", {}, uuid4())
    assert not PartyErasure.objects.exists()


@pytest.mark.parametrize("view", [persons.persons, persons.ask])
def test_who_sees_one_unit_only_or_has_no_such_post_is_shown_out(person, view):
    for actor in (replace(KEEPER, whole_city=False), replace(KEEPER, roles=frozenset({"case.read"}))):
        with pytest.raises(PermissionDenied, match="个人信息保护"):
            answered(actor, view, "post", LOOK)
