"""A matter as people read it and act on it: time lines, acts as forms, supplements. Others enter here."""

from yiwang.faces.matter.domain.acts import ActForm, act_forms, sent_data, templated
from yiwang.faces.matter.domain.pages import CasePage, case_address, case_page_add, case_pages_of
from yiwang.faces.matter.domain.supplement import Ask, remarks_of
from yiwang.faces.matter.domain.timeline import case_lines, last_seq, matter_timeline
from yiwang.faces.matter.services import (
    SUPPLY,
    TOLERATED,
    Supplied,
    receipts_file,
    supplement_asked,
    supplement_sent,
    supplement_supply,
)

__all__ = [
    "SUPPLY", "TOLERATED", "ActForm", "Ask", "CasePage", "Supplied", "act_forms", "case_address", "case_lines",
    "case_page_add", "case_pages_of", "last_seq", "matter_timeline", "receipts_file", "remarks_of", "sent_data",
    "supplement_asked", "supplement_sent", "supplement_supply", "templated",
]  # fmt: skip
