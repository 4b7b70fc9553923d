"""A change goes into the city's own file: adapted where that is allowed, written anew where it is not."""

from django.http import QueryDict

from yiwang.kernel.problems import Problem
from yiwang.loader.parse import parse
from yiwang.loader.read import source_of
from yiwang.nets.collaboration.definitions.domain.item_form import Names, item_sections, item_wanted
from yiwang.nets.collaboration.definitions.domain.placing import errors_by_field
from yiwang.nets.collaboration.definitions.domain.written import (
    is_rewritten_whole,
    item_text,
    item_written,
    overlay_row,
    overlay_text,
)

from .conftest import ITEM


def sent(**fields):
    """What a form sends; ``__`` stands for a dot."""
    query = QueryDict(mutable=True)
    for name, value in fields.items():
        query.setlist(name.replace("__", "."), value if isinstance(value, list) else [value])
    return query


def changed(sources, own="", **fields):
    written = item_written(sources(own), "sign")
    wanted = item_wanted(written.tree, sent(**fields))
    return item_text(written, wanted), is_rewritten_whole(written, wanted)


def test_nothing_sent_changes_nothing(sources):
    assert changed(sources) == (None, False)


def test_a_whole_form_sent_back_as_shown_changes_nothing(sources):
    written = item_written(sources(), "sign")
    names = Names({"drawing": "图", "photo": "照片", "consent": "同意书"}, {"shop": "店铺"})
    query = sent(receive__sent="1", handout__sent="1")
    for section in item_sections(written.tree, names, {}):
        for _, widgets in section.groups:
            for widget in widgets:
                several = widget.shape == "choices"
                query.setlist(
                    widget.name, widget.value.split(",") if several and widget.value else [widget.value]
                )
    assert item_wanted(written.tree, query) == written.tree


def test_a_limit_is_adapted(sources):
    text, whole = changed(sources, promised__limit="1个工作日")
    assert text == "adapt:\n  promised: { limit: 1个工作日, source: 某办法, status: assumed }\n"
    assert not whole


def test_a_second_change_keeps_the_first_and_its_comments(sources):
    own = (
        "# 市里定的\nadapt:\n  promised: { limit: 1个工作日, source: 市文件, status: assumed }  # 会议纪要\n"
    )
    text, _ = changed(sources, own, onsite_visits="1", onsite_reason="看位置")
    assert text.startswith(own.rstrip("\n"))
    assert parse(text).tree["adapt"]["onsite_visits"] == "1"


def test_what_goes_back_to_the_province_needs_no_file(sources):
    own = "adapt:\n  promised: { limit: 1个工作日, source: 某办法, status: assumed }\n"
    assert changed(sources, own, promised__limit="2个工作日") == (None, False)


def test_materials_are_relaxed_by_adapting_and_added_by_writing_anew(sources):
    text, whole = changed(sources, materials__1__need="drop", materials__3__exempt="tolerance")
    assert not whole
    assert parse(text).tree == {"adapt": {"materials": [
        {"party": "shop", "material": "drawing", "drop": "true"},
        {"party": "shop", "material": "consent", "exempt": "tolerance"},
    ]}}  # fmt: skip
    text, whole = changed(sources, added__material="licence", added__party="shop", added__why="核对名称")
    assert whole
    assert "- { party: shop, material: licence, why: 核对名称 }" in text


def test_a_condition_is_written_anew_with_everything_else_as_it_was(sources):
    text, whole = changed(sources, conditions__1__text="文字与执照相符")
    assert whole
    assert text == ITEM.replace("文字相符", "文字与执照相符")


def test_an_own_item_is_changed_where_it_stands(sources):
    own = ITEM.replace("招牌设置", "本市招牌")
    text, whole = changed(sources, own, conditions__2__text="不挡消防通道")
    assert text == own.replace("不挡门窗", "不挡消防通道")
    assert not whole


def test_an_adapted_item_written_anew_keeps_what_was_adapted(sources):
    own = "adapt:\n  materials: [{ party: shop, material: photo, drop: true }]\n"
    text, whole = changed(sources, own, conditions__1__text="相符")
    assert whole
    assert "photo" not in text
    assert "text: 相符" in text


def test_places_keep_their_notes_and_unknown_ones_are_not_taken(sources):
    text, _ = changed(sources, receive__sent="1", receive=["hall", "town", "moon"])
    assert parse(text).tree["adapt"]["receive"] == [{"place": "hall", "note": "一楼"}, {"place": "town"}]


def test_what_the_form_does_not_have_cannot_be_sent(sources):
    assert changed(sources, case_type="x", conditions__2__check="false", parties="x", status="published") == (
        None, False,
    )  # fmt: skip


def test_a_problem_is_said_beside_the_field_it_stands_in():
    text = "adapt:\n  promised:\n    limit: 马上\n    source: x\n  onsite_visits: 两次\n"
    told = [Problem("city/a.yaml", 3, "不是期限。", "写成…。"), Problem("city/b.yaml", 5, "别处。", "")]
    assert errors_by_field(told, "city/a.yaml", text) == {"promised": "不是期限。写成…。"}


def test_a_row_of_ones_own_body_leaves_the_others_alone(sources):
    table = "item,limit,phone,source,status\r\nother,,1,甲,assumed\r\nsign,,2,乙,assumed\r\n"
    held = sources().changed({("city", "overlays/b.csv"): source_of("city", "overlays/b.csv", table)})
    row = overlay_row(held, "b", "sign")
    assert row == {"phone": "2", "source": "乙", "status": "assumed"}
    new = overlay_text(held, "b", "sign", {**row, "phone": "3", "window": "二号，靠里"})
    assert new == (
        "item,limit,phone,source,status,window\r\nother,,1,甲,assumed\r\nsign,,3,乙,assumed,二号，靠里\r\n"
    )
    assert (
        overlay_text(sources(), "b", "sign", {"phone": "3"}).splitlines()[0].startswith("item,limit,address")
    )
