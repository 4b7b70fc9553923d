"""Figures: counted as the pack defines them, over what the asker may see, and no share of nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from yiwang.engines.cases.pure import CASE_TYPE, figure_complaints
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.pure import DEFAULT, HOTLINE_RULES
from yiwang.nets.service.hotline.selectors.figures import figure_lines

from .test_pages import enter
from .world import NOW, city_world, hat, move, taken

__all__ = ["enter"]
pytestmark = pytest.mark.django_db
DISPATCHER, CHECKER, CALLBACK = (
    f"441200-hotline-service-{one}" for one in ("dispatcher", "checker", "callback")
)
OFFICER, CHIEF = "441202-urban-approval-officer", "441202-urban-approval-chief"
LATER = NOW + timedelta(days=60)


def lived(satisfied="yes", solved="yes"):
    """A demand dispatched, answered, checked and called back, all in one hour."""
    _, case = taken(category="c0202")
    move(DISPATCHER, case, "dispatch", unit="441202-urban")
    move(OFFICER, case, "sign")
    move(OFFICER, case, "contacted", how="电话")
    move(OFFICER, case, "reply", reply="已办理。")
    move(CHIEF, case, "approve_reply")
    move(CHECKER, case, "check_passed", reply="已办理。")
    move(CALLBACK, case, "called_back", solved=solved, satisfied=satisfied)
    return case


def lines(post=CHECKER, by="unit", now=NOW):
    rules, actor = city_world().find(HOTLINE_RULES, DEFAULT), hat(post)
    with as_actor(actor):
        return figure_lines(actor, rules, NOW - timedelta(days=1), NOW + timedelta(days=1), by, now=now)


def share(line, label):
    return next((one.counts, one.of) for one in line.shares if one.label == label)


def test_a_whole_life_counts_everywhere_it_should(city):
    lived()
    total, _ = lines()
    assert total.cases == 1 and share(total, "直接解答率") == (0, 1)
    for label in ("派单准确率", "签收及时率", "响应率", "按期办结率", "解决率", "满意率"):
        assert share(total, label) == (1, 1), label


def test_unwilling_to_say_is_neither_satisfied_nor_not(city):
    lived(satisfied="unsaid")
    lived(satisfied="no", solved="no")
    total, _ = lines()
    assert share(total, "满意率") == (0, 1) and share(total, "解决率") == (1, 2)


def test_no_share_of_nothing(city):
    taken()
    total, _ = lines()
    found = next(one for one in total.shares if one.label == "满意率")
    assert (found.of, found.percent) == (0, None)


def test_what_nobody_signed_counts_once_its_time_is_over(city):
    _, case = taken()
    move(DISPATCHER, case, "dispatch", unit="441202-urban")
    assert share(lines()[0], "签收及时率") == (0, 0)
    assert share(lines(now=LATER)[0], "签收及时率") == (0, 1)


def test_groups_add_up_to_the_whole(city):
    lived()
    taken(category="c0108", type="complaint")
    for by, names in (
        ("subject", {"求助", "投诉"}),
        ("category", {"城市管理 › 占道经营", "城乡建设 › 道路照明"}),
    ):
        total, found = lines(by=by)
        assert {line.name for line in found} == names and sum(
            line.cases for line in found
        ) == total.cases == 2


def test_a_unit_counts_its_own_only_and_a_stranger_to_the_case_nothing(city):
    lived()
    taken()
    assert lines(CHIEF)[0].cases == 1
    assert lines("441202-market-approval-chief")[0].cases == 0


def test_the_page_shows_the_definitions_and_the_file_is_written_down(enter):
    lived()
    checker = enter(CHECKER)
    text = checker.get(
        reverse("hotline:figures"), {"since": "2020-01-01", "last": "2099-01-01"}
    ).content.decode()
    assert "满意和基本满意的件数 ÷ 作了评价的件数" in text
    day = NOW.date().isoformat()
    text = checker.get(
        reverse("hotline:figures"), {"since": day, "last": day, "by": "category"}
    ).content.decode()
    assert "占道经营" in text and "100.0%" in text and "1/1" in text
    file = checker.get(reverse("hotline:figures-export"), {"since": day, "last": day, "by": "category"})
    assert "占道经营" in file.content.decode() and file["content-type"].startswith("text/csv")


@pytest.mark.parametrize(
    "said",
    [
        {"since": "x"},
        {"last": "2026-02-31"},
        {"by": "sql"},
        {"since": "2027-01-01", "last": "2026-01-01"},
        {"since": "0001-01-01", "last": "0001-01-05"},
        {"last": "9999-12-31"},
    ],
)
def test_what_is_no_date_is_read_as_the_month(enter, said):
    assert enter(CHECKER).get(reverse("hotline:figures"), said).status_code == 200


def test_a_figure_of_what_no_case_type_has_is_a_mistake_of_the_pack():
    world = city_world()
    rules = world.find(HOTLINE_RULES, DEFAULT)
    types = {one.case_type: world.get(CASE_TYPE, one.case_type) for one in rules.types.values()}
    wrong = rules.figures["direct"].model_copy(
        update={"of": rules.figures["direct"].of.model_copy(update={"states": ("gone",)})}
    )
    found = list(figure_complaints({"direct": wrong}, types))
    assert [one.code for one in found] == ["figure.unknown"] and "gone" in found[0].what
    assert not list(figure_complaints(rules.figures, types))
