"""Storing, reading and granting files."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import Any
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.files.domain.cleaning import file_cleaned
from yiwang.foundations.files.domain.images import images_as_pdf
from yiwang.foundations.files.domain.rules import PDF, Cleaned, FileRefusedError, FileRules
from yiwang.foundations.files.domain.sounds import SoundRules, sound_cleaned
from yiwang.foundations.files.models import File, FileBlob
from yiwang.foundations.files.policies import access_file
from yiwang.foundations.files.services import storage
from yiwang.foundations.keys.public import content_address, decrypt_bytes, encrypt_bytes
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.kernel.stopping import Stopping, never, until_stopped

KEY_PURPOSE = "files.key"
_ADDRESS = "files.content"
_GRANT = (
    "INSERT INTO file_grant(file_id, unit_id, party_id, ground, since, until) VALUES (%s, %s, %s, %s, %s, %s)"
)


class FileDamagedError(Exception):
    """The stored content is gone or was altered on disk."""


@dataclass(frozen=True)
class StoredFile:
    """A file as others refer to it; ``digest`` is the address of its content, not a plain hash.

    ``pages`` is told of what people hand in as PDF; 0 where nobody counted.
    """

    id: UUID
    digest: str
    mime: str
    size: int
    name: str
    pages: int = 0


def file_rules(*, allowed: frozenset[str] | None = None) -> FileRules:
    """The site's limits (settings YIWANG_FILE_MAX_BYTES, YIWANG_FILE_MAX_PIXELS), with the caller's types."""
    limits = FileRules(settings.YIWANG_FILE_MAX_BYTES, settings.YIWANG_FILE_MAX_PIXELS)
    return limits if allowed is None else FileRules(limits.max_bytes, limits.max_pixels, allowed)


def file_check(data: bytes, rules: FileRules | None = None) -> str:
    """The true type of an upload that might be kept; it is looked at just as in keeping it, and not kept.

    Raises:
        FileRefusedError: it may not be kept; the sentence says why.
    """
    return file_cleaned(data, rules or file_rules()).mime


def file_store(
    actor: Actor,
    *,
    data: bytes,
    name: str,
    purpose: str,
    rules: FileRules | None = None,
    now: datetime | None = None,
) -> StoredFile:
    """Clean and keep an upload; the actor's party (or unit) may read it from then on.

    Args:
        actor: who stores it.
        data: the upload as it came.
        name: its name, shown only; never used on disk.
        purpose: what it is for, e.g. ``material:lease``.
        rules: types and limits; the site's limits and scans or photographs unless given.
        now: instant of the act.

    Raises:
        FileRefusedError: it may not be kept; the sentence says why.
    """
    cleaned = file_cleaned(data, rules or file_rules())
    return _counted(_kept(actor, cleaned, name, purpose, now or timezone.now()), cleaned)


def file_store_photos(
    actor: Actor, *, photos: Iterable[bytes], name: str, purpose: str, rules: FileRules | None = None,
    now: datetime | None = None,
) -> StoredFile:  # fmt: skip
    """Keep several photographs as one upright PDF, a page each. Raises FileRefusedError."""
    limits = rules or file_rules()
    pages = [file_cleaned(photo, limits).data for photo in photos]
    made = Cleaned(images_as_pdf(pages, limits.max_pixels), "application/pdf")
    return _counted(_kept(actor, made, PurePath(name).stem + ".pdf", purpose, now or timezone.now()), made)


def file_store_retaken(
    actor: Actor, *, file_id: UUID, page: int, photo: bytes, purpose: str, now: datetime
) -> StoredFile:
    """Keep a new file: an old one of this actor with one page taken anew. The old one stays as it is.

    Args:
        actor: who may read the old file, and stores the new one.
        file_id: the old file, a PDF.
        page: the page that was taken anew, counted from 1.
        photo: the new photograph.
        purpose: what the file is for.
        now: instant of the act.

    Raises:
        FileRefusedError: not a photograph, or there is no such page.
        FileNotFoundForYouError: no such file for this actor.
    """
    from yiwang.foundations.files.domain.pages import page_replaced  # slow to import; few processes need them
    from yiwang.foundations.files.domain.pdfs import pdf_checked

    old, limits = access_file(actor, file_id), file_rules()
    cleaned = file_cleaned(photo, limits)
    if not cleaned.mime.startswith("image/"):
        raise FileRefusedError("type", "只换一页时，请拍照或选一张照片。")
    data = page_replaced(file_read(actor, file_id), page, images_as_pdf([cleaned.data], limits.max_pixels))
    pdf_checked(data)
    made = Cleaned(data, PDF)
    return _counted(_kept(actor, made, old.name, purpose, now), made)


def _counted(stored: StoredFile, held: Cleaned) -> StoredFile:
    if held.mime != PDF:
        return stored
    from yiwang.foundations.files.domain.pages import pdf_pages  # slow to import; few processes need it

    return replace(stored, pages=pdf_pages(held.data))


def file_store_generated(
    actor: Actor, *, data: bytes, mime: str, name: str, purpose: str, now: datetime | None = None
) -> StoredFile:
    """Keep a document the platform itself made (a paper, a licence), unchanged to the byte."""
    return _kept(actor, Cleaned(data, mime), name, purpose, now or timezone.now())


def file_store_closed(
    actor: Actor, *, data: bytes, mime: str, name: str, purpose: str, now: datetime
) -> StoredFile:
    """Keep what nobody reads by seeing the whole city, but by grant only; the caller has looked at what it is."""
    return _kept(actor, Cleaned(data, mime), name, purpose, now, closed=True)


def file_store_sound(
    actor: Actor, *, data: bytes, rules: SoundRules, name: str, purpose: str, now: datetime
) -> StoredFile:
    """Keep what somebody recorded, closed: a voice tells who spoke. Raises FileRefusedError."""
    cleaned = sound_cleaned(data, rules)
    return _kept(actor, cleaned, name, purpose, now, closed=True)


def file_read(actor: Actor, file_id: UUID) -> bytes:
    """The content of a file the actor may read.

    Raises:
        FileNotFoundForYouError: no such file for this actor.
        FileDamagedError: the content on disk is gone or altered.
    """
    found = access_file(actor, file_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT file_key(%s)", [found.id])
        wrapped = cursor.fetchone()[0]
    try:
        return storage.content_read(found.blob_id, decrypt_bytes(bytes(wrapped), purpose=KEY_PURPOSE))
    except (FileNotFoundError, InvalidTag) as error:
        raise FileDamagedError(f"文件“{found.name}”的内容丢失或被改动，请从备份恢复。") from error


def file_grant(
    file_id: UUID,
    *,
    unit: str | None = None,
    party: UUID | None = None,
    ground: str,
    until: datetime | None = None,
    now: datetime | None = None,
) -> None:
    """Let a unit or a party read a file; call it in the transaction of the act that gives the ground.

    The database refuses it unless the scope it runs in can read the file itself.
    """
    values = [file_id, unit, party, ground, now or timezone.now(), until]
    with (
        connection.cursor() as cursor
    ):  # not the ORM: RETURNING would need the right to see the grantee's row
        cursor.execute(_GRANT, values)


def orphan_sweep(*, older_than_seconds: float = 86_400, stopping: Stopping = never) -> int:
    """Take away what crashes left on disk: temporary files and contents without a row. Returns how many.

    ``stopping`` is asked between files; once true the sweep ends.
    """
    swept = 0
    with as_actor(system_actor("files")):
        for path in until_stopped(storage.contents_older_than(older_than_seconds), stopping):
            digest = storage.digest_of(path)
            if not digest or not FileBlob.objects.filter(digest=digest).exists():
                path.unlink(missing_ok=True)
                swept += 1
    return swept


def _kept(
    actor: Actor, cleaned: Cleaned, name: str, purpose: str, now: datetime, *, closed: bool = False
) -> StoredFile:
    digest = content_address(cleaned.data, purpose=_ADDRESS)
    with transaction.atomic():
        _content(digest, cleaned.data)
        file = File(
            id=uuid4(), blob_id=digest, name=_shown(name), mime=cleaned.mime, size=len(cleaned.data),
            purpose=purpose, account=actor.account_id, hat=actor.hat, stored_at=now,
            is_closed=closed,
        )  # fmt: skip
        File.objects.bulk_create([file])
        _own(actor, file.id, now)
        audit_record(actor, "file.stored", f"file:{file.id}", {"mime": file.mime, "size": file.size}, now=now)
    return StoredFile(file.id, digest, file.mime, file.size, file.name)


def _content(digest: str, data: bytes) -> None:
    """Write a content unless it is there; another writer of the same content waits for this transaction."""
    key = os.urandom(32)
    with connection.cursor() as cursor:
        wrapped = encrypt_bytes(key, purpose=KEY_PURPOSE)
        cursor.execute("SELECT file_blob_put(%s, %s, %s)", [digest, wrapped, len(data)])
        is_new = cursor.fetchone()[0]
    if is_new:
        storage.content_write(digest, key, data)


def _own(actor: Actor, file_id: UUID, now: datetime) -> None:
    who: dict[str, Any] = {"unit": actor.unit} if actor.audience == "staff" and actor.unit else {}
    if actor.audience == "citizen" and actor.parties:
        who = {"party": actor.parties[0]}
    if who:
        file_grant(file_id, **who, ground="本人或本单位存入", now=now)


def _shown(name: str) -> str:
    plain = "".join(char for char in PurePath(name.replace("\\", "/")).name if char.isprintable())
    return plain.strip()[:200] or "未命名"
