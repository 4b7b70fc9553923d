"""Registers: one line for each request of a period, sums by mediator, a file for those who keep them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from yiwang.nets.governance.mediation.domain.register import Line, period_of, sums_of
from yiwang.nets.governance.mediation.selectors.register import register_of

from .test_pages import enter
from .world import HEAD, MEDIATOR, NOW, TOWN, WRITTEN, asked, hat, mediating, move, under

__all__ = ["enter"]
TODAY = date(2026, 11, 28)


@pytest.mark.parametrize("said, first, after", [
    ("2026-12", date(2026, 12, 1), date(2027, 1, 1)), ("2026", date(2026, 1, 1), date(2027, 1, 1)),
    ("2024-02", date(2024, 2, 1), date(2024, 3, 1)), ("x", date(2026, 11, 1), date(2026, 12, 1)),
    ("2026-13", date(2026, 11, 1), date(2026, 12, 1)), ("", date(2026, 11, 1), date(2026, 12, 1)),
    ("9999", date(2026, 11, 1), date(2026, 12, 1)), ("0001-01", date(2026, 11, 1), date(2026, 12, 1)),
])  # fmt: skip
def test_periods_are_months_and_years_as_people_name_them(said, first, after):
    assert period_of(said, TODAY)[1:] == (first, after)


def line(mediator="甲", minutes=3, agreement=""):
    post = f"post-{mediator}" if mediator else ""
    return Line("1", "", "", "", "", NOW, mediator, minutes, agreement, None, "", post)


def test_sums_tell_who_called_in_time_and_how_it_ended():
    held = [line(), line(minutes=9, agreement="书面"), line(mediator=""), line("乙", 5, "口头")]
    one, two = sums_of(held, 5)
    assert (one.mediator, one.taken, one.quick, one.written, one.oral) == ("甲", 2, 1, 1, 0)
    assert (two.mediator, two.taken, two.quick, two.oral) == ("乙", 1, 1, 1)


@pytest.mark.django_db
def test_the_register_names_who_called_when_and_the_agreement(city):
    made, _ = mediating()
    move(MEDIATOR, made, "oral_agreement", now=NOW + timedelta(hours=2), **WRITTEN)
    asked(words="另一件还没有人联系", key="8c0ac2c4-0000-4000-8000-000000000001")
    day = NOW.date()
    lines = under(hat(HEAD), register_of, day, day + timedelta(days=1))
    told = [(one.minutes, one.agreement, one.state) for one in lines]
    assert set(told) == {(0, "口头", "履行中"), (None, "", "待首次联系")}
    assert {bool(one.mediator) for one in lines} == {True, False} and lines[0].type == "损害赔偿纠纷"
    assert under(hat("441202003-mediation-head"), register_of, day, day + timedelta(days=1)) == []


@pytest.mark.django_db
def test_the_register_is_a_file_for_those_who_keep_it(enter):
    asked()
    client = enter(HEAD)
    address = reverse("mediation:register-export")
    text = client.get(address, {"period": f"{NOW:%Y}"}).content.decode()
    assert text.startswith("\ufeff编号") and "牛蛙" in text
    for post, status in ((f"{TOWN}-mediator", 403), (f"{TOWN}-head", 200)):
        assert enter(post).get(address).status_code == status
    assert "没有联系过" in client.get(reverse("mediation:register"), {"mediator": "nobody"}).content.decode()
    assert "调解登记" in client.get(reverse("mediation:register")).content.decode()


@pytest.mark.django_db
def test_one_mediators_list_holds_what_he_called_first_and_nothing_else(enter):
    mediating()
    asked(words="另一件还没有人联系", key="8c0ac2c4-0000-4000-8000-000000000001")
    client, address, year = enter(HEAD), reverse("mediation:register-export"), {"period": f"{NOW:%Y}"}
    whole = client.get(address, year).content.decode().splitlines()
    mine = client.get(address, {**year, "mediator": MEDIATOR}).content.decode().splitlines()
    assert (len(whole), len(mine)) == (3, 2) and mine[1] in whole
    html = client.get(reverse("mediation:register"), {**year, "mediator": MEDIATOR}).content.decode()
    assert f"mediator={MEDIATOR}" in html and "1 件" in html
    for strange in ("%", "x" * 500):
        assert client.get(reverse("mediation:register"), {"mediator": strange}).status_code == 200
