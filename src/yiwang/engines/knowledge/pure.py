"""Knowledge without Django: kinds ``knowledge_rules`` and ``knowledge_article``, what finds by meaning, what orders."""

from collections.abc import Sequence
from typing import Protocol

from .definitions import (
    DEFAULT,
    KNOWLEDGE_ARTICLE,
    KNOWLEDGE_RULES,
    Gathering,
    KnowledgeArticle,
    KnowledgeRules,
)

__all__ = [
    "DEFAULT",
    "KNOWLEDGE_ARTICLE",
    "KNOWLEDGE_RULES",
    "Gathering",
    "KnowledgeArticle",
    "KnowledgeRules",
    "Meaning",
    "Ordering",
]


class Meaning(Protocol):
    """What compares the meaning of texts. Where none is bound, only the words are compared."""

    def closeness(self, asked: str, texts: Sequence[str]) -> list[float]:
        """How near each text's meaning is to what is asked, the more the nearer; one number for each text."""
        ...


class Ordering(Protocol):
    """What puts texts in order of how well they fit. Where none is bound, they keep the order they were found in."""

    def order(self, asked: str, texts: Sequence[str]) -> list[int] | None:
        """The places of the texts, the best first, each once; None if it is not known yet. It never makes one wait."""
        ...
