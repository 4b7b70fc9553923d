"""Numbers and names as strangers may see them, and ids that sort by time."""

import pytest

from yiwang.kernel.ids import mask, mask_in, mask_name, secrets_in, uuid7


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("44120219900101123X", "citizen_id", "441202********123X"),
        ("13800138000", "mobile", "138****8000"),
        ("E12345678", "passport", "E*****678"),
        ("91440300708461136T", "uscc", "91440300708461136T"),
        ("12", "citizen_id", "**"),
        ("", "none_yet", ""),
    ],
)
def test_a_number_keeps_its_ends_only(value, kind, shown):
    assert mask(value, kind) == shown


def test_a_channel_may_show_less():
    assert mask("44120219900101123X", "citizen_id", keep=(3, 4)) == "441***********123X"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张三", "张*"), ("张小明", "张*明"), ("欧阳小明", "欧**明"), ("Maria Diaz", "M*********"), ("", "")],
)
def test_a_name_keeps_its_ends_only(name, shown):
    assert mask_name(name) == shown


def test_secret_numbers_in_free_text_are_found_and_masked():
    text = "身份证11010519491231002X，电话 13800138000，订单 99912345678，信用代码91440300708461136T。"
    assert [found.number.kind for found in secrets_in(text)] == ["citizen_id", "mobile"]
    masked = "身份证110105********002X，电话 138****8000，订单 99912345678，信用代码91440300708461136T。"
    assert mask_in(text) == masked


def test_ids_sort_by_time_and_carry_their_version():
    ids = [uuid7(now) for now in (10**18, 10**18 + 300, 10**18 + 10**6, 2 * 10**18)]
    assert ids == sorted(ids)
    assert all(made.version == 7 and made.variant == "specified in RFC 4122" for made in ids)
    assert len({uuid7(10**18) for _ in range(1000)}) == 1000
