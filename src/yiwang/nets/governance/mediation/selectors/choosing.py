"""Mediators from whom people choose: of the committees that a request reaches, with what is known of them.

Who stands near to somebody (回避) is not offered to that person again. Run what is about conflicts as the worker.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from yiwang.engines.cases.public import UnitPart
from yiwang.foundations.keys.public import blind_candidates, decrypt
from yiwang.foundations.organisations.public import post_get, post_label, post_labels, posts_of, roles_all
from yiwang.foundations.releases.public import world
from yiwang.foundations.rotas.public import duty_at
from yiwang.foundations.scope.public import as_actor

from ..domain.mediators import on_duty
from ..models import MediationConflict, MediationRequest, MediationSide
from ..policies import MEDIATE, MEDIATION, PHONE_PURPOSE
from ..pure import MEDIATOR, MediationRules, Mediator
from .rules import taking_units

CONFLICT_PURPOSE = "mediation.conflict"
"""What phones of sides are made blind for, to know them again."""

ANY = Mediator(id="any", post="")
"""A post of which the pack says nothing: as for who fits, it knows and speaks everything, at any time."""


@dataclass(frozen=True)
class Choice:
    """A mediator as people choose one.

    Attributes:
        languages, types: in words; empty where the pack says nothing of them, and then nothing is claimed.
        speaks, knows: the language and the type that were said are among them.
        settled: how many agreements were reached with this mediator.
    """

    post: str
    label: str
    on_duty: bool
    languages: tuple[str, ...]
    types: tuple[str, ...]
    speaks: bool
    knows: bool
    about: str
    settled: int


def mediators_listed() -> dict[str, Mediator]:
    """What the pack says of mediators, by their posts."""
    return {held.post: held for held in world().all(MEDIATOR).values()}


def posts_mediating(units: Iterable[str]) -> list[Any]:
    """The posts in use of these units whose holders mediate."""
    may = {key for key, role in roles_all().items() if MEDIATE in role.may}
    return [post for post in posts_of(units) if may & set(post.roles)]


def on_duty_of(posts: Iterable[Any], listed: Mapping[str, Mediator], now: datetime) -> frozenset[str]:
    """Which of these posts are on duty: as the rota of their committee says while it names somebody, else the pack."""
    held, at = list(posts), timezone.localtime(now)
    rotas = {unit: {one.post for one in duty_at(unit, now)} for unit in {post.unit_id for post in held}}
    return frozenset(
        post.id for post in held
        if (post.id in rotas[post.unit_id] if rotas[post.unit_id] else on_duty(listed.get(post.id, ANY).shifts(), at))
    )  # fmt: skip


def mediator_posts(units: Iterable[UnitPart]) -> frozenset[str]:
    """The posts from which may be chosen, of the committees that a request reaches."""
    return frozenset(post.id for post in posts_mediating([one.unit for one in units]))


def mediator_label(post_id: str) -> str:
    """What people call a mediator's post; "" for none."""
    return post_labels([post_id]).get(post_id, "") if post_id else ""


def unit_of_post(post_id: str) -> str:
    """The committee of a mediator; "" for none."""
    post = post_get(post_id) if post_id else None
    return str(post.unit_id) if post else ""


def choices_for(
    rules: MediationRules, division: str, said: tuple[str, str], parties: Collection[UUID], *, now: datetime
) -> list[Choice]:
    """The mediators for a place: on duty, speaking the language and knowing such disputes first, then near ones.

    Args:
        rules: in force.
        division: code of the place.
        said: type of dispute and language, as far as they are said.
        parties: who asks; mediators that stand near to them are left out.
        now: the instant; aware.

    Raises:
        MediationRefused: nobody mediates there.
    """
    near = [one.unit for one in taking_units(rules, division)]
    with as_actor(MEDIATION):
        barred, settled = barred_posts(parties, ()), _settled()
    posts = [post for post in posts_mediating(near) if post.id not in barred]
    listed = mediators_listed()
    duty = on_duty_of(posts, listed, now)
    made = [(_choice(post, listed.get(post.id, ANY), rules, said, settled, duty), post) for post in posts]
    return [one for one, _ in sorted(made, key=lambda pair: (*_worse(pair[0]), near.index(pair[1].unit_id)))]


def _worse(one: Choice) -> tuple[bool, bool, bool]:
    return not one.on_duty, not one.speaks, not one.knows


def _choice(
    post: Any, held: Mediator, rules: MediationRules, said: tuple[str, str], settled: Mapping[str, int],
    duty: frozenset[str],
) -> Choice:  # fmt: skip
    languages = tuple(rules.languages[key] for key in held.languages if key in rules.languages)
    types = tuple(rules.types[key].label for key in held.types if key in rules.types)
    return Choice(
        post.id, post_label(post), post.id in duty, languages, types, said[1] in held.languages,
        said[0] in held.types, held.about, settled.get(post.id, 0),
    )  # fmt: skip


def _settled() -> dict[str, int]:
    """How many agreements were reached with each mediator."""
    rows = MediationRequest.objects.exclude(settled_by="").values_list("settled_by")
    return dict(rows.annotate(Count("id")))


def barred_posts(parties: Collection[UUID], phones: Collection[str]) -> frozenset[str]:
    """The posts whose mediators said that they stand near to one of these people."""
    blinds = [one for phone in phones for one in blind_candidates(phone, purpose=CONFLICT_PURPOSE)]
    if not parties and not blinds:
        return frozenset()
    near = MediationConflict.objects.filter(Q(party_id__in=list(parties)) | Q(phone__in=blinds))
    return frozenset(near.values_list("post", flat=True))


def barred_in(case_id: UUID) -> frozenset[str]:
    """The posts whose mediators stand near to a side of this case, as they said here or before."""
    sides = list(MediationSide.objects.filter(case_id=case_id))
    phones = [decrypt(side.phone, purpose=PHONE_PURPOSE) for side in sides if side.phone]
    here = MediationConflict.objects.filter(case_id=case_id).values_list("post", flat=True)
    return barred_posts([side.party_id for side in sides if side.party_id], phones) | frozenset(here)
