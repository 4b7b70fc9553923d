"""A day that no calendar has is asked for again; what else was typed on the page is kept."""

import pytest

from .conftest import words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["2026-02-30", "2026-13-01", "20270229", "0000-00-00", "明天", "2026-1-1-1"]
)
def test_an_impossible_day_is_told_and_the_rest_of_the_page_is_kept(applicant, typed):
    answer = applicant.types(shop__sign_from=typed, shop__shop_name="示范剪吧")
    assert answer.status_code == 200 and "真实的日期" in words(answer)
    assert applicant.kept("shop.sign_from") is None
    assert applicant.kept("shop.shop_name") == "示范剪吧"


def test_a_leap_day_that_there_is_is_taken(applicant):
    applicant.types(shop__sign_from="2028年2月29日")
    assert applicant.kept("shop.sign_from") == "2028-02-29"
