"""What goes over the wire."""

from datetime import datetime
from typing import Literal

from ninja import Field, Schema


class PersonIn(Schema):
    """Whom a document names."""

    name: str = Field(min_length=1, max_length=100)
    id_kind: str = "citizen_id"
    id_number: str = Field(min_length=1, max_length=40)
    phone: str = Field(default="", max_length=20)


class AcceptanceIn(Schema):
    """One acceptance, sent as the form field ``acceptance``; its files go beside it.

    Files: ``proof`` is the signature, fingerprint or signed paper; ``material.<key>`` the pages of a material.
    """

    their_number: str = Field(min_length=4, max_length=100)
    item: str = Field(max_length=100)
    applicant: PersonIn
    capacity: Literal["self", "legal_representative", "agent", "mandate"] = "self"
    principal: PersonIn | None = None
    answers: dict[str, str] = Field(default_factory=dict, max_length=100)
    fields: dict[str, str] = Field(default_factory=dict, max_length=500)
    consents: list[str] = Field(default_factory=list, max_length=100)
    commitments: list[str] = Field(default_factory=list, max_length=100)
    proof: Literal["pad", "fingerprint", "scan"]


class AcceptedOut(Schema):
    """How it stands; ``created`` only in the answer to handing in."""

    their_number: str
    number: str
    item: str
    state: str
    received_at: datetime
    due_at: datetime | None = None
    closed_at: datetime | None = None
    created: bool | None = None
