"""What is checked in earlier names (``was``): each stands for one thing of today."""

from collections.abc import Iterator, Mapping
from typing import Any

from yiwang.loader import Complaint

from .case_type import CaseType


def was_complaints(held: CaseType) -> Iterator[Complaint]:
    """Earlier names that are still in use, or that two claim: a running case would not know where to go."""
    for part in ("states", "steps", "clocks"):
        named: Mapping[str, Any] = getattr(held, part)
        taken = {key: key for key in named}
        for key, one in named.items():
            for name in one.was:
                if name in taken:
                    what = f"“{one.label}”的旧名“{name}”另有“{taken[name]}”在用，在办件不知道该往哪里去。"
                    path = (part, key, "was")
                    yield Complaint(what, "一个旧名只写在一处，并且不再使用。", "case_type.was", path)
                taken[name] = key
