"""When an agreement is signed by everybody: on a screen one after the other, or on paper all at once."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import orjson

APPLICANT, OTHER, MEDIATOR, ALL = "applicant", "other", "mediator", "all"
ROLES: Mapping[str, str] = {APPLICANT: "申请人", OTHER: "对方", MEDIATOR: "人民调解员"}
"""Who signs, with what the paper calls them."""

KEPT = ("facts", "terms", "perform_by")
"""What of a case's kept words is the agreement."""


def agreement_of(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The agreement that a case keeps; empty if there is none."""
    return {key: kept[key] for key in KEPT} if all(kept.get(key) for key in KEPT) else {}


def digest_of(data: Mapping[str, Any]) -> str:
    """What a signature is given to, by a case's data: other words, or the same written anew, and it is void."""
    kept, counts = data.get("kept") or {}, data.get("counts") or {}
    said = {"agreement": agreement_of(kept), "written": counts.get("draft_agreement", 0)}
    return sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def missing(signed: Iterable[str]) -> list[str]:
    """The roles whose signatures are missing, in the order of the paper."""
    held = set(signed)
    return [] if ALL in held else [role for role in ROLES if role not in held]
