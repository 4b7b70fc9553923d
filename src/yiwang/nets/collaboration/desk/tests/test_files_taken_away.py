"""Files of a list: what looks like a formula stays text, in both kinds of file."""

import io
import zipfile

import pytest

from yiwang.engines.cases.tests.world import at
from yiwang.nets.collaboration.desk.views.export import _file

ROW = [
    '=HYPERLINK("http://evil")',
    "+1",
    "-1",
    "@sum",
    "20260302",
    "龙凤胎",
    "\t=1",
    "还剩 3 个工作日",
    "http://x",
]


@pytest.mark.parametrize("kind", ["csv", "", "exe"])
def test_a_csv_quotes_what_starts_a_formula(kind):
    response = _file(kind, [ROW], at("03-02 09:00"))
    text = response.content.decode("utf-8-sig")
    assert response["Content-Disposition"] == 'attachment; filename="tasks-20260302-0900.csv"'
    assert "'=HYPERLINK" in text and "'+1" in text and "'@sum" in text and "'\t=1" in text


def test_a_workbook_holds_text_only():
    response = _file("xlsx", [ROW], at("03-02 09:00"))
    book = zipfile.ZipFile(io.BytesIO(response.content))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "hyperlink" not in sheet.lower()
    assert "=HYPERLINK" in book.read("xl/sharedStrings.xml").decode()
    assert response["Content-Disposition"].endswith('.xlsx"')
