"""Reads of bodies, units, posts and roles; open to everybody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from yiwang.foundations.divisions.public import division_get
from yiwang.foundations.releases.public import release_current, world
from yiwang.loader import World, once_per_world

from .models import Body, Post, Role, Unit
from .pure import OrganisationTree


@dataclass(frozen=True)
class PostScope:
    """What wearing a post means: how it is called, whose work it sees, and what it may do.

    Attributes:
        roles: role ids and all permission words of these roles, in one set.
        units: units whose work the post sees; work of units they succeeded included.
        whole_city: a role of the post sees the whole city.
        watched: those of ``units`` that it sees without taking part: other bodies of its division and below.
    """

    post: str
    label: str
    unit: str
    units: tuple[str, ...]
    roles: frozenset[str]
    whole_city: bool
    watched: frozenset[str] = frozenset()


_SCOPES = """
SELECT p.id, p.unit_id, u.name, u.body_id, b.short, p.title, p.roles, r.words, r.sees,
       ARRAY(SELECT x.id FROM unit x WHERE x.path @> ARRAY[seen.top] UNION
             SELECT x.id FROM unit y JOIN unit x ON x.successor_id = y.id
             WHERE y.path @> ARRAY[seen.top] ORDER BY 1),
       CASE WHEN 'division' = ANY (r.sees) THEN ARRAY(
         SELECT x.id FROM unit x JOIN division d ON d.code = x.division_id
         WHERE d.path @> ARRAY[b.division_id] AND NOT x.path @> ARRAY[b.id] ORDER BY x.id) ELSE '{}' END
FROM post p JOIN unit u ON u.id = p.unit_id JOIN body b ON b.id = u.body_id
CROSS JOIN LATERAL (SELECT coalesce(array_agg(DISTINCT w) FILTER (WHERE w IS NOT NULL), '{}') AS words,
                           coalesce(array_agg(DISTINCT q.sees), '{}') AS sees
                    FROM role q LEFT JOIN LATERAL unnest(q.may) w ON true
                    WHERE q.id = ANY (p.roles) AND q.is_current) r
CROSS JOIN LATERAL (
  SELECT CASE WHEN r.sees && ARRAY['body', 'division', 'city']::varchar[] THEN u.body_id ELSE u.id END AS top) seen
WHERE p.id = ANY ((SELECT %s)::text[]) AND p.is_current
"""
"""The ids come by a subquery, which the planner cannot see into: it would plan anew for their number on every page, and
that takes four times as long as running it."""


def post_scopes(post_ids: Iterable[str]) -> dict[str, PostScope]:
    """What wearing each of these posts means, by post id, in one query; posts out of use are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_SCOPES, [list(post_ids)])
        return {row[0]: _scope(row) for row in cursor.fetchall()}


def _scope(row: tuple[Any, ...]) -> PostScope:
    post, unit, name, body, short, title, roles, words, sees, units, below = row
    label = " ".join([short, title] if unit == body else [short, name, title])
    watched = frozenset(below) - set(units)
    seen = (*units, *sorted(watched))
    return PostScope(post, label, unit, seen, frozenset([*roles, *words]), "city" in sees, watched)


def body_get(body_id: str) -> Body | None:
    """The body of this id; None if there never was one."""
    return Body.objects.filter(id=body_id).first()


def unit_get(unit_id: str) -> Unit | None:
    """The unit of this id with its body, also one no longer in use; None if there never was one."""
    return Unit.objects.select_related("body").filter(id=unit_id).first()


def unit_names(ids: Iterable[str]) -> dict[str, str]:
    """What people call these units, by id: the body's short name, then the unit's own.

    Those of the release in force are known by heart; one query for others, that were abolished.
    """
    wanted, known = set(filter(None, ids)), _units_in_force()
    here = {key: known[key] for key in wanted if key in known}
    missing = wanted - here.keys()
    return here | _names_kept(missing) if missing else here


def _names_kept(ids: set[str]) -> dict[str, str]:
    rows = Unit.objects.filter(id__in=ids).values_list("id", "body_id", "body__short", "name")
    return {key: _called(key, body, short, name) for key, body, short, name in rows}


def _units_in_force() -> dict[str, str]:
    return _names_in(world()) if release_current() else {}


@once_per_world
def _names_in(held: World) -> dict[str, str]:
    whole = OrganisationTree.of(held).whole
    units = whole.units.values()
    return {one.id: _called(one.id, one.body, whole.bodies[one.body].short, one.name) for one in units}


def _called(unit: str, body: str, short: str, name: str) -> str:
    return short if unit == body else f"{short} {name}"


def body_names(unit_ids: Iterable[str]) -> dict[str, str]:
    """What people call the bodies of these units, by the unit's id, in one query."""
    return dict(Unit.objects.filter(id__in=set(unit_ids)).values_list("id", "body__short"))


def unit_subtree(unit_id: str) -> list[str]:
    """Ids of this unit and of all units in use within it."""
    return list(Unit.objects.filter(path__contains=[unit_id], is_current=True).values_list("id", flat=True))


@dataclass(frozen=True)
class UnitPlace:
    """What people call a unit, and the place its body is responsible for."""

    name: str
    division: str


def unit_places(ids: Iterable[str]) -> dict[str, UnitPlace]:
    """Names and places of units, by id, in one query."""
    rows = Unit.objects.filter(id__in=set(ids)).values_list(
        "id", "body_id", "body__short", "name", "division_id"
    )
    return {
        key: UnitPlace(short if key == body else f"{short} {name}", division)
        for key, body, short, name, division in rows
    }


def posts_that_may(word: str) -> list[str]:
    """Ids of the posts in use of which a role carries a permission word."""
    roles = Role.objects.filter(may__contains=[word], is_current=True).values_list("id", flat=True)
    return list(Post.objects.filter(roles__overlap=list(roles), is_current=True).values_list("id", flat=True))


def units_around(unit_ids: Iterable[str]) -> list[str]:
    """Ids of all units in use of the bodies that these units belong to."""
    bodies = Unit.objects.filter(id__in=set(unit_ids)).values("body_id")
    return list(Unit.objects.filter(body_id__in=bodies, is_current=True).values_list("id", flat=True))


def unit_successor(unit_id: str) -> str:
    """The unit that has this unit's work today: itself, or the end of its line of successors."""
    seen: set[str] = set()
    row = unit_get(unit_id)
    while row and row.successor_id and row.id not in seen:
        seen.add(row.id)
        row = unit_get(row.successor_id)
    return row.id if row else unit_id


def body_for(function: str, division: str) -> Body | None:
    """The body of this function responsible for a place: the place's own, else the nearest above it."""
    place = division_get(division)
    path = place.path if place else []
    rows = Body.objects.filter(function=function, division_id__in=path, is_current=True)
    return max(rows, key=lambda body: path.index(body.division_id), default=None)


def bodies_of(function: str) -> list[Body]:
    """The bodies in use that have this function, by place."""
    return list(Body.objects.filter(function=function, is_current=True).order_by("division_id", "id"))


def body_at(functions: Sequence[str], division: str) -> Body | None:
    """The body in use at this very place that has the first of these functions any has there."""
    rows = Body.objects.filter(function__in=functions, division_id=division, is_current=True)
    return min(rows, key=lambda body: (functions.index(body.function), body.id), default=None)


def posts_of(unit_ids: Iterable[str]) -> QuerySet[Post]:
    """Posts in use in these units, with unit and body."""
    return Post.objects.select_related("unit__body").filter(unit_id__in=set(unit_ids), is_current=True)


def posts_current() -> QuerySet[Post]:
    """All posts in use, with unit and body."""
    return Post.objects.select_related("unit__body").filter(is_current=True)


def post_get(post_id: str) -> Post | None:
    """The post of this id with unit and body; None if there never was one."""
    return Post.objects.select_related("unit__body").filter(id=post_id).first()


def post_label(post: Post) -> str:
    """The post as people read it: 某某区卫健局 审批科 审批员."""
    unit, body = post.unit, post.unit.body
    names = [body.short, unit.name, post.title] if unit.id != body.id else [body.short, post.title]
    return " ".join(names)


def post_labels(ids: Iterable[str]) -> dict[str, str]:
    """What people call these posts, by id, in one query."""
    rows = Post.objects.select_related("unit__body").filter(id__in=set(ids))
    return {post.id: post_label(post) for post in rows}


def roles_all() -> dict[str, Role]:
    """Roles in use by id, in one query."""
    return {role.id: role for role in Role.objects.filter(is_current=True)}


def unit_allowed(body_id: str, word: str) -> str:
    """The unit of a body whose posts carry this permission word, units below the body first; "" if none does."""
    may = {key for key, role in roles_all().items() if word in role.may}
    units = {post.unit_id for post in posts_of(unit_subtree(body_id)) if may & set(post.roles)}
    return min(units, key=lambda unit: (unit == body_id, unit), default="")
