"""Steps go out as a file and come back as one: safe cells, each line for itself, rejects in words, nothing twice."""

import csv
import io

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.externals.conftest import SECRET_NUMBER, opened, state_of, step_of
from yiwang.engines.cases.tests.world import HEALTH, MARKET, clerk
from yiwang.engines.externals.public import ExternalRefused, folder_exchange, sheet_export, sheet_import
from yiwang.engines.externals.pure import SentValue, sheet_in, sheet_out
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

KEEPER = system_actor("tests")


@pytest.fixture
def filed(applied):
    """A case whose examination waits to go out in a file."""
    return opened("file")


def export():
    with as_actor(KEEPER):
        return sheet_export(KEEPER, "file_system", now=timezone.now())


def back(*rows):
    out = io.StringIO()
    csv.writer(out).writerows([["本站编号", "对方编号", "结果", "说明"], *rows])
    return out.getvalue().encode("utf-8-sig")


def take(raw):
    return sheet_import(KEEPER, "file_system", raw, now=timezone.now())


@pytest.mark.django_db
def test_what_waits_goes_out_once_with_open_values(filed):
    sheet = export()
    assert sheet.steps == 1 and SECRET_NUMBER in sheet.text and step_of(filed).number in sheet.text
    assert step_of(filed).state == "sent" and export().steps == 0


@pytest.mark.django_db
def test_what_comes_back_does_the_act_once(filed):
    export()
    raw = back([step_of(filed).number, "HX-9", "准予", "已核"])
    assert take(raw).rejects == () and state_of(filed) == "deciding"
    assert take(raw).rejects == () and step_of(filed).their_number == "HX-9"


@pytest.mark.django_db
def test_a_number_alone_is_a_receipt(filed):
    export()
    assert take(back([step_of(filed).number, "HX-9", "", ""])).taken == 1
    assert step_of(filed).state == "received" and state_of(filed) == "accepted"


@pytest.mark.django_db
def test_lines_that_cannot_be_taken_are_told_and_the_others_are_taken(filed):
    export()
    number = step_of(filed).number
    taken = take(back(["", "HX-1", "准予", ""], ["x-W1", "HX-2", "准予", ""], [number, "", "准予", ""],
                      [number, "HX-9", "准予", ""]))  # fmt: skip
    assert taken.taken == 1 and state_of(filed) == "deciding"
    assert [one.line for one in taken.rejects] == [2, 4, 3]
    assert "没有接收的原因" in taken.rejects_text() and "没有这个编号" in taken.rejects_text()


@pytest.mark.django_db
def test_a_system_that_exchanges_no_files_is_told(applied):
    with pytest.raises(ExternalRefused, match="file_system"):
        sheet_import(KEEPER, "api_system", b"", now=timezone.now())


@pytest.mark.django_db
def test_the_folder_is_worked_off(filed, tmp_path):
    place = tmp_path / "exchange" / "file_system"
    (place / "in").mkdir(parents=True)
    assert folder_exchange(tmp_path / "exchange", timezone.now()) == 0
    (sent,) = (place / "out").glob("*.csv")
    assert sent.stat().st_mode & 0o077 == 0 and step_of(filed).state == "sent"
    rows = [step_of(filed).number, "HX-9", "不予", "=1+1"], ["y-W1", "A", "", ""]
    (place / "in" / "back.csv").write_bytes(back(*rows))
    assert folder_exchange(tmp_path / "exchange", timezone.now()) == 1
    assert state_of(filed) == "deciding" and not list((place / "in").iterdir())
    assert "没有这个编号" in (place / "done" / "back.rejected.csv").read_text(encoding="utf-8")


def test_a_formula_stays_text_in_the_file_that_goes_out():
    text = sheet_out([("N-W1", "=cmd()", [SentValue("a", "备注", "@SUM(1)")])])
    assert "'=cmd()" in text and "'@SUM(1)" in text


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"\xff\xfe\x00", "编码"),
        ("编号,结果\n1,2\n".encode(), "缺少列"),
        (b"", "缺少列"),
        (b"x" * (8 * 1024 * 1024 + 1), "超过 8 MB"),
        ("本站编号,对方编号,结果\n".encode("gb18030") + b"\x00" * 3 + b"\n", ""),
    ],
)
def test_a_file_that_is_none_is_told_as_a_whole(raw, sentence):
    read = sheet_in(raw, timezone.now())
    assert read.said == () and all(sentence in one.sentence for one in read.rejects)


def test_a_file_in_gb18030_is_read():
    read = sheet_in("本站编号,对方编号,结果\nN-W1,𬱟号,准予\n".encode("gb18030"), timezone.now())
    assert read.said[0][1].their_number == "𬱟号"


def test_a_line_below_an_empty_one_has_its_own_number():
    read = sheet_in("本站编号,对方编号,结果\n\nN-W1,A,准予\n,B,准予\n".encode(), timezone.now())
    assert [line for line, _said in read.said] == [3] and [one.line for one in read.rejects] == [4]


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(raw):
    read = sheet_in("本站编号,对方编号,结果\n".encode() + raw, timezone.now())
    assert all(one.sentence for one in read.rejects)


@pytest.mark.django_db
def test_staff_carry_files_of_their_own_units_and_only_with_the_permission(filed):
    with pytest.raises(ExternalRefused, match="不能收送"):
        sheet_export(clerk(HEALTH), "file_system", now=timezone.now())
    with pytest.raises(ExternalRefused, match="不能收送"):
        sheet_import(clerk(HEALTH), "file_system", b"", now=timezone.now())
    assert sheet_export(clerk(MARKET, "chief"), "file_system", now=timezone.now()).steps == 0
    raw = back([step_of(filed).number, "HX-9", "准予", ""])
    others = sheet_import(clerk(MARKET, "chief"), "file_system", raw, now=timezone.now())
    assert "没有这个编号" in others.rejects[0].sentence and state_of(filed) == "accepted"
    chief = clerk(HEALTH, "chief")
    assert sheet_export(chief, "file_system", now=timezone.now()).steps == 1
    assert sheet_import(chief, "file_system", raw, now=timezone.now()).taken == 1


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["9" * 81, SECRET_NUMBER, "a\nb"])
def test_what_cannot_be_a_number_is_none(filed, number):
    export()
    taken = take(back([step_of(filed).number, number, "准予", ""]))
    assert taken.taken == 0 and state_of(filed) == "accepted" and step_of(filed).their_number == ""
