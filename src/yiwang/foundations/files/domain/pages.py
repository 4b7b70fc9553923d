"""Pages of a PDF: how many there are, and one of them taken anew."""

import io

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from yiwang.foundations.files.domain.rules import FileRefusedError


def pdf_pages(data: bytes) -> int:
    """How many pages a PDF has; 0 if that cannot be told."""
    try:
        return len(PdfReader(io.BytesIO(data)).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        return 0


def page_replaced(data: bytes, number: int, page: bytes) -> bytes:
    """The PDF with another page in the place of one; all other pages as they were.

    Args:
        data: the PDF.
        number: the page, counted from 1.
        page: a PDF whose first page is put there.

    Raises:
        FileRefusedError: there is no such page, or the PDF cannot be taken apart.
    """
    try:
        return _put_together(PdfReader(io.BytesIO(data)), number, PdfReader(io.BytesIO(page)))
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise FileRefusedError("damaged", "这份文件不能单独换一页。请去掉，全部重拍。") from error


def _put_together(whole: PdfReader, number: int, page: PdfReader) -> bytes:
    if not 1 <= number <= len(whole.pages):
        raise FileRefusedError("page", f"没有第 {number} 页，这份文件共 {len(whole.pages)} 页。")
    made, target = PdfWriter(), io.BytesIO()
    for place, held in enumerate(whole.pages, 1):
        made.add_page(page.pages[0] if place == number else held)
    made.write(target)
    return target.getvalue()
