"""A hall of another place receives what was agreed, while it is agreed, and never decides."""

from datetime import date

import pytest

from yiwang.engines.catalog.pure import handed_in_at, may_receive, partner_of, places
from yiwang.engines.catalog.tests.placed import HILL, SOUTH, partnered_files, placed, placed_catalogue

DAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    return placed_catalogue(tmp_path_factory.mktemp("partnered"), partnered_files())


def elsewhere(city, day):
    spots = handed_in_at(places(city.world), city.items["sign"], HILL, day)
    return [(spot.name, spot.address, spot.note) for spot in spots if spot.kind == "partner_city"]


def test_the_guide_names_the_hall_and_the_way_while_the_agreement_holds(city):
    assert elsewhere(city, DAY) == [("邻市政务服务中心", "邻市大街", "跨省通办，异地代收代办")]
    assert elsewhere(city, date(2027, 1, 1)) == []


@pytest.mark.parametrize(
    ("item", "place", "day", "may"),
    [
        ("sign", HILL, DAY, True),
        ("sign", SOUTH, DAY, True),
        ("seal", HILL, DAY, False),
        ("sign", HILL, date(2025, 12, 31), False),
        ("sign", HILL, date(2026, 12, 31), True),
        ("sign", HILL, date(2027, 1, 1), False),
    ],
)
def test_it_receives_what_was_agreed_on_that_day_wherever_the_matter_lies(city, item, place, day, may):
    assert may_receive(places(city.world), city.items[item], "neighbour", place, day) is may


def test_what_any_hall_of_the_city_may_receive_is_not_its_own_by_that(tmp_path):
    files = partnered_files()
    files["items/a/seal.yaml"]["cross_region"] = ["nation"]
    city = placed_catalogue(tmp_path, files)
    assert not may_receive(places(city.world), city.items["seal"], "neighbour", HILL, DAY)


def test_only_the_partners_own_units_are_the_partners(city):
    held = city.world
    assert partner_of(held, "neighbour").title == "邻市政务服务中心"
    assert partner_of(held, "990101-hall") is None and partner_of(held, "nowhere") is None


def said(tmp_path, files):
    return [(problem.code, problem.what) for problem in placed(tmp_path, files).problems]


def _rename(files):
    files["partners/nobody.yaml"] = files.pop("partners/neighbour.yaml")


def _local_function(files):
    files["organisations.yaml"]["bodies"][-1]["function"] = "hall"


def _deciding(files):
    files["roles.yaml"] = {
        **files["roles.yaml"], "receiver": {"label": "收件", "may": ["window.serve", "case.act.decide"]}
    }  # fmt: skip


def _not_elsewhere(files):
    files["items/a/sign.yaml"]["receive"].pop()


def _not_by_mail(files):
    files["partners/neighbour.yaml"]["results"] = ["online"]


def _ends_first(files):
    files["partners/neighbour.yaml"]["valid_until"] = "2025-01-01"


def _unchecked(files):
    files["partners/neighbour.yaml"]["status"] = "published"


def _twice(files):
    files["partners/neighbour.yaml"]["items"] *= 2


@pytest.mark.parametrize(
    ("spoil", "rule", "words"),
    [
        (_rename, "partner.body", "没有“nobody”这个单位"),
        (_local_function, "partner.function", "会收到协议以外的事项"),
        (_deciding, "partner.decides", "能在办件上作出决定"),
        (_not_elsewhere, "partner.receive", "收件地点没有合作城市"),
        (_not_by_mail, "partner.results", "不能按“邻市政务服务中心”写的方式"),
        (_ends_first, "partner.days", "之前就结束"),
        (_unchecked, "partner.unchecked", "没有写哪一天核对过"),
        (_twice, "partner.twice", "写了两次"),
    ],
)
def test_what_is_wrong_with_an_agreement_is_told(tmp_path, spoil, rule, words):
    files = partnered_files(items=[{"item": "sign", "mode": "joint"}])
    spoil(files)
    found = said(tmp_path, files)
    assert any(got == rule and words in what for got, what in found), found
