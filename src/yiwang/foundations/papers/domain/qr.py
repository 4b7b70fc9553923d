"""QR codes in a paper: the text of each field of type ``qr`` becomes a drawing."""

import io
from collections.abc import Mapping
from typing import Any

import segno

from yiwang.foundations.papers.domain.contract import Shape


def qr_drawn(shape: Shape, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with every QR field as SVG text, also in records and in the rows of lists."""
    return {
        name: _drawn(shape.of[name], value) if name in shape.of else value for name, value in data.items()
    }


def _drawn(shape: Shape, value: Any) -> Any:
    if shape.type == "qr":
        return qr_svg(value) if value else value
    if isinstance(value, Mapping):
        return qr_drawn(shape, value)
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
