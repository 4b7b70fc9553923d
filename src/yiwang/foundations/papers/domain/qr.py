"""Codes in a paper: the text of each field of type ``qr`` or ``barcode`` becomes a drawing."""

import io
from collections.abc import Mapping
from typing import Any

import segno

from yiwang.foundations.papers.domain.bars import bars_svg
from yiwang.foundations.papers.domain.contract import Shape


def codes_drawn(shape: Shape, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with every code as SVG text, also in records and in the rows of lists."""
    return {
        name: _drawn(shape.of[name], value) if name in shape.of else value for name, value in data.items()
    }


def _drawn(shape: Shape, value: Any) -> Any:
    if shape.type in DRAWN:
        return DRAWN[shape.type](value) if value else value
    if isinstance(value, Mapping):
        return codes_drawn(shape, value)
    return (
        [_drawn(shape, row) if isinstance(row, Mapping) else row for row in value]
        if isinstance(value, list)
        else value
    )


def qr_svg(text: str) -> str:
    """A text as a QR code in SVG, error correction M."""
    target = io.BytesIO()
    segno.make(text, error="m", micro=False).save(target, kind="svg", border=1, xmldecl=True)
    return target.getvalue().decode()


DRAWN = {"qr": qr_svg, "barcode": bars_svg}
"""How each type of code is drawn."""
