"""What the site signs it opens again, and nothing that was changed, signed for something else, or never signed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from yiwang.foundations.keys.public import NotSignedHereError, site_opened, site_signed
from yiwang.kernel.wire import Signed

AT = datetime(2026, 11, 27, 8, tzinfo=UTC)


@pytest.mark.django_db
def test_what_is_signed_is_opened_by_its_purpose_alone():
    held = site_signed({"at": AT, "number": "示范1"}, purpose="one")
    assert site_opened(held, purpose="one") == {"at": AT.isoformat(), "number": "示范1"}
    wrong = (
        (held, "other"),
        (replace(held, body=held.body.replace("示范1".encode(), "示范2".encode())), "one"),
        (replace(held, signature="no base64!"), "one"),
        (Signed(b"", ""), "one"),
    )
    for told, purpose in wrong:
        with pytest.raises(NotSignedHereError):
            site_opened(told, purpose=purpose)
