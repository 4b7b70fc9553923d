"""Who may open the pages, and which items and themes somebody may touch: those that his own body decides or leads.

An item's text is the whole city's: where the city has a body of its own for the function, that body keeps it,
and bodies of counties keep only what they lay over it (address, hours, a shorter promise). A theme is kept likewise
by the body that leads it.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yiwang.engines.catalog.pure import ITEM, THEME, Item, Theme
from yiwang.foundations.organisations.public import Body, body_for, unit_get
from yiwang.foundations.proposals.public import ProposalNotFound
from yiwang.foundations.proposals.pure import PROPOSE, WORDS
from yiwang.kernel.actor import Actor
from yiwang.loader import World
from yiwang.web.gates import gate


def has_a_duty(actor: Actor) -> bool:
    """Whether this hat proposes, reviews, confirms or publishes definitions."""
    return actor.audience == "staff" and any(actor.has(word) for word in WORDS)


with_a_duty = gate(
    has_a_duty,
    _("这里只给维护事项的人用：事项负责人、审核员、法制审核员。请换成相应的岗位身份。"),
    area="desk",  # the menu of the desk, of which this is a part
    missing=(ProposalNotFound,),
)
"""The view for hats with a duty over definitions; strangers are sent to sign in, others are told."""


def body_of(actor: Actor) -> Body | None:
    """The body in which the hat's post is; None for hats without a unit."""
    unit = unit_get(actor.unit) if actor.unit else None
    return unit.body if unit else None


def items_overlaid_by(actor: Actor, world: World) -> dict[str, Item]:
    """Items that this hat's own body decides somewhere: it may lay its own row over them."""
    body = body_of(actor)
    if body is None or not actor.has(PROPOSE):
        return {}
    return {key: item for key, item in world.all(ITEM).items() if item.decide.body == body.function}


def items_kept_by(actor: Actor, world: World) -> dict[str, Item]:
    """Items whose own text this hat may change."""
    return items_overlaid_by(actor, world) if _keeping(actor, world) else {}


def themes_kept_by(actor: Actor, world: World) -> dict[str, Theme]:
    """Themes that this hat's own body leads, where it speaks for the whole city."""
    body = _keeping(actor, world)
    if body is None:
        return {}
    return {key: theme for key, theme in world.all(THEME).items() if theme.lead.body == body.function}


def may_begin_themes(actor: Actor, world: World) -> bool:
    """Whether this hat may propose a new theme: whose body speaks for the whole city."""
    return _keeping(actor, world) is not None


def _keeping(actor: Actor, world: World) -> Body | None:
    """The hat's body, if it keeps its function's texts and the hat proposes: the city's, or any where it has none."""
    body = body_of(actor) if actor.has(PROPOSE) else None
    city = body_for(body.function, world.pack.division) if body else None
    return body if city is None or body is None or city.id == body.id else None
