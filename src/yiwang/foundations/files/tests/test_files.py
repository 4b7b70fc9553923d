"""Files are closed on disk, reached by grant only, and whole whatever is killed when."""

import io
import os
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.utils import Error
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from yiwang.foundations.audit.public import verify_all
from yiwang.foundations.files.models import File, FileBlob, FileGrant
from yiwang.foundations.files.public import (
    FileDamagedError,
    FileNotFoundForYouError,
    FileRefusedError,
    access_file,
    file_grant,
    file_read,
    file_store,
    file_store_generated,
    file_store_photos,
    file_store_retaken,
    files_visible_to,
    orphan_sweep,
)
from yiwang.foundations.files.services import storage
from yiwang.foundations.keys.public import key_rotate, reencrypt
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC, Actor, system_actor

pytestmark = pytest.mark.django_db

ME = uuid.uuid4()
CITIZEN = Actor(audience="citizen", account_id=uuid.uuid4(), hat=f"party:{ME}", parties=(ME,))
STRANGER = Actor(audience="citizen", account_id=uuid.uuid4(), parties=(uuid.uuid4(),))
CLERK = Actor(audience="staff", hat="post:1", unit="approval", units=("approval", "bureau"))
OTHER = Actor(audience="staff", hat="post:2", unit="tax", units=("tax",))
SECRET = b"a paper the platform made about somebody"


def stored(actor=CITIZEN, data=SECRET):
    with as_actor(actor):
        return file_store_generated(
            actor, data=data, mime="application/pdf", name="..\\a/租赁合同\n.pdf", purpose="material:lease"
        )


def photo(colour="red"):
    target = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(target, "JPEG")
    return target.getvalue()


def reads(actor, file_id):
    with as_actor(actor):
        try:
            return file_read(actor, file_id) == SECRET
        except FileNotFoundForYouError:
            return False


def test_who_stored_it_reads_it_and_nobody_else():
    file = stored()
    assert reads(CITIZEN, file.id)
    assert not any(reads(actor, file.id) for actor in (STRANGER, CLERK, OTHER))
    assert (file.size, file.name) == (len(SECRET), "租赁合同.pdf")


def test_what_a_unit_stored_its_unit_reads():
    file = stored(CLERK)
    assert reads(CLERK, file.id)
    assert not reads(OTHER, file.id)
    assert not reads(CITIZEN, file.id)


def test_a_grant_opens_it_for_a_unit_until_it_ends():
    file = stored()
    with as_actor(CITIZEN):
        file_grant(file.id, unit="approval", ground="申请办理", until=timezone.now() + timedelta(days=1))
    assert reads(CLERK, file.id)
    assert not reads(OTHER, file.id)
    FileGrant.objects.filter(unit_id="approval").update(until=timezone.now())
    assert not reads(CLERK, file.id)


def test_nobody_grants_what_they_cannot_read():
    file = stored()
    for actor in (STRANGER, OTHER):
        with pytest.raises(Error), as_actor(actor):
            file_grant(file.id, unit="tax", ground="x")


def test_nobody_helps_themselves_to_a_file():
    file = stored()
    with pytest.raises(Error), as_actor(STRANGER):
        file_grant(file.id, party=STRANGER.parties[0], ground="x")


def test_row_level_security_alone_hides_rows_and_keys():
    file = stored()
    for actor in (STRANGER, OTHER):
        with as_actor(actor):
            assert not File.objects.exists()
            assert not FileGrant.objects.exists()
    with pytest.raises(Error), as_actor(CITIZEN):
        list(FileBlob.objects.all())
    with pytest.raises(Error), as_actor(PUBLIC):
        list(File.objects.all())
    assert file.id


def test_a_list_shows_what_access_allows():
    first, second = stored(), stored(STRANGER)
    with as_actor(CITIZEN):
        assert [f.id for f in files_visible_to(CITIZEN)] == [first.id]
        with pytest.raises(FileNotFoundForYouError, match="找不到"):
            access_file(CITIZEN, second.id)


def test_nothing_readable_lies_on_disk_and_addresses_tell_nothing(data_folder):
    file = stored()
    contents = [path for path in (data_folder / "files").rglob("*") if path.is_file()]
    assert len(contents) == 1
    assert SECRET[:10] not in contents[0].read_bytes()
    import hashlib

    assert hashlib.sha256(SECRET).hexdigest() not in file.digest


def test_equal_contents_are_kept_once_and_read_by_each(data_folder):
    first, second = stored(), stored(STRANGER)
    assert first.digest == second.digest
    assert len([p for p in (data_folder / "files").rglob("*") if p.is_file()]) == 1
    assert reads(CITIZEN, first.id)
    assert reads(STRANGER, second.id)
    assert not reads(STRANGER, first.id)


def test_a_content_altered_or_lost_on_disk_is_told(data_folder):
    file = stored()
    content = next(path for path in (data_folder / "files").rglob("*") if path.is_file())
    whole = content.read_bytes()
    content.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with as_actor(CITIZEN), pytest.raises(FileDamagedError, match="备份"):
        file_read(CITIZEN, file.id)
    content.unlink()
    with as_actor(CITIZEN), pytest.raises(FileDamagedError, match="备份"):
        file_read(CITIZEN, file.id)


def test_files_open_after_the_keys_were_rotated():
    file = stored()
    key_rotate()
    assert reencrypt() >= 1
    assert bytes(FileBlob.objects.get().wrapped_key).startswith(b"k2.")
    assert reads(CITIZEN, file.id)


def test_a_writer_killed_in_the_middle_leaves_no_half_file(data_folder, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        stored()
    monkeypatch.undo()
    assert not File.objects.exists()
    left = [path for path in (data_folder / "files").rglob("*") if path.is_file()]
    assert [storage.digest_of(path) for path in left] == [""]
    assert reads(CITIZEN, stored().id)


def test_the_sweep_takes_what_crashes_left_and_nothing_else(data_folder):
    file = stored()
    folder = next(path for path in (data_folder / "files").rglob("*") if path.is_file()).parent
    for name in (".writing-x", "b1." + "0" * 64):
        (folder / name).write_bytes(b"half")
    assert orphan_sweep() == 0
    for path in folder.iterdir():
        os.utime(path, (0, 0))
    assert orphan_sweep() == 2
    assert reads(CITIZEN, file.id)


def test_an_uploaded_photograph_is_cleaned_and_several_become_one_pdf():
    with as_actor(CITIZEN):
        one = file_store(CITIZEN, data=photo(), name="IMG_1.jpg", purpose="material:shop")
        many = file_store_photos(
            CITIZEN, photos=[photo(), photo("blue")], name="房产证.jpg", purpose="material:deed"
        )
        assert file_read(CITIZEN, many.id).startswith(b"%PDF")
    assert (one.mime, many.mime, many.name) == ("image/jpeg", "application/pdf", "房产证.pdf")


def colours(actor, file_id):
    """The dominant colour of every page's picture."""
    with as_actor(actor):
        pages = PdfReader(io.BytesIO(file_read(actor, file_id))).pages
    return [page.images[0].image.convert("RGB").resize((1, 1)).getpixel((0, 0)) for page in pages]


def test_one_page_is_taken_anew_and_the_others_stay():
    with as_actor(CITIZEN):
        old = file_store_photos(
            CITIZEN,
            photos=[photo("red"), photo("blue"), photo("red")],
            name="房产证.jpg",
            purpose="material:deed",
        )
        new = retaken(CITIZEN, old.id, 2, photo("lime"))
    assert (old.pages, new.pages, new.name) == (3, 3, "房产证.pdf")
    before, after = colours(CITIZEN, old.id), colours(CITIZEN, new.id)
    assert (before[0], before[2]) == (after[0], after[2])
    assert after[1][1] > 150 > before[1][1]
    assert verify_all() == []


def retaken(actor, file_id, page, data):
    return file_store_retaken(
        actor, file_id=file_id, page=page, photo=data, purpose="material:deed", now=timezone.now()
    )


def test_a_page_that_is_not_there_or_is_no_photograph_or_not_mine_changes_nothing():
    with as_actor(CITIZEN):
        old = file_store_photos(CITIZEN, photos=[photo()], name="a.jpg", purpose="material:deed")
        for page, data, word in (
            (2, photo(), "没有第 2 页"),
            (0, photo(), "没有第 0 页"),
            (1, b"GIF89a", "不"),
        ):
            with pytest.raises(FileRefusedError, match=word):
                retaken(CITIZEN, old.id, page, data)
    with as_actor(STRANGER), pytest.raises(FileNotFoundForYouError):
        retaken(STRANGER, old.id, 1, photo())
    assert File.objects.count() == 1


def test_storing_is_on_record():
    stored(system_actor("papers"))
    assert verify_all() == []
    from yiwang.foundations.audit.models import AuditEvent

    assert list(AuditEvent.objects.values_list("act", flat=True)) == ["file.stored"]
