"""What a number is, and whether it can be one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from yiwang.kernel.ids import (
    KINDS,
    LicenceId,
    UnknownIdKind,
    check,
    citizen_birth,
    citizen_sex,
    division_level,
    identify,
    org_check_digit,
    uscc_check_digit,
)

LICENCE = LicenceId("11100000MB0341032Y002", "91350100M000100Y43", "A1B2C3D4E5F6G7H8J9K0", 1)


def only(value, **given):
    (checked,) = identify(value, **given)
    return checked


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("11010519491231002X", "citizen_id"),
        ("91350100M000100Y43", "uscc"),
        ("91440300708461136T", "uscc"),
        ("D2143569X", "org_code"),
        ("D2143569-X", "org_code"),
        (str(LICENCE), "licence_id"),
        ("13800138000", "mobile"),
        ("+86 138-0013-8000", "mobile"),
        ("8613800138000", "mobile"),
        ("10012345678", "mobile"),
        ("0758-2231234", "landline"),
        ("020-83331234", "landline"),
        ("02083331234", "landline"),
        ("+86-758-2231234", "landline"),
        ("0758-2231234-802", "landline"),
        ("441202", "division_code"),
        ("441202001", "division_code"),
        ("441202001002", "division_code"),
        ("E12345678", "passport"),
        ("EA1234567", "passport"),
        ("H12345678", "permit_hk_macao"),
        ("12345678", "permit_taiwan"),
        ("C12345678", "exit_hk_macao"),
        ("L12345678", "exit_taiwan"),
        ("USA440090010112", "permanent_residence_old"),
        ("", "none_yet"),
        ("尚无", "none_yet"),
    ],
)
def test_a_number_is_recognised(value, kind):
    checked = only(value)
    assert (checked.kind, checked.valid) == (kind, True), checked


@pytest.mark.parametrize(
    ("area", "kind"), [("830000", "residence_permit"), ("911840", "permanent_residence")]
)
def test_permits_of_18_digits_are_checked_like_citizen_ids(area, kind):
    body = f"{area}19900101101"
    number = body + ric.calc_check_digit(body + "0")
    assert only(number).kind == kind
    assert only(number).valid
    other = body + ("0" if number[-1] != "0" else "1")
    assert not check(other, kind).valid


@pytest.mark.parametrize(
    ("value", "kind", "why"),
    [
        ("110105194912310021", "citizen_id", "校验位不符"),
        ("11010519491331002X", "citizen_id", "不是真实日期"),
        ("11010519490229002X", "citizen_id", "不是真实日期"),
        ("1101051949123100", "citizen_id", "应为 18 位，现为 16 位"),
        ("110105491231002", "citizen_id", "旧号已停止使用"),
        ("91440300708461136S", "uscc", "不使用字母“S”"),
        ("91440300708461136U", "uscc", "校验位不符"),
        ("C1440300708461136T", "uscc", "登记管理部门"),
        ("D21435691", "org_code", "校验位不符"),
        ("12012345678", "mobile", "不是手机号段"),
        ("138001380001", "mobile", "应为 11 位"),
        ("0758-1231234", "landline", "不以 0 或 1 开头"),
        ("020-8333123", "landline", "7 或 8 位"),
        ("991202", "division_code", "不是省级"),
        ("441200000001", "division_code", "层级"),
        (str(LICENCE)[:-1] + "?", "unknown", "不像任何一种"),
        ("bla", "unknown", "不像任何一种"),
    ],
)
def test_what_is_wrong_is_said(value, kind, why):
    checked = only(value)
    assert (checked.kind, checked.valid) == (kind, False)
    assert why in checked.why


def test_an_unknown_area_is_a_warning_not_an_error():
    body = "44129919900101101"
    checked = only(body + ric.calc_check_digit(body + "0"))
    assert checked.valid
    assert "441299 不在代码表中" in checked.why


def test_a_birth_in_the_future_is_refused_when_today_is_known():
    body = "44120220300101101"
    number = body + ric.calc_check_digit(body + "0")
    assert only(number).valid
    assert "晚于今天" in only(number, today=date(2026, 11, 22)).why
    assert only(number, today=date(2030, 1, 1)).valid


def test_full_width_signs_and_spaces_are_brought_to_standard_form_and_said():
    checked = only("１１０１０５ 19491231　００２ｘ")
    assert (checked.value, checked.valid) == ("11010519491231002X", True)
    assert checked.why == "有效。（已规范：全角字符改为半角、去掉空格、字母改为大写）"


def test_what_needed_no_mending_is_not_commented():
    assert only("11010519491231002X").why == "有效。"


def test_a_kind_may_be_demanded():
    assert check("P1234567", "passport_foreign").valid
    assert not check("13800138000", "uscc").valid
    with pytest.raises(UnknownIdKind, match="citizen_id"):
        check("1", "no_such_kind")


def test_birth_and_sex_stand_in_the_number():
    assert citizen_birth("11010519491231002X") == date(1949, 12, 31)
    assert citizen_sex("11010519491231002X") == "female"


def test_the_level_of_a_division_follows_from_its_zeros():
    codes = ("440000", "441200", "441202", "441202001", "441202001000", "441202001002")
    levels = ["province", "prefecture", "county", "town", "town", "village"]
    assert [division_level(code) for code in codes] == levels


def test_a_licence_identifier_is_read_back_and_its_check_guards_it():
    assert str(LICENCE).endswith(".001." + LICENCE.check)
    assert LicenceId.parse(str(LICENCE)) == LICENCE
    with pytest.raises(ValueError, match="校验位"):
        LicenceId.parse(str(LICENCE).replace(".001.", ".002."))
    with pytest.raises(ValueError, match="20 位"):
        LicenceId("11100000MB0341032Y002", "91350100M000100Y43", "short", 1)


DIGITS = "0123456789"
ORG = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
USCC = DIGITS + "ABCDEFGHJKLMNPQRTUWXY"


@given(
    st.text(USCC, min_size=8, max_size=8), st.sampled_from("159"), st.integers(0, 16), st.sampled_from(USCC)
)
def test_every_single_typing_error_in_a_uscc_is_found(inner, authority, place, other):
    body = f"{authority}1440300{inner}"
    code = body + "0"
    code = code + uscc_check_digit(code)
    wrong = code[:place] + other + code[place + 1 :]
    assert check(code, "uscc").valid
    assert other == code[place] or not check(wrong, "uscc").valid


@given(st.text(ORG, min_size=8, max_size=8))
def test_an_organisation_code_with_its_check_digit_is_valid(first):
    assert check(first + org_check_digit(first), "org_code").valid


@given(st.text(max_size=24))
def test_nothing_that_can_be_typed_breaks_it(text):
    for checked in identify(text):
        assert checked.why
        assert checked.kind in KINDS or checked.kind == "unknown"
