"""Verification codes can be typed by people, are kept blind, and tell strangers only what may be shown."""

from datetime import timedelta

import pytest
from django.db.utils import Error
from django.utils import timezone

from yiwang.foundations.papers.domain.codes import ALPHABET, code_made, code_read
from yiwang.foundations.papers.models import VerificationCode
from yiwang.foundations.papers.public import (
    MistypedCodeError,
    verification_code_bind,
    verification_code_issue,
    verification_code_lookup,
    verification_code_revoke,
    verification_url,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC

pytestmark = pytest.mark.django_db


def looked_up(code):
    with as_actor(PUBLIC):
        return verification_code_lookup(code)


def test_a_stranger_looks_a_code_up_however_it_is_typed():
    code = verification_code_issue(kind="licence", subject="42", digest=b"d", shown={"title": "营业执照"})
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("0", "O").replace("1", "l")):
        found = looked_up(typed)
        assert (found.kind, found.subject, found.digest, found.state) == ("licence", "42", b"d", "valid")
        assert found.shown == {"title": "营业执照"}


@pytest.mark.parametrize("place", range(12))
def test_any_one_mistyped_character_is_noticed_before_anything_is_looked_up(place):
    code = code_read(code_made())
    for other in ALPHABET:
        if other != code[place]:
            with pytest.raises(MistypedCodeError):
                code_read(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("typed", ["", "123", "核验码", "U" * 12])
def test_what_cannot_be_a_code_is_told(typed):
    with pytest.raises(MistypedCodeError, match="核验码"):
        looked_up(typed)


def test_an_unknown_code_stands_for_nothing():
    assert looked_up(code_made()) is None


def test_codes_expire_and_are_revoked():
    code = verification_code_issue(
        kind="paper", subject="1", expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert looked_up(code).state == "expired"
    assert verification_code_revoke(kind="paper", subject="1") == 1
    assert looked_up(code).state == "revoked"


def test_the_digest_may_follow_once_and_is_never_replaced():
    code = verification_code_issue(kind="paper", subject="1")
    verification_code_bind(code, b"first")
    verification_code_bind(code, b"second")
    assert looked_up(code).digest == b"first"


def test_the_table_never_holds_a_code_and_no_stranger_reads_it():
    code = verification_code_issue(kind="paper", subject="1")
    assert code_read(code) not in VerificationCode.objects.get().blind
    with pytest.raises(Error), as_actor(PUBLIC):
        list(VerificationCode.objects.all())


def test_the_qr_address_carries_the_code(settings):
    settings.YIWANG_PUBLIC_URL = "https://city.example"
    code = code_made()
    assert verification_url(code) == f"https://city.example/v/{code_read(code)}"
