"""A file of accounts: what is read, what is refused and how that is said."""

import io
import zipfile

import pytest
import xlsxwriter

from yiwang.foundations.people.pure import COLUMNS, roster_read
from yiwang.kernel.tables import TableUnreadable

HEAD = ",".join(COLUMNS)
GOOD = "wang.shi,王示范,441202-health,441202-health-approval-officer,2026-12-01,2027年1月31日"


def read(*lines, head=HEAD, encoding="utf-8-sig", rows=5, kilobytes=8):
    return roster_read("\r\n".join([head, *lines]).encode(encoding), rows=rows, kilobytes=kilobytes)


def workbook(*rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate((COLUMNS, *rows)):
            sheet.write_row(at, 0, row)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_a_csv_is_read_in_the_encodings_of_spreadsheets(encoding):
    held = read(GOOD, encoding=encoding)
    assert held.problems == ()
    assert (held.rows[0].name, str(held.rows[0].since), str(held.rows[0].until)) == (
        "王示范",
        "2026-12-01",
        "2027-01-31",
    )


def test_a_workbook_is_one_by_its_bytes_and_full_width_signs_are_meant_as_half_width():
    held = roster_read(workbook(["ｗａｎｇ", "王示范", "u", "p", "２０２６/12/1", ""]), rows=5, kilobytes=64)
    assert (held.rows[0].username, str(held.rows[0].since)) == ("wang", "2026-12-01")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("=1+1,王示范,u,p,,", "像是公式"),
        ('wang,"=HYPERLINK(""http://x"")",u,p,,', "像是公式"),
        ("wang,@王,u,p,,", "像是公式"),
        ("王,王示范,u,p,,", "登录名要用"),
        ("wang,,u,p,,", "没有填“姓名”"),
        ("wang,王示范,u,p,2026-02-30,", "不是日历上的日子"),
        ("wang,王示范,u,p,明天,", "不是日历上的日子"),
        ("wang,王示范,u,p,2026-12-02,2026-12-01", "止早于"),
        ("wang," + "王" * 101 + ",u,p,,", "超过 100 个字"),
        ("wang,王\u202e示范,u,p,,", "看不见的字符"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_gives_no_row(line, words):
    held = read(GOOD, line)
    assert [one.line for one in held.problems] == [3] and words in held.problems[0].sentence
    assert len(held.rows) == 1


def test_lines_that_contradict_each_other_are_told():
    held = read(GOOD, GOOD, GOOD.replace("王示范", "李示范").replace("officer", "clerk"))
    assert [(one.line, one.sentence[:4]) for one in held.problems] == [(3, "和第 2"), (4, "登录名“")]


def swollen():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", b"0" * 1_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "第一行里没有"),
        (HEAD.encode(), "没有账号"),
        ("姓名,电话\n王,1".encode(), "第一行里没有"),
        (b"PK\x03\x04 not a workbook", "能打开的 Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "旧式的 .xls"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "第一行里没有|不是表格文件"),
        (b"\xff\xff\xff", "不是表格文件"),
        (b"a" * 9000, "超过 8 KB"),
        ((HEAD + ("\n" + GOOD) * 6).encode(), "一次最多 5 行"),
        (swollen(), "展开后太大"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_as_a_whole(data, words):
    with pytest.raises(TableUnreadable, match=words):
        roster_read(data, rows=5, kilobytes=8)
