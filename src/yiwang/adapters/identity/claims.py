"""What the identity provider says, as people understand it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yiwang.foundations.people.public import Capacity, ClaimedOrganisation, Claims


class ClaimsIncomplete(Exception):
    """The provider did not say who this is."""

    def __init__(self) -> None:
        super().__init__("统一身份认证没有给出实名信息，无法登录。请先在统一身份认证完成实名，再回来登录。")


def claims_of(token: Mapping[str, Any]) -> Claims:
    """Real-name claims from a verified id token.

    Expected: ``name``, ``id_kind``, ``id_number``, optional ``phone_number``, ``birthdate`` (ISO),
    ``organisations`` [{``name``, ``id_kind``, ``id_number``, ``capacity``}], ``demo``.

    Raises:
        ClaimsIncomplete: name, kind or number is missing.
    """
    if not all(token.get(key) for key in ("name", "id_kind", "id_number")):
        raise ClaimsIncomplete
    birth = token.get("birthdate")
    return Claims(
        name=str(token["name"]),
        id_kind=str(token["id_kind"]),
        id_number=str(token["id_number"]),
        phone=str(token.get("phone_number") or ""),
        birth=date.fromisoformat(str(birth)) if birth else None,
        organisations=tuple(_organisation(one) for one in token.get("organisations") or ()),
        is_demo=bool(token.get("demo")),
    )


def _organisation(one: Mapping[str, Any]) -> ClaimedOrganisation:
    capacity = str(one.get("capacity"))
    known = capacity if capacity in Capacity.values else Capacity.AGENT.value
    return ClaimedOrganisation(str(one["name"]), str(one["id_kind"]), str(one["id_number"]), known)
