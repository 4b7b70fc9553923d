"""Which definitions are in force: release manifests, definition revisions, and apply. Others enter here.

world().get(ITEM, "barber-hygiene")           # as in force now
world(case.revision).get(ITEM, "…")           # as the case was opened under
bind_applier(("division",), divisions_apply)  # in ready()
"""

from .models import Release
from .selectors import NoRelease, forget_current, release_current, releases_recent, world
from .services import FutureRelease, bind_applier, release_apply

__all__ = [
    "FutureRelease",
    "NoRelease",
    "Release",
    "bind_applier",
    "forget_current",
    "release_apply",
    "release_current",
    "releases_recent",
    "world",
]
