"""Sheets are what they promise: one page of A4 each, in characters that print, and every button they name exists."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tools.sheets import LARGE, main, runs, sheet_pdf, sheets
from yiwang.foundations.papers.pure import missing_in

ROOT = Path(__file__).resolve().parents[2]
INDEX = ROOT / "docs" / "how-to" / "sheets" / "README.md"
A4 = (595, 842)
"""Width and height in points."""

WEIGHTY = {
    "您管什么", "您改不了", "看过的每一页", "作决定的不行", "一个人说了不算", "办到一半的件不变", "改错了能退",
    "什么时候用", "不要猜结果", "没保存完不要换账号", "提意见的人不作决定", "您不办件", "您不审批", "点头",
    "不会用手机，也能办。没有手机，也能办。", "签名或按指纹", "写信或上门", "工作台 → 事项维护",
}  # fmt: skip
"""What sheets say with weight, though it is no word of a page."""


@cache
def words_of_pages():
    """Everything that pages and definitions say, tests left out."""
    found = [
        f
        for kind in ("html", "py", "js")
        for f in (ROOT / "src").rglob(f"*.{kind}")
        if "tests" not in f.parts
    ]
    found += [path for path in (ROOT / "packs").rglob("*.yaml") if "demo" not in path.parts]
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


def text_of(name):
    return sheets()[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sheets())
def test_a_sheet_is_one_page_of_a4_and_every_character_prints(name):
    text = text_of(name)
    assert missing_in([text]) == []
    (page,) = PdfReader(BytesIO(sheet_pdf(text))).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
    title = text.splitlines()[0].removeprefix("# ")
    assert title in re.sub(r"\s+", "", page.extract_text()).replace(" ", "") or title in page.extract_text()


@pytest.mark.parametrize("name", sheets())
def test_every_label_a_sheet_names_is_a_word_of_a_page(name):
    bold = {run["text"].strip() for run in runs(text_of(name)) if run["kind"] == "bold"}
    assert bold, "a sheet names at least one button"
    assert [label for label in sorted(bold - WEIGHTY) if label not in words_of_pages()] == []


def test_nothing_is_weighty_any_more_that_no_sheet_says():
    said = {run["text"].strip() for name in sheets() for run in runs(text_of(name)) if run["kind"] == "bold"}
    assert said >= WEIGHTY


def test_every_sheet_stands_in_the_index_and_the_index_names_no_other():
    named = re.findall(r"\]\(([^)]+)\)", INDEX.read_text(encoding="utf-8"))
    assert {(INDEX.parent / one).resolve() for one in named} == {path.resolve() for path in sheets().values()}


def test_what_is_too_long_does_not_fit_and_large_letters_take_room(tmp_path):
    line = "这一行要占地方，好看出一页放不下的时候测试会说。\n\n"
    assert len(PdfReader(BytesIO(sheet_pdf("# 长\n\n" + line * 90))).pages) > 1
    short = "# 短\n\n" + line * 36
    assert len(PdfReader(BytesIO(sheet_pdf(short))).pages) == 1
    assert len(PdfReader(BytesIO(sheet_pdf(short + LARGE))).pages) > 1


def test_all_are_written_into_a_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["sheets", str(tmp_path / "print")])
    main()
    assert {path.stem for path in (tmp_path / "print").glob("*.pdf")} == set(sheets())
    assert capsys.readouterr().out.count(".pdf") == len(sheets())
