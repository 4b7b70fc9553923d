"""Who may reach a file: whoever holds a grant. Row-level security repeats the same."""

from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from yiwang.foundations.files.models import File, FileGrant
from yiwang.kernel.actor import Actor


class FileNotFoundForYouError(Exception):
    """There is no such file, or it is not this actor's; both look the same from outside."""

    def __init__(self) -> None:
        super().__init__("找不到这份文件，或者您现在的身份不能查看它。")


def files_visible_to(actor: Actor) -> QuerySet[File]:
    """The files this actor may read now; a hat for one matter reads what it stored itself."""
    files = File.objects.order_by("stored_at", "id")
    if actor.matter:
        files = files.filter(account=actor.account_id)
    if actor.audience == "worker":
        return files
    live = Q(until__isnull=True) | Q(until__gt=timezone.now())
    granted = Q(id__in=FileGrant.objects.filter(live, _to(actor)).values("file_id"))
    return files.filter(granted | Q(is_closed=False) if actor.whole_city else granted)


def access_file(actor: Actor, file_id: UUID, to: Literal["read", "grant"] = "read") -> File:
    """The file, if the actor may read it (and hence pass it on in an act of its own).

    Raises:
        FileNotFoundForYouError: no such file for this actor.
    """
    found = files_visible_to(actor).filter(id=file_id).first()
    if found is None:
        raise FileNotFoundForYouError
    return found


def _to(actor: Actor) -> Q:
    if actor.audience == "staff":
        return Q(unit_id__in=actor.units)
    return Q(party_id__in=actor.parties if actor.audience == "citizen" else ())
