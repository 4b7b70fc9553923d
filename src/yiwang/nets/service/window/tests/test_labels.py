"""Sheets of labels: what stands on them, how many to a sheet, whose papers."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from ..domain.attending import AttendingRefused
from ..services.labelling import labels_print
from .conftest import NOW, clerk
from .test_bags import TOWN, TOWN_POST, piece

pytestmark = pytest.mark.django_db


def pages(made):
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(made)).pages]


def test_labels_fill_the_places_left_on_a_sheet_and_go_on_on_the_next(city, acting):
    codes = [piece(f"CLAAAAAA{n:02}").code for n in range(3)]
    town = clerk("town", TOWN_POST)
    first, second = pages(acting(town, labels_print, [codes[0].lower(), *codes[1:]], "23", now=NOW))
    assert [code in first for code in codes] == [True, True, False]
    assert codes[2] in second and "20270112-0001-1" in second and "便民服务中心" in second
    assert "场所平面图" not in first + second
    with pytest.raises(AttendingRefused, match="1 到 24"):
        acting(town, labels_print, codes, "25", now=NOW)


def test_papers_of_others_get_no_label(city, acting):
    code = piece("CLAAAAAAAA", TOWN).code
    stranger = clerk("market", "441202-market-approval-officer")
    for actor, wanted in (
        (stranger, [code]),
        (clerk("town", TOWN_POST), [code, "CLZZZZZZZZ"]),
        (stranger, []),
    ):
        with pytest.raises(AttendingRefused, match="请勾选"):
            acting(actor, labels_print, wanted, "", now=NOW)
