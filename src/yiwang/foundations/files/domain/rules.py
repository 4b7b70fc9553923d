"""What may be stored, and why something is refused, in words for the person who uploads."""

from dataclasses import dataclass

PDF, JPEG, PNG, HEIC = "application/pdf", "image/jpeg", "image/png", "image/heic"
DOCUMENTS = frozenset({PDF, JPEG, PNG, HEIC})
"""Scans and photographs: what materials usually are."""

WORDS = {PDF: "PDF", JPEG: "JPG 图片", PNG: "PNG 图片", HEIC: "HEIC 图片"}


@dataclass(frozen=True)
class FileRules:
    """What a caller lets in.

    Attributes:
        max_bytes: largest upload, bytes.
        max_pixels: largest image, pixels; keeps a small file from filling the memory.
        allowed: MIME types by content, never by name.
    """

    max_bytes: int
    max_pixels: int
    allowed: frozenset[str] = DOCUMENTS


@dataclass(frozen=True)
class Cleaned:
    """A file that may be stored: its content as it will be kept, and what it is."""

    data: bytes
    mime: str


class FileRefusedError(Exception):
    """An upload is refused; the sentence says why and what to do. ``code`` is stable."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
