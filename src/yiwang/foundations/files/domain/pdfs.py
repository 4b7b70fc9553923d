"""PDF: refused if it is damaged, locked, carries files, or could run anything when it is opened."""

import io
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from yiwang.foundations.files.domain.rules import FileRefusedError

_ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/AA", "/RichMedia", "/RichMediaContent", "/XFA"})
_ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/Movie"}
)
_CARRIES = frozenset({"/EmbeddedFiles", "/EmbeddedFile", "/EF"})
_MOST_OBJECTS = 500_000


def pdf_checked(data: bytes) -> None:
    """Say nothing if the file may be kept.

    Raises:
        FileRefusedError: ``damaged``, ``locked``, ``active`` (scripts or launches) or ``carries`` (files
            inside).
    """
    try:
        _walk(_reader(data))
    except FileRefusedError:
        raise
    except (
        PdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        OSError,
        RecursionError,
    ) as error:
        raise FileRefusedError("damaged", "PDF 打不开，可能已经损坏。请重新导出后上传。") from error


def _reader(data: bytes) -> PdfFileReader:
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    if reader.encrypted:
        raise FileRefusedError("locked", "PDF 设有密码。请去掉密码后上传。")
    if "/Root" not in reader.trailer:
        raise FileRefusedError("damaged", "PDF 打不开，可能已经损坏。请重新导出后上传。")
    return reader


def _walk(reader: PdfFileReader) -> None:
    for number, thing in enumerate(_dictionaries(reader)):
        _judge(thing)
        if number > _MOST_OBJECTS:
            raise FileRefusedError("damaged", "PDF 过于复杂。请打印为新的 PDF 后上传。")


def _judge(thing: Any) -> None:
    names = set(thing.keys())
    if names & _CARRIES:
        raise FileRefusedError("carries", "PDF 里夹带了别的文件。请打印为新的 PDF 后上传。")
    if names & _ACTIVE_KEYS or str(thing.get("/S", "")) in _ACTIVE_ACTIONS:
        raise FileRefusedError("active", "PDF 里含有脚本或自动动作。请打印为新的 PDF 后上传。")


def _dictionaries(reader: PdfFileReader) -> Iterator[Any]:
    """Every dictionary that can be reached from the root, each once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [reader.trailer.raw_get("/Root")]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, generic.IndirectObject):
            key = (thing.idnum, thing.generation)
            if key in seen:
                continue
            seen.add(key)
            thing = thing.get_object()  # type: ignore[no-untyped-call]
        if isinstance(thing, generic.DictionaryObject):
            yield thing
            waiting.extend(thing.raw_get(name) for name in thing)
        elif isinstance(thing, generic.ArrayObject):
            waiting.extend(thing.raw_get(index) for index in range(len(thing)))
