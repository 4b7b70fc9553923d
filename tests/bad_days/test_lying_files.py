"""A file is looked at, not its name: what lies about its type is refused with a sentence, and the draft stays whole."""

import io
import zipfile

import pytest

from yiwang.engines.applications.tests.journeys import PDF

from .conftest import words

pytestmark = pytest.mark.django_db


def archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.exe", b"MZ")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("营业执照.pdf", b"MZ" + bytes(300)),
        ("照片.jpg", b"<html><script>alert(1)</script></html>"),
        ("照片.png", archive()),
        ("证明.pdf", b"%PDF-1.7 broken"),
        ("空.pdf", b""),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_with_a_sentence(applicant, name, data):
    answer = applicant.hands_in(name, data)
    assert answer.status_code == 200
    assert "error" in answer.content.decode() and "请" in words(answer)
    assert not any(
        one.state == "attached" or getattr(one, "file", None) for one in applicant.view().materials
    )


def test_a_true_file_with_a_false_name_is_taken_for_what_it_is(applicant):
    assert applicant.hands_in("照片.exe", PDF).status_code == 302
