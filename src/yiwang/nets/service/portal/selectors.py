"""Reads that only the portal's pages need."""

from io import BytesIO
from uuid import UUID

from yiwang.foundations.files.public import access_file, file_read
from yiwang.kernel.actor import Actor


def draft_file(actor: Actor, file_id: UUID) -> tuple[str, BytesIO]:
    """Name and content of a file that the actor may see."""
    held = access_file(actor, file_id)
    return held.name, BytesIO(file_read(actor, file_id))
