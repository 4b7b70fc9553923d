"""One page of a material is photographed again: the other pages stay, and nobody else can do it."""

import io

import pytest
from PIL import Image

from yiwang.engines.applications.public import (
    DraftNotFound,
    FieldsRefused,
    Upload,
    draft_attach,
    draft_retake,
)
from yiwang.foundations.files.public import FileRefusedError
from yiwang.foundations.scope.public import as_actor

from .conftest import NOW, person
from .journeys import barber, filled_in


def photo(colour="red"):
    target = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(target, "JPEG")
    return Upload("IMG.jpg", target.getvalue())


def test_one_page_is_taken_anew_by_its_owner_only(city):
    actor = barber()
    view = filled_in(actor)
    key = next(one.key for one in view.materials if one.met == "file")
    with as_actor(actor):
        view = draft_attach(actor, view.id, key, [photo(), photo("blue")], now=NOW)
        before = of(view, key)
        after = of(draft_retake(actor, view.id, key, 2, photo("lime"), now=NOW), key)
        assert (before.file_pages, after.file_pages) == (2, 2)
        assert before.file_id != after.file_id
        with pytest.raises(FileRefusedError, match="没有第 3 页"):
            draft_retake(actor, view.id, key, 3, photo(), now=NOW)
        with pytest.raises(FieldsRefused, match="要重拍的一页"):
            draft_retake(actor, view.id, key, 1, None, now=NOW)
    other = person("吴示范", "441299198806250415", "10000000002")
    with as_actor(other), pytest.raises(DraftNotFound):
        draft_retake(other, view.id, key, 1, photo(), now=NOW)


def of(view, key):
    return next(one for one in view.materials if one.key == key)
