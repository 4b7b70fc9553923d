"""Handing in materials: one upright PDF per material, or a commitment where the items allow it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.engines.catalog.pure import Compiled, FormMaterial
from yiwang.foundations.files.public import StoredFile, file_store, file_store_photos, file_store_retaken
from yiwang.kernel.actor import Actor

from ..domain.errors import FieldsRefused
from ..domain.keys import Key, key_of, key_text, place_text
from ..domain.view import DraftView
from ..models import DraftMaterial
from ..policies import access_draft
from ..selectors.loading import Loaded, compiled, load
from .drafting import mine, refreshed, still_open


@dataclass(frozen=True)
class Upload:
    """One file as it came from the browser."""

    name: str
    data: bytes


def draft_attach(
    actor: Actor, draft_id: UUID, key: str, uploads: Sequence[Upload], *, now: datetime
) -> DraftView:
    """Hand in a material: one document, or photographs, which become one upright PDF, a page each.

    Raises:
        FieldsRefused: nothing was chosen, or the material is not asked for.
        FileRefusedError: a file may not be kept; the sentence says why.
    """
    loaded = load(access_draft(actor, draft_id))
    still_open(loaded.draft)
    wanted = _asked(compiled(loaded, now), key)
    if not uploads:
        raise FieldsRefused({key: f"请选择“{wanted.material.label}”的照片或文件。"})
    stored = _stored(actor, wanted, uploads, now)
    _keep(actor, loaded, key_of(key), stored, now)
    loaded.draft.commitments = [held for held in loaded.draft.commitments if held != key]
    return refreshed(actor, loaded, now)


def draft_retake(
    actor: Actor, draft_id: UUID, key: str, page: int, upload: Upload | None, *, now: datetime
) -> DraftView:
    """Take one page of a handed-in material anew; its other pages stay.

    Raises:
        FieldsRefused: no photograph, or the material is not handed in.
        FileRefusedError: not a photograph, or there is no such page.
    """
    loaded = load(access_draft(actor, draft_id))
    still_open(loaded.draft)
    wanted, held = _asked(compiled(loaded, now), key), loaded.materials.get(key_of(key))
    if held is None or upload is None:
        raise FieldsRefused({key: f"请选择“{wanted.material.label}”要重拍的一页的照片。"})
    purpose = f"material:{wanted.material.id}"
    stored = file_store_retaken(
        actor, file_id=held.file_id, page=page, photo=upload.data, purpose=purpose, now=now
    )
    _keep(actor, loaded, key_of(key), stored, now)
    return refreshed(actor, loaded, now)


def _stored(actor: Actor, wanted: FormMaterial, uploads: Sequence[Upload], now: datetime) -> StoredFile:
    purpose = f"material:{wanted.material.id}"
    if len(uploads) == 1 and uploads[0].data[:5] == b"%PDF-":
        return file_store(actor, data=uploads[0].data, name=uploads[0].name, purpose=purpose, now=now)
    photos = [upload.data for upload in uploads]
    return file_store_photos(actor, photos=photos, name=wanted.material.label, purpose=purpose, now=now)


def _keep(actor: Actor, loaded: Loaded, key: Key, stored: StoredFile, now: datetime) -> None:
    party, row, material = key
    subject = loaded.draft.bound.get(place_text(party, row))
    DraftMaterial.objects.filter(draft=loaded.draft, party=party, row=row, material=material).delete()
    made = DraftMaterial.objects.create(
        draft=loaded.draft, owner_id=loaded.draft.owner_id, subject_id=subject, party=party, row=row,
        material=material, file_id=stored.id, name=stored.name, size=stored.size,
        pages=stored.pages, at=now,
    )  # fmt: skip
    loaded.materials[key] = made


def draft_detach(actor: Actor, draft_id: UUID, key: str, *, now: datetime) -> DraftView:
    """Take a handed-in material back."""
    loaded = load(access_draft(actor, draft_id))
    still_open(loaded.draft)
    party, row, material = key_of(key)
    DraftMaterial.objects.filter(draft=loaded.draft, party=party, row=row, material=material).delete()
    loaded.materials.pop((party, row, material), None)
    return refreshed(actor, loaded, now)


def draft_commit(actor: Actor, draft_id: UUID, key: str, *, chosen: bool, now: datetime) -> DraftView:
    """Choose to promise a material in writing (告知承诺, 容缺) instead of handing it in, or change one's mind.

    Raises:
        FieldsRefused: the items that ask for it do not allow that.
    """
    loaded = mine(actor, draft_id)
    wanted = _asked(compiled(loaded, now), key)
    if chosen and wanted.deferred and not loaded.deferral(wanted):
        raise FieldsRefused({key: loaded.barred})
    if chosen and not wanted.deferred:
        raise FieldsRefused({key: f"“{wanted.material.label}”不能以承诺代替，请上传。"})
    rest = [held for held in loaded.draft.commitments if held != key]
    loaded.draft.commitments = sorted([*rest, key] if chosen else rest)
    return refreshed(actor, loaded, now)


def _asked(form: Compiled, key: str) -> FormMaterial:
    for held in (*form.materials, *form.optional_materials):
        if key_text(held.party, held.row, held.material.id) == key and held.state == "asked":
            return held
    raise FieldsRefused({key: "这份材料现在不用交，请刷新页面。"})
