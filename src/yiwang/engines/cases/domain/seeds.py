"""What the app above gives when it opens a matter. This is the contract with ``applications``.

``cases`` stores a subject (an item, a theme, a demand type) and does not interpret it. Whatever a case type needs to
know of it comes in as ``Terms``: limits by name, citations of law by name, flags by name. A case type names them
(``limit: [{term: promised}]``, ``when: case.law.deemed_acceptance != ''``) and says what they mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from .values import NeedKind, PartyPart, UnitPart


@dataclass(frozen=True)
class LimitTerm:
    """A limit of the subject: how many, of which unit of ``kernel.worktime``, where it is written, how well."""

    value: int
    unit: str
    source: str
    status: Literal["published", "compiled", "assumed"] = "assumed"


@dataclass(frozen=True)
class Terms:
    """What the subject says to the case type.

    Attributes:
        limits: by name. ``service_item`` reads ``promised``, ``statutory``, ``supplement``, ``deliver``.
        law: citations by name. ``service_item`` reads ``deemed_acceptance``: only where a law says that silence
            accepts, and then its text and article.
        flags: values by name. ``service_item`` reads ``commitment`` (applicant committed, may be decided on the
            spot), ``tolerance`` (materials come later),
            ``delivery`` (``electronic``, ``pickup``, ``locker``, ``post``), ``pay`` (when fees are due:
            ``acceptance``, ``decision``; absent without fees).
        promised_due: the day shown to the applicant before submission; kept beside the real one.
    """

    limits: Mapping[str, LimitTerm] = field(default_factory=dict)
    law: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, bool | int | str] = field(default_factory=dict)
    promised_due: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """As kept in the case's data."""
        limits = {name: vars(limit) for name, limit in self.limits.items()}
        due = self.promised_due.isoformat() if self.promised_due else None
        return {"limits": limits, "law": dict(self.law), "flags": dict(self.flags), "promised_due": due}


@dataclass(frozen=True)
class After:
    """A child waits for another child of the same tree, named by its key."""

    child: str
    needs: NeedKind = "result"


@dataclass(frozen=True)
class CaseSeed:
    """One case to be opened.

    Attributes:
        key: name within the tree, unique there (for a theme's child: the item's id).
        type: id of a case type.
        subject: id of the definition it is about.
        title: how people call it.
        data: the case's own slice of the submission; nobody but this case's unit sees it. No secrets in clear.
        terms: what the subject says to the case type.
        parties: who it is for; the first ``applicant`` is the case's party.
        units: which units take part; the first ``main`` owns it.
        after: children it waits for (children only).
        division: code of the place it belongs to.
    """

    key: str
    type: str
    subject: str
    title: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)
    parties: tuple[PartyPart, ...] = ()
    units: tuple[UnitPart, ...] = ()
    after: tuple[After, ...] = ()
    division: str = ""

    @property
    def owner_unit(self) -> str:
        """The unit that owns the case; "" if none does."""
        return next((held.unit for held in self.units if held.part == "main"), "")


def told_slice(label: str, lines: Mapping[str, str]) -> dict[str, Any]:
    """A slice of plain words for a case's page, for cases that no form stands behind: label → what is said.

    Empty words are left out. The shape is the one that units read of an application's slice.
    """
    common = {"party": "told", "row": None, "source": None, "ground": "", "objected": False, "subject": ""}
    told = [(key, said) for key, said in lines.items() if said]
    fields = [
        {**common, "key": f"told.{place}", "label": key, "value": said, "said": said, "party_label": label}
        for place, (key, said) in enumerate(told)
    ]
    return {"fields": fields}
