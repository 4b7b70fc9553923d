"""The screen somebody got stuck at, as facts: never a value that was typed, never a secret of an address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from yiwang.kernel.ids import mask_in

_FIELD = re.compile(r"[A-Za-z][\w.\[\]-]{0,60}")
_SLUG = re.compile(r"[a-z][a-z0-9_:-]{0,60}")
FIELDS, ERROR = 40, 300
HIDDEN = {"csrfmiddlewaretoken", "next", "back", "version"}


@dataclass(frozen=True)
class Screen:
    """What was on the screen.

    Attributes:
        page: the page's pattern, e.g. ``service/drafts/<uuid:draft_id>/form/``: no ids, no query.
        about: names of definitions in its address, e.g. a theme's id.
        fields: names of the fields that could be filled in, nothing of what stood in them.
        error: the error sentence shown, numbers masked.
    """

    page: str = ""
    about: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    error: str = ""


def screen_of(pattern: str, words: Mapping[str, object], fields: str, error: str) -> Screen:
    """The facts of a screen from what a browser says of it; what looks like anything else is dropped.

    Args:
        pattern: the pattern of the page's address, as the site itself knows it.
        words: what filled the pattern; only names of definitions are kept.
        fields: names of fields, parted by commas.
        error: the error sentence.
    """
    about = tuple(str(word) for word in words.values() if isinstance(word, str) and _SLUG.fullmatch(word))
    names = [name.strip() for name in fields.split(",")[: FIELDS * 2]]
    kept = [name for name in dict.fromkeys(names) if name not in HIDDEN and _FIELD.fullmatch(name)]
    sentence = mask_in(" ".join(error.split()))[:ERROR]
    return Screen(pattern, about, tuple(kept[:FIELDS]), sentence)
