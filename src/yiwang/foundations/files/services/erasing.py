"""Erasing stored files for good: rows and the key at once, what lies on disk as soon as that is committed."""

from collections.abc import Iterable, Sequence
from functools import partial
from uuid import UUID

from django.db import connection, transaction

from yiwang.foundations.files.models import File, FileBlob, FileGrant
from yiwang.foundations.files.services import storage
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

FILES = system_actor("files")


def files_erase(ids: Iterable[UUID]) -> int:
    """Erase files; a content that another file still has stays for that one. The caller has checked that it may.

    The key of a content goes with its last file, in this transaction: what lies on disk, or in a copy of the disk,
    cannot be opened from then on. After the commit the disk is cleaned too; a crash in between is swept up later.

    Returns:
        How many files there were.
    """
    with as_actor(FILES):
        held = list(File.objects.filter(id__in=set(ids)))
        FileGrant.objects.filter(file_id__in=[file.id for file in held]).delete()
        File.objects.filter(id__in=[file.id for file in held]).delete()
        gone = _without_files({file.blob_id for file in held})
        FileBlob.objects.filter(digest__in=gone).delete()
    transaction.on_commit(partial(_unlink, gone))
    return len(held)


def _without_files(digests: set[str]) -> list[str]:
    used = set(File.objects.filter(blob_id__in=digests).values_list("blob_id", flat=True))
    return sorted(digests - used)


def _unlink(digests: Sequence[str]) -> None:
    for digest in digests:
        with as_actor(FILES), connection.cursor() as cursor:
            cursor.execute("SELECT file_blob_put(%s, ''::bytea, 0)", [digest])
            if cursor.fetchone()[0]:  # who stores the same content now waits until it is off the disk
                storage.content_remove(digest)
                FileBlob.objects.filter(digest=digest).delete()
