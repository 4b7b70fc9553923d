"""What people fill in by a template: which lines count, by which number, and what is refused whole."""

import pytest

from yiwang.kernel.tables import TableUnreadable, csv_table, size_checked, table_lines

HEAD = "姓名,电话,备注"


def read(text, *, encoding="utf-8", rows=3):
    table = csv_table(text.encode(encoding), "没有表。")
    return table_lines(table, ("姓名", "电话"), filled=("电话",), rows=rows, empty="没有一行。")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_a_spreadsheet_shows_them(encoding, end):
    text = end.join([HEAD, "甲,１３８,", "", "乙,,没有电话的不算", '丙,\'+86,"两\n行"'])
    held = read(text, encoding=encoding)
    assert [(line, row["姓名"], row["电话"]) for line, row in held] == [(2, "甲", "138"), (5, "丙", "+86")]


def test_columns_may_stand_in_any_order_and_cells_be_missing():
    assert read("备注,电话,姓名\n,1,甲\n,2\n")[1] == (3, {"备注": "", "电话": "2"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有“姓名”“电话”"),
        ("姓名,手机\n甲,1\n", "没有“电话”"),
        (f"{HEAD}\n甲,,\n", "没有一行"),
        (f"{HEAD}\n" + "甲,1,\n" * 4, "有 4 行，一次最多 3 行"),
        (f"{HEAD}\n\x00", "没有表"),
        (f"{HEAD}\n甲,{'1' * 200_000},\n", "格式不对"),
    ],
)
def test_what_is_no_such_table_is_refused_with_a_sentence(text, words):
    with pytest.raises(TableUnreadable, match=words):
        read(text)


def test_a_file_may_be_as_large_as_it_is_let_and_no_byte_larger():
    assert size_checked(b"a" * 1024, 1)
    with pytest.raises(TableUnreadable, match="超过 1 KB"):
        size_checked(b"a" * 1025, 1)
