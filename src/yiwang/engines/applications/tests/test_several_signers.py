"""Two buyers and two sellers: each signs what he was shown, sees his own part, and may refuse."""

import pytest

from yiwang.engines.applications.models import DraftValue
from yiwang.engines.applications.public import (
    SignatureMissing,
    draft_answer,
    draft_ask_signatures,
    draft_check,
    draft_consent,
    draft_get,
    draft_open,
    draft_refuse,
    draft_save_fields,
    draft_sign,
    draft_submit,
    drafts_visible_to,
)
from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from .checks import checked, told
from .conftest import NOW, person
from .journeys import handed_in, persona

__all__ = ["told"]
WORKER = system_actor("tests")


@pytest.fixture(scope="module")
def house_standing(city_standing, tmp_path_factory):
    """A buyer's draft, filled in and waiting for signatures, for every test of a module."""
    return city_standing.hold(_filled_in, tmp_path_factory.mktemp("house"))


def _filled_in():
    told = persona("house_couple")
    people = {
        "buyer": person("黄示范", "441299199207080316", "10000000005"),
        "seller": person("陈示范", "441299197802140230", "10000000003"),
    }
    with as_actor(people["buyer"]):
        view = draft_open(people["buyer"], "theme:second_hand_house", now=NOW)
        for question, answer in told.answers.items():
            answer = "1" if question in ("sellers", "buyers") else answer
            view = draft_answer(people["buyer"], view.id, question, answer, now=NOW)
        for offer in view.offers:
            view = draft_consent(people["buyer"], view.id, offer.topic, given=True, now=NOW)
        view = _typed(people["buyer"], view, told.typed)
        view = handed_in(people["buyer"], view, NOW)
        check = draft_check(people["buyer"], view.id, now=NOW)
        assert check.problems == {}, check.problems
        view = draft_ask_signatures(people["buyer"], view.id, now=NOW)
    return view, people


@pytest.fixture
def house(house_standing, city, told):
    """That draft; with everybody who signs."""
    return house_standing.value


_BY_TYPE = {
    "text": "示范", "long_text": "示范", "address": "示范路1号", "int": "1", "decimal": "50", "money": "100000",
    "bool": "false", "date": "2026-06-01", "division": "441202001000", "account": "6222000000000000",
    "email": "demo@example.cn", "phone": "10000000009",
}  # fmt: skip
_OWN = {
    "seller[1].name": "陈示范",
    "seller[1].citizen_id": "441299197802140230",
    "seller[1].phone": "10000000003",
}


def _value(field, typed):
    if field.key in _OWN or field.key in typed:
        return _OWN.get(field.key, typed.get(field.key))
    if field.options:
        return next(iter(field.options))
    return "441299199303160324" if field.type == "citizen_id" else _BY_TYPE.get(field.type, "示范")


def _typed(actor, view, typed):
    done = set()
    while True:
        empty = [
            f
            for f in view.fields
            if f.required and f.state == "asked" and not f.question and f.key not in done
        ]
        if not empty:
            return view
        done |= {f.key for f in empty}
        view = draft_save_fields(actor, view.id, {f.key: _value(f, typed) for f in empty}, now=NOW)
        assert view.errors == {}


def sign(actor, draft_id):
    checked(actor, draft_id, NOW)
    with as_actor(actor):
        shown = draft_get(actor, draft_id, now=NOW).shown_hash
        return draft_sign(actor, draft_id, shown_hash=shown, now=NOW)


def test_a_signer_sees_his_own_part_and_not_the_other_sides_fields(house):
    view, people = house
    seller = people["seller"]
    with as_actor(seller):
        assert drafts_visible_to(seller).filter(id=view.id).exists()
        mine = draft_get(seller, view.id, now=NOW)
        assert {field.party for field in mine.fields} == {"seller", "property"}
        assert set(DraftValue.objects.filter(draft_id=view.id).values_list("party", flat=True)) <= {
            "seller",
            "property",
        }


def test_nothing_is_handed_in_before_the_last_signature(house):
    view, people = house
    sign(people["buyer"], view.id)
    with as_actor(people["buyer"]), pytest.raises(SignatureMissing, match="卖方"):
        draft_submit(people["buyer"], view.id, now=NOW)
    sign(people["seller"], view.id)
    with as_actor(people["buyer"]):
        submission = draft_submit(people["buyer"], view.id, now=NOW)
    with as_actor(people["seller"]):
        assert cases_visible_to(people["seller"]).filter(id=submission.matter_id).exists()


def test_a_refusal_is_told_with_its_reason(house):
    view, people = house
    sign(people["buyer"], view.id)
    with as_actor(people["seller"]):
        draft_refuse(people["seller"], view.id, reason="成交价不对", now=NOW)
    outbox_drain(50)
    with as_actor(people["buyer"]):
        seen = draft_get(people["buyer"], view.id, now=NOW)
        assert {(s.party, s.state) for s in seen.signers} == {("buyer", "signed"), ("seller", "refused")}
        with pytest.raises(SignatureMissing, match="拒绝"):
            draft_submit(people["buyer"], view.id, now=NOW)


def test_a_change_voids_only_the_signatures_it_concerns(house):
    view, people = house
    sign(people["buyer"], view.id)
    sign(people["seller"], view.id)
    with as_actor(people["buyer"]):
        changed = draft_save_fields(people["buyer"], view.id, {"buyer[1].share_percent": "40"}, now=NOW)
    assert changed.errors == {}
    assert {(s.party, s.state) for s in changed.signers} == {("buyer", "void"), ("seller", "signed")}
