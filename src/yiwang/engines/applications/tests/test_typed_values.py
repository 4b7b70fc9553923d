"""What people type: mended where a keyboard got in the way, refused with a sentence where it is wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.engines.applications.pure import FieldRefused, field_value, masked, said
from yiwang.engines.catalog.pure import Element

DAY = date(2027, 1, 12)


def element(type_="text", **more):
    return Element.model_validate({"id": "e", "label": "栏目", "type": type_, **more})


OPTIONS = {"a": "甲", "b": "乙"}


@pytest.mark.parametrize("kind,raw,value", [
    (element(), "  端州区理发店 ", "端州区理发店"),
    (element("citizen_id"), "４４１２９９１９９００５１２０１２１", "441299199005120121"),
    (element("citizen_id"), " 441299 19900512 0121", "441299199005120121"),
    (element("phone"), "100 0000 0009", "10000000009"),
    (element("phone"), "0758-2222222", "0758-2222222"),
    (element("email"), "ａ@example.cn", "a@example.cn"),
    (element("date"), "2026年3月1日", "2026-03-01"),
    (element("date"), "20260301", "2026-03-01"),
    (element("int"), "１２", 12),
    (element("decimal", unit="平方米"), "30.50平方米", "30.5"),
    (element("money"), "1,234.5元", 123450),
    (element("money"), 500, 500),
    (element("bool"), "否", False),
    (element("choice", options=OPTIONS), "a", "a"),
    (element("choices", options=OPTIONS), "a,b,a", ["a", "b"]),
    (element("division"), "441202", "441202000000"),
    (element("account"), "6222 0000 0000 0000", "6222000000000000"),
    (element(), "   ", None), (element("int"), "", None), (element("choices", options=OPTIONS), [], None),
])  # fmt: skip
def test_mended(kind, raw, value):
    assert field_value(kind, raw, DAY) == value


@pytest.mark.parametrize("kind,raw,words", [
    (element("citizen_id"), "441299199005120122", "校验位"),
    (element("citizen_id"), "44129919900512", "样子"),
    (element("uscc"), "92441202MA0000000X", "校验位"),
    (element("phone"), "123", "手机号码"),
    (element("email"), "abc", "name@example.cn"),
    (element("date"), "2026-02-30", "真实的日期"),
    (element("int", minimum="1", unit="人"), "0", "不能小于 1人"),
    (element("decimal", maximum="20"), "21", "不能大于 20"),
    (element("int"), "三", "数字"),
    (element("int"), "1.5", "整数"),
    (element("money"), "1.234", "两位小数"),
    (element("bool"), "也许", "“是”或“否”"),
    (element("choice", options=OPTIONS), "c", "选一项"),
    (element(max_length="3"), "太长的文字", "最多 3 个字"),
    (element(pattern="[0-9]{6}", example="526040"), "12", "例如 526040"),
    (element("account"), "12ab", "8 至 32 位"),
    (element(), {"a": 1}, "文字"),
])  # fmt: skip
def test_refused_with_a_sentence(kind, raw, words):
    with pytest.raises(FieldRefused) as caught:
        field_value(kind, raw, DAY)
    assert words in str(caught.value)


@given(st.text(max_size=40), st.sampled_from([
    "text", "citizen_id", "identity", "uscc", "phone", "email", "date", "int", "decimal", "money", "bool", "address",
    "division", "account", "long_text",
]))  # fmt: skip
def test_any_text_is_taken_or_refused_and_taking_it_twice_changes_nothing(raw, type_):
    kind = element(type_)
    try:
        once = field_value(kind, raw, DAY)
    except FieldRefused as refused:
        assert str(refused)
        return
    assert once is None or field_value(kind, once, DAY) == once


def test_secrets_are_masked_and_values_are_said_in_words():
    assert masked(element("citizen_id"), "441299199005120121") == "441299********0121"
    assert masked(element("account"), "6222000000000000").count("*") > 8
    assert said(element("money"), 123450) == "1,234.50 元"
    assert said(element("choices", options=OPTIONS), ["a", "b"]) == "甲、乙"
    assert said(element("bool"), False) == "否"
