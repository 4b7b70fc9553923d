"""Publicity: decisions the public reads. Others enter here.

publication_list(actor, Wanted(words="理发"), day=day)      # only what is shown on the day, whoever asks
publication_withdraw(actor, publication.id, "名称写错，已重新决定", now=now)

Decisions are published by themselves when a case gets into a state that a pack's ``publicity/<id>.yaml`` names.
"""

from .domain.errors import PublicationNotFound, PublicityRefused
from .models import Publication
from .policies import MANAGE, access_publication
from .selectors import (
    Wanted,
    changes_of,
    objections_open,
    publication_list,
    publications_managed,
    rules_in_force,
    units_named,
)
from .services import (
    may_object,
    objection_answer,
    publication_correct,
    publication_object,
    publication_withdraw,
)

__all__ = [
    "MANAGE",
    "Publication",
    "PublicationNotFound",
    "PublicityRefused",
    "Wanted",
    "access_publication",
    "changes_of",
    "may_object",
    "objection_answer",
    "objections_open",
    "publication_correct",
    "publication_list",
    "publication_object",
    "publication_withdraw",
    "publications_managed",
    "rules_in_force",
    "units_named",
]
