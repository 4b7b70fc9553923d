"""Answers in approved words: found while somebody asks, written, reviewed, withdrawn. Others enter here.

knowledge_search(actor, "社保卡丢了", day=day, division=place)     # the best first; one query
bind_meaning(meaning)                                              # in ready() of an adapter: find by meaning too
bind_ordering(ordering)                                            # likewise: the best ones are put in order by it
"""

from .domain.errors import KnowledgeNotFound, KnowledgeRefused
from .domain.script import EVERYBODY, Script
from .models import Article, Version
from .policies import REVIEW, WRITE, access_version, may_write, reviews, versions_in_force
from .selectors.owned import Line, script_history, scripts_begun, scripts_owned, scripts_waiting
from .selectors.rules import rules_found
from .selectors.search import Found, bind_meaning, bind_ordering, knowledge_search
from .services.asking import knowledge_turn
from .services.raising import script_raise
from .services.writing import script_propose, script_withdraw, version_decide

__all__ = [
    "EVERYBODY",
    "REVIEW",
    "WRITE",
    "Article",
    "Found",
    "KnowledgeNotFound",
    "KnowledgeRefused",
    "Line",
    "Script",
    "Version",
    "access_version",
    "bind_meaning",
    "bind_ordering",
    "knowledge_search",
    "knowledge_turn",
    "may_write",
    "reviews",
    "rules_found",
    "script_history",
    "script_propose",
    "script_raise",
    "script_withdraw",
    "scripts_begun",
    "scripts_owned",
    "scripts_waiting",
    "version_decide",
    "versions_in_force",
]
