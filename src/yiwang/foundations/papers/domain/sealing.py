"""Seals: what a provider of seals must do, where on the paper the seal goes, and what it looks like.

A template marks the place with a link to ``seal:`` (``seal-place`` in ``lib.typ``); sealing takes the link
away and puts the seal there. The seal of the built-in provider says 演示章 in its middle: it has no legal
force.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from yiwang.foundations.papers.domain.glyphs import glyphs_checked
from yiwang.foundations.papers.domain.typesetting import typeset

MARK = "seal:"
SIDE = 119.0
"""Width of a seal on paper, points (42 mm)."""
_TEMPLATE = Path(__file__).with_name("seal.typ")


@dataclass(frozen=True)
class SealPlace:
    """Page (from 0) and box (left, bottom, right, top; points) of a seal."""

    page: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True)
class SealRequest:
    """What is to be sealed by whom and why.

    Attributes:
        unit_id: whose seal.
        unit_name: its name as it stands on the seal.
        reason: why, e.g. 准予行政许可决定.
        at: instant of sealing.
        details: further words for the usage log, e.g. case and document number; never secret data.
    """

    unit_id: str
    unit_name: str
    reason: str
    at: datetime
    details: Mapping[str, str] = field(default_factory=dict)


class SealProvider(Protocol):
    """Whoever can put a unit's electronic seal under a PDF: the built-in one for demonstration.

    Or the city's service.
    """

    name: str
    is_demo: bool

    def seal(self, pdf: bytes, request: SealRequest) -> bytes:
        """The PDF with a visible seal and a signature over all of it."""


def seal_picture(unit_name: str, caption: str = "演示章") -> bytes:
    """A round red seal as a PDF of one page: the name around, a star, and the caption below it."""
    glyphs_checked([unit_name, caption])
    files = {"seal.typ": _TEMPLATE.read_bytes()}
    return typeset(files, "seal.typ", {"name": unit_name, "caption": caption})


def seal_place(pdf: bytes) -> SealPlace:
    """Where the seal goes: at the template's mark, or low on the right of the last page."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # slow to import; few processes need it

    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    pages = int(reader.root["/Pages"]["/Count"])
    for number in range(pages):
        for annotation in annotations_of(reader, number):
            if is_mark(annotation):
                return SealPlace(number, _square(annotation["/Rect"]))
    width = float(_inherited(reader, pages - 1, "/MediaBox")[2])
    return SealPlace(pages - 1, _box_at(width - 150, 150))


def annotations_of(reader: Any, number: int) -> list[Any]:
    """The annotations of a page."""
    page = reader.find_page_for_modification(number)[0].get_object()
    return [item.get_object() for item in page.get("/Annots", ())]


def is_mark(annotation: Any) -> bool:
    """Whether an annotation is a template's mark for the seal."""
    return str(annotation.get("/A", {}).get("/URI", "")) == MARK


def _inherited(reader: Any, number: int, name: str) -> Any:
    node = reader.find_page_for_modification(number)[0].get_object()
    while name not in node and "/Parent" in node:
        node = node["/Parent"]
    return node.get(name, [0, 0, 595, 842])


def _square(rect: Any) -> tuple[int, int, int, int]:
    left, bottom, right, top = (float(edge) for edge in rect)
    return _box_at((left + right) / 2, (bottom + top) / 2)


def _box_at(x: float, y: float) -> tuple[int, int, int, int]:
    half = SIDE / 2
    return (round(x - half), round(y - half), round(x + half), round(y + half))
