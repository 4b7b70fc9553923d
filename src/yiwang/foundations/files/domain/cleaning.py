"""From what was uploaded to what is kept: sniff, measure, refuse or re-encode."""

import filetype

from yiwang.foundations.files.domain.images import image_cleaned
from yiwang.foundations.files.domain.rules import (
    HEIC,
    JPEG,
    PDF,
    PNG,
    WORDS,
    Cleaned,
    FileRefusedError,
    FileRules,
)

_ARCHIVES = frozenset(
    f"application/{name}"
    for name in (
        "zip",
        "x-tar",
        "x-rar-compressed",
        "gzip",
        "x-bzip2",
        "x-7z-compressed",
        "x-xz",
        "zstd",
        "x-lzip",
    )
)
_HEIF = frozenset({"image/heic", "image/heif"})


def file_cleaned(data: bytes, rules: FileRules) -> Cleaned:
    """The content to keep and its true type.

    Images come back upright and without EXIF, HEIC as JPEG; a PDF comes back unchanged or not at all.

    Raises:
        FileRefusedError: empty, too big, not an allowed type, damaged, or able to run something.
    """
    _measure(data, rules)
    mime = sniffed(data)
    _admit(mime, rules)
    if mime in (JPEG, PNG, HEIC):
        return image_cleaned(data, mime, rules.max_pixels)
    if mime == PDF:
        from yiwang.foundations.files.domain.pdfs import pdf_checked  # slow to import; few processes need it

        pdf_checked(data)
    return Cleaned(data, mime)


def sniffed(data: bytes) -> str:
    """The MIME type by content; empty if nothing known."""
    found = filetype.guess_mime(data[:8192])
    if found is None and data.lstrip()[:5] == b"%PDF-":
        return PDF
    return HEIC if found in _HEIF else str(found or "")


def _measure(data: bytes, rules: FileRules) -> None:
    if not data:
        raise FileRefusedError("empty", "文件是空的，请重新选择。")
    if len(data) > rules.max_bytes:
        limit = f"{rules.max_bytes / 1_000_000:.0f} MB"
        raise FileRefusedError("too_big", f"文件超过 {limit}。请压缩，或分成几份上传。")


def _admit(mime: str, rules: FileRules) -> None:
    if mime in rules.allowed:
        return
    if mime in _ARCHIVES:
        raise FileRefusedError("archive", "不接收压缩包。请解压后逐个上传。")
    words = "、".join(sorted(WORDS.get(name, name) for name in rules.allowed))
    raise FileRefusedError("type", f"这种文件不能上传，请换成：{words}。")
