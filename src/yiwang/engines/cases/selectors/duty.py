"""Who is on duty for a unit, as decisions ask it: by the rotas that the units keep."""

from collections.abc import Sequence
from datetime import datetime

from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.foundations.releases.public import world
from yiwang.foundations.rotas.public import duty_at

from ..domain.acting import Watch


def watch_at(unit: str, at: datetime) -> Sequence[Watch]:
    """Those on duty for a unit at an instant, with the roles of their posts; the first one first."""
    posts = OrganisationTree.of(world()).posts
    found = [one for one in duty_at(unit, at) if one.post in posts]
    return [Watch(one.account_id, one.post, one.unit, frozenset(posts[one.post].roles)) for one in found]
