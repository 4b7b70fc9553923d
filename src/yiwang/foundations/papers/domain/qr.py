"""QR codes in a paper: the text of each field of type ``qr`` becomes a drawing."""

import io
from collections.abc import Mapping
from typing import Any

import segno

from yiwang.foundations.papers.domain.contract import Shape


def qr_drawn(shape: Shape, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with every QR field at the top as SVG text."""
    drawn = {name: qr_svg(value) for name, value in data.items() if value and _is_qr(shape, name)}
    return {**data, **drawn}


def qr_svg(text: str) -> str:
    """A text as a QR code in SVG, error correction M."""
    target = io.BytesIO()
    segno.make(text, error="m", micro=False).save(target, kind="svg", border=1, xmldecl=True)
    return target.getvalue().decode()


def _is_qr(shape: Shape, name: str) -> bool:
    return name in shape.of and shape.of[name].type == "qr"
