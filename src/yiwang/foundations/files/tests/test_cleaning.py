"""What comes in is what it says it is, upright, without riders, and unable to run anything."""

import io
import zipfile

import pytest
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from yiwang.foundations.files.domain.cleaning import file_cleaned
from yiwang.foundations.files.domain.images import images_as_pdf
from yiwang.foundations.files.domain.pdfs import pdf_checked
from yiwang.foundations.files.domain.rules import FileRefusedError, FileRules

RULES = FileRules(max_bytes=1_000_000, max_pixels=1_000_000)


def picture(size=(60, 30), kind="JPEG", exif=None, mode="RGB"):
    image = Image.new(mode, size, "white")
    image.paste((200, 0, 0) if mode == "RGB" else (200, 0, 0, 255), (0, 0, size[0] // 2, size[1] // 2))
    target = io.BytesIO()
    image.save(target, kind, **({"exif": exif} if exif else {}))
    return target.getvalue()


def sideways():
    """A photograph held on its side, as telephones write it, with a place in its EXIF."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "SECRET-PLACE"
    return picture(exif=exif)


def pdf(change=lambda root, writer: None):
    writer = PdfFileWriter()
    contents = writer.add_object(generic.StreamObject(stream_data=b""))
    page = PageObject(contents=contents, media_box=(0, 0, 100, 100))
    writer.insert_page(page)
    change(writer.root, writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def name(text):
    return generic.pdf_name(text)


def action(kind):
    return generic.DictionaryObject({name("/S"): name(kind), name("/JS"): generic.pdf_string("app.alert(1)")})


def opened(data):
    return Image.open(io.BytesIO(data))


def refusal(data, rules=RULES):
    with pytest.raises(FileRefusedError) as caught:
        file_cleaned(data, rules)
    assert str(caught.value).endswith("。")
    return caught.value.code


def test_a_sideways_photograph_comes_back_upright_and_without_exif():
    cleaned = file_cleaned(sideways(), RULES)
    assert opened(cleaned.data).size == (30, 60)
    assert opened(cleaned.data).getpixel((25, 5))[0] > 150
    assert not opened(cleaned.data).getexif()
    assert b"SECRET-PLACE" not in cleaned.data


def test_a_heic_photograph_becomes_a_jpeg():
    cleaned = file_cleaned(picture(kind="HEIF"), RULES)
    assert (cleaned.mime, opened(cleaned.data).format) == ("image/jpeg", "JPEG")


def test_a_png_stays_a_png_with_its_transparency():
    cleaned = file_cleaned(picture(kind="PNG", mode="RGBA"), RULES)
    assert (cleaned.mime, opened(cleaned.data).mode) == ("image/png", "RGBA")


def test_data_after_the_picture_is_gone():
    cleaned = file_cleaned(picture() + b"<?php evil", RULES)
    assert b"evil" not in cleaned.data


def test_the_same_upload_gives_the_same_content():
    assert file_cleaned(sideways(), RULES) == file_cleaned(sideways(), RULES)


def archive():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as bag:
        bag.writestr("a.pdf", "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"x" * 1_000_001, "too_big"),
        (archive(), "archive"),
        (b"MZ" + bytes(300), "type"),
        (b"<script>alert(1)</script>", "type"),
        (picture()[:200], "damaged"),
        (picture(size=(1001, 1000)), "pixels"),
        (b"%PDF-1.7 nothing here", "damaged"),
    ],
)
def test_what_may_not_be_kept_is_refused_with_a_reason(data, code):
    assert refusal(data) == code


def test_a_caller_may_allow_fewer_types():
    assert refusal(picture(), FileRules(10_000, 10_000, frozenset({"application/pdf"}))) == "type"


def test_an_ordinary_pdf_is_kept_as_it_is():
    data = pdf()
    assert file_cleaned(data, RULES).data == data


@pytest.mark.parametrize("kind", ["/JavaScript", "/Launch", "/SubmitForm"])
def test_a_pdf_that_acts_when_opened_is_refused(kind):
    assert (
        refusal(pdf(lambda root, w: root.update({name("/OpenAction"): w.add_object(action(kind))})))
        == "active"
    )


def test_a_script_hidden_deep_in_a_pdf_is_found():
    def hide(root, writer):
        deep = generic.ArrayObject(
            [generic.DictionaryObject({name("/X"): writer.add_object(action("/JavaScript"))})]
        )
        root[name("/Y")] = writer.add_object(deep)

    assert refusal(pdf(hide)) == "active"


def test_a_pdf_with_files_inside_is_refused():
    files = generic.DictionaryObject({name("/EmbeddedFiles"): generic.DictionaryObject()})
    assert refusal(pdf(lambda root, w: root.update({name("/Names"): files}))) == "carries"


def test_a_locked_pdf_is_refused():
    writer = PdfFileWriter()
    writer.insert_page(
        PageObject(contents=writer.add_object(generic.StreamObject(stream_data=b"")), media_box=(0, 0, 9, 9))
    )
    writer.encrypt(owner_pass="secret", user_pass="secret")
    target = io.BytesIO()
    writer.write(target)
    assert refusal(target.getvalue()) == "locked"


def test_photographs_become_one_upright_pdf_a_page_each():
    made = images_as_pdf([sideways(), picture(size=(90, 30))], 1_000_000)
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(made)).pages
    boxes = [(round(p.mediabox.width), round(p.mediabox.height)) for p in pages]
    assert boxes == [(595, 842), (842, 595)]
    pdf_checked(made)
    assert made == images_as_pdf([sideways(), picture(size=(90, 30))], 1_000_000)


def test_no_photograph_no_pdf():
    with pytest.raises(FileRefusedError, match="还没有照片"):
        images_as_pdf([], 1)
