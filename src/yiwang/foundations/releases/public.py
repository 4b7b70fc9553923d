"""Which definitions are in force: release manifests, definition revisions, and apply. Others enter here.

``world()`` gives the definitions in force, ``world(revision)`` all of them as a case was opened under, and
``world_pinned(revision)`` the same with the live kinds (units, roles, texts) as they are now.
"""

from .domain.edits import EditsUndone
from .models import Release
from .selectors import (
    NoRelease,
    RevisionUnreadable,
    forget_current,
    kinds_in_use,
    release_current,
    release_sources,
    releases_recent,
    world,
    world_pinned,
)
from .services import FutureRelease, bind_applier, release_apply, release_locked

__all__ = [
    "EditsUndone",
    "FutureRelease",
    "NoRelease",
    "Release",
    "RevisionUnreadable",
    "bind_applier",
    "forget_current",
    "kinds_in_use",
    "release_apply",
    "release_current",
    "release_locked",
    "release_sources",
    "releases_recent",
    "world",
    "world_pinned",
]
