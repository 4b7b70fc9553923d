"""What YAML would turn into something else stays what the author wrote."""

from datetime import time

import pytest

from yiwang.loader.parse import parse

from .packs import loaded, world


@pytest.mark.parametrize(
    "written", ["12:30", "0755", "off", "1.10", "1e3", "0x1F", "2026-01-01", "yes", "1_000"]
)
def test_every_scalar_is_the_text_as_written(written):
    assert parse(f"a: {written}\n").tree == {"a": written}


def test_a_key_called_off_is_not_false():
    assert parse("off: on\n").tree == {"off": "on"}


def test_the_model_decides_the_type(tmp_path):
    item = world(tmp_path / "town", {"items/a.yaml": "title: 0755\nopen: 12:30\ndays: 07\n"}).get("item", "a")
    assert (item.title, item.open, item.days) == ("0755", time(12, 30), 7)


def test_a_version_keeps_its_zero(tmp_path):
    files = {"pack.yaml": "id: town\nversion: 1.10\ntitle: 小城\n"}
    assert world(tmp_path / "town", files).pack.version == "1.10"


@pytest.mark.parametrize(
    "text", ["\ufefftitle: 甲事项\n", "title: 甲事项\r\ndays: 3\r\n", "---\ntitle: 甲事项\n...\n"]
)
def test_byte_order_marks_windows_lines_and_one_document_mark_are_fine(tmp_path, text):
    assert world(tmp_path / "town", {"items/a.yaml": text}).get("item", "a").title == "甲事项"


def test_lines_are_right_in_windows_files(tmp_path):
    problems = loaded(tmp_path / "town", {"items/a.yaml": "title: 甲事项\r\ndays: 多\r\n"}).problems
    assert [problem.line for problem in problems] == [2]


def test_quoted_empty_and_quoted_null_are_texts():
    parsed = parse("a: \"\"\nb: 'null'\n")
    assert parsed.tree == {"a": "", "b": "null"}
    assert not parsed.flaws


def test_an_alias_bomb_is_refused_at_its_first_anchor():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    parsed = parse(bomb)
    assert {flaw.code for flaw in parsed.flaws} == {"parse.anchor"}


def test_every_flaw_of_a_file_is_told():
    parsed = parse("a: 1\na: 2\nb: ~\nc: !!int 3\nd:\n")
    assert [(flaw.line, flaw.code) for flaw in parsed.flaws] == [
        (2, "parse.repeated_key"),
        (3, "parse.null"),
        (4, "parse.tag"),
        (5, "parse.empty_value"),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "\x00", "[" * 5000, "- " * 3000, "a: 'x", "\t", "&", "%", "? ", "\ud800" * 0 + "{a", "：", "!"],
)
def test_no_text_makes_the_parser_raise(text):
    parsed = parse(text)
    assert parsed.flaws or parsed.tree is not None
