"""typst with our fonts alone: the same template and data give the same bytes.

On every machine and without a network.
"""

import json
import tempfile
import threading
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import typst

from yiwang.foundations.papers.domain.glyphs import font_folders

_lock = threading.Lock()


class TemplateError(Exception):
    """A template does not set; the sentence carries typst's own words for its author."""


def typeset(files: Mapping[str, bytes], main: str, data: Any) -> bytes:
    """Set one template.

    Args:
        files: the template and whatever it imports, by path.
        main: path of the template.
        data: plain values; the template reads them with ``json(bytes(sys.inputs.data))``.

    Raises:
        TemplateError: the template is wrong.
    """
    root = _unpacked(tuple(sorted((path, content) for path, content in files.items())))
    with _lock:
        return _compiled(root, main, json.dumps(data, ensure_ascii=False, sort_keys=True))


def _compiled(root: str, main: str, data: str) -> bytes:
    try:
        made = _compiler(root, main).compile(format="pdf", sys_inputs={"data": data}, timestamp=0)
    except typst.TypstError as error:
        where = f"\n{error.diagnostic}" if error.diagnostic else ""
        raise TemplateError(f"模板 {main} 不能排版：{error.message}{where}") from error
    return made if isinstance(made, bytes) else b"".join(made or [])


@cache
def _fonts() -> typst.Fonts:
    folders = [str(folder) for folder in font_folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@lru_cache(maxsize=32)
def _compiler(root: str, main: str) -> typst.Compiler:
    nowhere = str(Path(root) / "none")
    return typst.Compiler(
        str(Path(root) / main),
        root=root,
        font_paths=_fonts(),
        package_path=nowhere,
        package_cache_path=nowhere,
    )


@lru_cache(maxsize=8)
def _unpacked(files: tuple[tuple[str, bytes], ...]) -> str:
    """The files in a folder of their own, named by what they are, kept as long as the process lives."""
    digest = sha256(repr(files).encode()).hexdigest()[:16]
    root = Path(tempfile.mkdtemp(prefix=f"yiwang-papers-{digest}-"))
    for path, content in files:
        target = (root / path).resolve()
        if root.resolve() in target.parents:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return str(root)
