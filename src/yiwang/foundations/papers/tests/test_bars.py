"""Barcodes: the code's own laws, an example known elsewhere, and that what is drawn reads back."""

import re

import pytest

from yiwang.foundations.papers.domain.bars import _WIDTHS, bar_widths, bars_svg


def read(svg):
    """What a scanner sees: bars and gaps from the drawing, then signs, their check and the stop."""
    bars = [(int(x), int(w)) for x, w in re.findall(r'x="(\d+)" y="0" width="(\d+)"', svg)]
    widths = []
    for (x, width), (following, _) in zip(bars, [*bars[1:], (0, 0)], strict=True):
        widths += [width, following - x - width]
    text = "".join(map(str, widths[:-1]))
    assert text.endswith("2331112")
    values = [_WIDTHS.index(text[at : at + 6]) for at in range(0, len(text) - 7, 6)]
    *signs, check = values
    assert signs[0] == 104 and sum(value * max(at, 1) for at, value in enumerate(signs)) % 103 == check
    return "".join(chr(value + 32) for value in signs[1:])


def test_every_sign_of_the_table_keeps_the_law_of_code_128():
    assert len(set(_WIDTHS)) == 107
    for sign in _WIDTHS[:-1]:
        widths = [int(one) for one in sign]
        assert (len(widths), sum(widths), sum(widths[::2]) % 2) == (6, 11, 0)


def test_a_known_text_has_the_check_sign_known_for_it():
    widths = bar_widths("Wikipedia")
    assert "".join(map(str, widths[-13:-7])) == _WIDTHS[88]


@pytest.mark.parametrize("text", ["CLABCDEFGH", "20261127-0007-3", " ~"])
def test_what_is_drawn_reads_back(text):
    assert read(bars_svg(text)) == text


@pytest.mark.parametrize("text", ["", "条码", "A\n"])
def test_what_the_code_does_not_hold_is_refused(text):
    with pytest.raises(ValueError, match="条码只能写"):
        bar_widths(text)
