"""Answers nobody expects: ten thousand signs, pictures, wide digits, formulas, signs that cannot be seen."""

import pytest

from .conftest import words

pytestmark = pytest.mark.django_db
LONG = "很" * 10_000


@pytest.mark.parametrize("field", ["shop__shop_name", "shop__business_address", "shop__business_scope"])
def test_ten_thousand_signs_are_told_with_how_many_there_may_be(applicant, field):
    answer = applicant.types(**{field: LONG})
    assert answer.status_code == 200 and "最多" in words(answer)
    assert applicant.kept(field.replace("__", ".")) is None


def test_an_emoji_is_kept_as_typed_and_shown_again(applicant):
    applicant.types(shop__shop_name="剪吧💇🏽‍♀️示范", shop__sign_text="𠮷野家㐂")
    assert applicant.kept("shop.shop_name") == "剪吧💇🏽‍♀️示范"
    assert "𠮷野家㐂" in applicant.page("draft-form")


@pytest.mark.parametrize("typed", ["３", " ３ ", "3"])
def test_wide_and_narrow_digits_are_the_same_number(applicant, typed):
    applicant.types(shop__staff_count=typed, shop__business_area="３０．５平方米")
    assert applicant.kept("shop.staff_count") == 3
    assert applicant.kept("shop.business_area") == "30.5"


def test_a_pasted_formula_and_markup_stay_text(applicant):
    typed = '=HYPERLINK("http://x","点")<script>alert(1)</script>'
    applicant.types(shop__shop_name=typed)
    assert applicant.kept("shop.shop_name") == typed
    assert "<script>alert(1)" not in applicant.page("draft-form")


@pytest.mark.parametrize("typed", ["剪吧\x00示范", "剪吧\ud800示范", "剪吧\u202e示范"])
def test_signs_that_cannot_be_kept_are_mended_or_told_and_never_an_error(applicant, typed):
    answer = applicant.types(shop__shop_name=typed.encode("utf-8", "replace").decode())
    assert answer.status_code in (200, 302)
    assert "\x00" not in (applicant.kept("shop.shop_name") or "")


@pytest.mark.parametrize("typed", ["9" * 400, "1e999", "NaN", "-1", "∞"])
def test_numbers_that_are_none_are_told(applicant, typed):
    answer = applicant.types(shop__staff_count=typed, shop__business_area=typed)
    assert answer.status_code == 200
    assert applicant.kept("shop.staff_count") is None and applicant.kept("shop.business_area") is None
