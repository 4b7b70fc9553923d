"""The stand-in's signature over a notice, under the site's own key.

A city's own adapter checks with the other's public key.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yiwang.engines.person_checks.public import CheckNotice, NoticeForged
from yiwang.engines.person_checks.pure import WORDS
from yiwang.foundations.keys.public import site_opened, site_signed
from yiwang.kernel.wire import Signed

PURPOSE = "person_check.stand_in"


def signed(said: CheckNotice) -> Signed:
    """A notice as it goes over the wire."""
    return site_signed(vars(said), purpose=PURPOSE)


def opened(held: Signed) -> CheckNotice:
    """What a notice says. Raises NoticeForged if one byte of it is not as it was signed."""
    try:
        return _notice(site_opened(held, purpose=PURPOSE))
    except (ValueError, KeyError, TypeError) as error:
        raise NoticeForged from error


def _notice(said: dict[str, Any]) -> CheckNotice:
    if not isinstance(said["passed"], bool) or said["why"] not in ("", *WORDS):
        raise ValueError("notice")
    texts = {name: str(said[name]) for name in ("id", "number", "provider_number")}
    return CheckNotice(passed=said["passed"], at=datetime.fromisoformat(said["at"]), why=said["why"], **texts)
