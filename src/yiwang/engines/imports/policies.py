"""Who may import, and who may read what was imported: permission words of the pack's roles."""

from collections.abc import Iterable

from django.db.models import QuerySet

from yiwang.engines.knowledge.public import WRITE
from yiwang.kernel.actor import Actor, staff_may, system_actor

from .models import ImportRun

IMPORTER = system_actor("import")
"""The hat under which runs are kept, and cases written."""

MAY_IMPORT, MAY_READ = "import.run", "import.read"
MAY_APPOINT, MAY_WRITE = "admin.security", WRITE


class ImportRefusedHere(PermissionError):
    """The account may not import so; the sentence says what to do."""


def may_read(actor: Actor) -> bool:
    """Whether the hat may read runs, their accounts and what they left out."""
    return staff_may(actor, MAY_READ)


def runs_visible_to(actor: Actor) -> QuerySet[ImportRun]:
    """The runs a hat may see: all, with the word; else none. The tables themselves answer the worker alone."""
    return ImportRun.objects.all() if may_read(actor) else ImportRun.objects.none()


def hat_that_may(hats: Iterable[Actor], word: str) -> Actor:
    """The first of a person's hats that carries a word. Raises ImportRefusedHere."""
    found = next((hat for hat in hats if staff_may(hat, word)), None)
    if found is None:
        raise ImportRefusedHere(
            f"这个账号没有带“{word}”权限的岗位，或者账号已停用。请由有这个权限的人办理，用 --by 写他的登录名。"
        )
    return found
