"""Knowledge without Django: the kinds ``knowledge_rules`` and ``knowledge_article``, and what finds by meaning."""

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
]


class Meaning(Protocol):
    """What compares the meaning of texts. Where none is bound, only the words are compared."""

    def closeness(self, asked: str, texts: Sequence[str]) -> list[float]:
        """How near each text's meaning is to what is asked, the more the nearer; one number for each text."""
        ...
