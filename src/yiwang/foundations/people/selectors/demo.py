"""Who can be tried out on a demo site."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from yiwang.foundations.organisations.public import post_scopes
from yiwang.foundations.releases.public import NoRelease, world

from ..definitions import DEMO_ACCOUNT, DEMO_PERSON, DemoPerson


@dataclass(frozen=True)
class DemoStaff:
    """One staff account to try: its sign-in name, what it is called, its posts, what to try."""

    username: str
    name: str
    posts: tuple[str, ...]
    story: str


def demo_staff() -> list[DemoStaff]:
    """Demo staff accounts with their posts, in the pack's order; empty before seeding. Two queries.

    Strangers may see them too: on a demo site they stand on the front door.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT username, name, posts FROM demo_accounts()")
        rows = {username: (name, posts) for username, name, posts in cursor.fetchall()}
    scopes = post_scopes({post for _, posts in rows.values() for post in posts}) if rows else {}
    return [
        DemoStaff(key, rows[key][0], tuple(scopes[p].label for p in rows[key][1] if p in scopes), story)
        for key, story in _stories().items()
        if key in rows
    ]


def demo_people() -> list[DemoPerson]:
    """Demo persons whom one may be at the stand-in identity provider, in the pack's order."""
    try:
        return [one for one in world().all(DEMO_PERSON).values() if one.kind == "person" and one.signs_in]
    except NoRelease:
        return []


def demo_person(person_id: str) -> DemoPerson | None:
    """One demo person or organisation by its id in the pack."""
    return world().find(DEMO_PERSON, person_id)


def _stories() -> dict[str, str]:
    try:
        return {key: one.story for key, one in world().all(DEMO_ACCOUNT).items()}
    except NoRelease:
        return {}
