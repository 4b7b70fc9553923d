"""Numbers as people type them, brought to their standard form: half-width, upper case, no spaces."""

import re
import unicodedata
from typing import Final

_SPACES: Final = re.compile(r"[\s​-‏⁠﻿]+")
_DASHES: Final = re.compile(r"[‐-―−－—]")


def normalised(text: str) -> tuple[str, str]:
    """The number in standard form, and what was changed, as a Chinese clause (empty if nothing was)."""
    half = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    tight = _SPACES.sub("", half)
    changes = (
        ("全角字符改为半角", half != text),
        ("去掉空格", tight != half),
        ("字母改为大写", tight.upper() != tight),
    )
    done = "、".join(what for what, changed in changes if changed)
    return tight.upper(), done and f"已规范：{done}"
