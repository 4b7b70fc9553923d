"""What must be brought by letter, visit or at a counter: as a row, as a letter, as the receipt to be signed."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yiwang.foundations.notices.public import WAYS, Serving

ADDRESSES = ("mail_address", "home_address")
"""Elements of an address to write to, the nearest first; else the first address on the form."""


def serving_row(serving: Serving, mine: bool) -> dict[str, Any]:
    """One row: what it is, for whom, since when, and who brought it."""
    return {
        "id": serving.id, "recipient": serving.recipient, "title": serving.title, "body": serving.body,
        "kind": _("文书") if serving.kind == "paper" else _("通知"), "number": serving.number,
        "made_at": serving.made_at, "tries": serving.tries, "note": serving.note, "demo": serving.is_demo,
        "way": _(WAYS[serving.way]) if serving.way else "", "receiver": serving.receiver,
        "served_on": serving.served_on, "done_by": serving.done_by, "has_file": serving.file_id is not None,
        "may": mine and serving.state == "waiting",
    }  # fmt: skip


def address_in(form: dict[str, Any]) -> str:
    """The address to write to, as the case's form has it; "" where it asked for none."""
    fields = {f["element"]: f["said"] for f in form.get("fields", []) if f["type"] == "address" and f["said"]}
    return next((fields[name] for name in ADDRESSES if name in fields), next(iter(fields.values()), ""))


def letter_data(serving: Serving, unit: str, phone: str, address: str, day: date) -> dict[str, Any]:
    """What the pack's letter asks for; a paper goes along, a notice stands in the letter itself."""
    is_paper = serving.kind == "paper"
    return {
        "unit": unit, "addressee": serving.recipient, "address": address, "number": serving.number, "date": day,
        "subject": serving.title, "words": [serving.body] if serving.body else [],
        "enclosed": [serving.title] if is_paper else [], "contact": phone, "demo": serving.is_demo,
    }  # fmt: skip


def receipt_data(serving: Serving, unit: str, day: date) -> dict[str, Any]:
    """What the receipt (送达回证) asks for: filled in once it is served, before that with room for a hand."""
    return {
        "addressee": serving.recipient, "item": serving.title, "applied_on": day, "unit": unit,
        "number": serving.number or "—", "date": day, "case_number": serving.number or "—",
        "documents": [serving.title], "way": WAYS.get(serving.way, ""), "receipt": serving.receiver,
        "served_on": serving.served_on, "demo": serving.is_demo,
    }  # fmt: skip
