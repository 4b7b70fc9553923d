"""What government already holds: shown with source and ground, used only as agreed, open to objection."""

from yiwang.engines.applications.models import DraftFact, DraftValue
from yiwang.engines.applications.public import (
    DataCorrection,
    draft_answer,
    draft_consent,
    draft_object,
    draft_open,
    draft_save_fields,
)
from yiwang.foundations.scope.public import as_actor

from .conftest import NOW
from .journeys import barber, persona


def answered(actor):
    view = draft_open(actor, "theme:open_barber_shop", now=NOW)
    for question, answer in persona().answers.items():
        view = draft_answer(actor, view.id, question, answer, now=NOW)
    return view


def field(view, key):
    return next(held for held in view.fields if held.key == key)


def test_identity_is_prefilled_with_source_and_masked(city):
    actor = barber()
    with as_actor(actor):
        view = answered(actor)
    number = field(view, "operator.citizen_id")
    assert number.state == "prefilled" and number.source and number.ground
    assert number.value is None and number.said.startswith("441299") and "*" in number.said
    assert field(view, "operator.name").said == "李示范"


def test_one_question_at_a_time_and_a_changed_answer_says_what_changed(city):
    actor = barber()
    with as_actor(actor):
        view = draft_open(actor, "theme:open_barber_shop", now=NOW)
        assert view.next_question.id == "form"
        view = answered(actor)
        assert view.next_question is None
        changed = draft_answer(actor, view.id, "sign", False, now=NOW)
    assert any("户外招牌" in said for said in changed.changes)
    assert len(changed.items) == len(view.items) - 1


def test_who_decides_is_told_as_soon_as_the_place_is_known(city):
    actor = barber()
    with as_actor(actor):
        view = answered(actor)
        assert {item.deciding for item in view.items} == {None}
        assert {item.decides for item in view.items} == {
            f"按“要开的理发店”的“所在区划”，由当地县（市、区）的{function}单位决定"
            for function in ("市场监督管理", "卫生健康", "公安", "城市管理和综合执法")
        }
        view = draft_save_fields(actor, view.id, {"shop.division": "441202001000"}, now=NOW)
    assert {item.decides for item in view.items} == {
        "由端州区市场监督管理局决定", "由端州区卫生健康局决定", "由肇庆市公安局端州分局决定",
        "由端州区城市管理和综合执法局决定",
    }  # fmt: skip


def test_nothing_is_used_before_it_is_agreed_to_and_nothing_after_it_is_withdrawn(city):
    actor = barber()
    with as_actor(actor):
        view = answered(actor)
        topics = [offer for offer in view.offers if offer.topic == "topic:population_demo"]
        assert topics and not topics[0].agreed
        assert not DraftFact.objects.filter(topic=topics[0].topic, value__isnull=False).exists()
        agreed = draft_consent(actor, view.id, topics[0].topic, given=True, now=NOW)
        assert agreed.asked < view.asked
        back = draft_consent(actor, view.id, topics[0].topic, given=False, now=NOW)
        assert back.asked == view.asked


def test_an_objection_sends_ones_own_value_along_and_asks_the_holder_to_check(city):
    actor = barber()
    with as_actor(actor):
        view = answered(actor)
        objected = draft_object(actor, view.id, "operator.name", "李示例", reason="已改名", now=NOW)
        held = field(objected, "operator.name")
        assert held.objected and held.state == "asked" and held.value == "李示例"
        assert objected.asked == view.asked + 1
        assert DataCorrection.objects.get(draft_id=view.id).reason == "已改名"
        back = draft_object(actor, view.id, "operator.name", None, now=NOW)
        assert field(back, "operator.name").said == "李示范"


def test_refused_values_come_back_with_a_sentence_and_good_ones_are_kept(city):
    actor = barber()
    with as_actor(actor):
        view = answered(actor)
        typed = {
            "shop.shop_phone": "1234",
            "shop.seat_count": "四",
            "shop.capital": "５万",
            "shop.staff_count": "３ ",
        }
        typed = {key: value for key, value in typed.items() if any(f.key == key for f in view.fields)}
        saved = draft_save_fields(actor, view.id, typed, now=NOW)
    assert set(saved.errors) == set(typed) - {"shop.staff_count"}
    assert all(said.endswith("。") for said in saved.errors.values())
    assert field(saved, "shop.staff_count").value == 3
    assert field(saved, "shop.seat_count").error


def test_a_typed_secret_is_closed_in_the_database(city):
    actor = barber()
    with as_actor(actor):
        view = answered(actor)
        draft_save_fields(actor, view.id, {"shop.hygiene_manager_phone": "100 0000 0009"}, now=NOW)
    stored = DraftValue.objects.get(draft_id=view.id, element="hygiene_manager_phone").value
    assert set(stored) == {"secret"} and "10000000009" not in str(stored)


def test_a_stranger_finds_no_draft(city):
    import pytest

    from yiwang.engines.applications.public import Draft, DraftNotFound, draft_get

    from .conftest import person

    actor, other = barber(), person("王示范", "441299198509030213")
    with as_actor(actor):
        view = answered(actor)
    with as_actor(other):
        assert not Draft.objects.exists() and not DraftValue.objects.exists()
        with pytest.raises(DraftNotFound):
            draft_get(other, view.id, now=NOW)
