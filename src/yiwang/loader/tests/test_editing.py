"""A text is changed where it must be and nowhere else, and never says anything but what was wanted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.loader.editing import CannotRewrite, rewritten
from yiwang.loader.parse import parse
from yiwang.loader.table_editing import table_rewritten

TEXT = """# 头
title: 招牌   # 名称
limit: { value: 2个工作日, source: "某办法" }   # 待核对

list:
  # 第一条
  - { text: 甲, check: "a > 1" }
  - text: 乙
    why: 因为   # 说明
  - 丙
flow: [一, 二, 三]
last: >-
  很长的
  一段
"""


def tree():
    """What the text says, to be changed."""
    return plain(parse(TEXT).tree)


def plain(held):
    if isinstance(held, dict):
        return {key: plain(value) for key, value in held.items()}
    return [plain(one) for one in held] if isinstance(held, list) else held


def test_only_the_touched_line_changes():
    wanted = tree()
    wanted["limit"]["value"] = "1个工作日"
    wanted["list"][1]["why"] = "所以: 这样"
    assert rewritten(TEXT, wanted) == TEXT.replace("2个工作日", "1个工作日").replace(
        "why: 因为", 'why: "所以: 这样"'
    )


def test_entries_come_and_go_and_comments_stay():
    wanted = tree()
    del wanted["list"][1]
    wanted["list"].append({"text": "丁"})
    wanted["flow"].remove("二")
    wanted["limit"]["status"] = "assumed"
    new = rewritten(TEXT, wanted)
    assert "# 第一条" in new
    assert "# 待核对" in new
    assert "  - { text: 丁 }\n" in new
    assert "flow: [一, 三]\n" in new
    assert 'source: "某办法", status: assumed }' in new


def test_a_new_entry_stands_behind_its_forerunner():
    wanted = {"title": "招牌", "short": "牌", **tree()}
    assert "title: 招牌   # 名称\nshort: 牌\n" in rewritten(TEXT, wanted)


def test_an_empty_file_is_written_in_our_style():
    assert rewritten("", {"adapt": {"promised": {"limit": "3个工作日"}}}) == (
        "adapt:\n  promised: { limit: 3个工作日 }\n"
    )


def test_what_nobody_can_read_is_not_rewritten():
    with pytest.raises(CannotRewrite):
        rewritten("a: [1", {"a": "1"})


said = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co")), max_size=12) | st.sampled_from(
    [
        "a: b",
        "# x",
        "- y",
        "yes",
        "0755",
        "'",
        '"',
        "{x}",
        "[",
        "多行\n第二行",
        "=1+1",
        " 空 ",
        "null",
        "~",
        "a\tb",
    ]
)
values = st.recursive(
    said,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
)


@given(
    values,
    values,
    st.sampled_from([("title",), ("limit", "value"), ("list", 0), ("list", 1, "text"), ("flow", 1)]),
)
def test_whatever_is_put_in_is_what_is_read(value, other, path):
    wanted = tree()
    place = wanted
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    wanted["new"] = other
    assert parse(rewritten(TEXT, wanted)).tree == wanted


@pytest.mark.parametrize("cell", ["二号，靠里", "a,b", '引"号', "=1+1", "多\n行"])
def test_a_cell_comes_back_as_it_was_given(cell):
    from yiwang.loader.tables import parse_table

    text = table_rewritten("item,phone\nx,1\ny,2\n", "x", {"phone": cell}, ())
    assert parse_table(text).tree["x"]["phone"] == cell
    assert text.endswith("y,2\n")


def test_what_the_packs_reader_takes_is_rewritten_too():
    text = "title: 招牌\nlines: [owner.lease?, owner.map]\n"
    wanted = {"title": "招牌", "lines": ["owner.lease?", "owner.map", "A?"], "new": []}
    assert parse(rewritten(text, wanted)).tree == wanted


@pytest.mark.parametrize(
    "said", ["a: {b} # c", "- x\n  y: z", "a\x85b", "a\u2028b", "a\u2029b", "=1+1", "𠮷 \t", "\x00x"]
)
def test_a_new_text_says_what_was_wanted_or_is_not_written(said):
    assert parse(rewritten("", {"title": said})).tree == {"title": said}
    with pytest.raises(CannotRewrite):
        rewritten("", {"title": f"{said}\x7f"})
