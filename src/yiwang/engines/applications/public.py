"""Applications: a draft that is answered, prefilled, filled in, signed, and handed in once. Others enter here.

view = draft_open(actor, "theme:open_shop", now=now)          # prefilled with what government holds
view = draft_answer(actor, view.id, "form", "individual", now=now)
view = draft_save_fields(actor, view.id, {"shop.shop_name": "…"}, now=now)   # view.errors: key → sentence
check = draft_check(actor, view.id, now=now)                  # check.problems: what still stands in the way
view = draft_sign(actor, view.id, shown_hash=check.draft.shown_hash, now=now)
submission = draft_submit(actor, view.id, now=now)            # the same again gives the same submission

register_fact_source(source)                                  # in ready(): another source of prefill
"""

from .domain.errors import (
    DraftClosed,
    DraftIncomplete,
    DraftNotFound,
    FieldsRefused,
    MayNotReceive,
    NoDecidingUnit,
    NotForThisHat,
    NotYours,
    OnlyInPresence,
    PersonUnchecked,
    ShownChanged,
    SignatureMissing,
    TargetUnknown,
)
from .domain.keys import draft_code
from .domain.view import CheckView, DraftView, FieldView, MaterialView
from .models import DataCorrection, Draft, PassedResult, Submission
from .policies import (
    access_draft,
    access_submission,
    actor_in_presence,
    drafts_visible_to,
    submissions_visible_to,
)
from .selectors.coding import HandedIn, draft_coded, matters_in_presence
from .selectors.exclusions import exclusions_visible_to
from .selectors.handed import (
    HandedField,
    case_papers,
    case_results,
    later_files,
    matter_papers,
    slice_fields,
    slice_files,
    submission_papers_of,
)
from .services.checking import draft_check
from .services.drafting import (
    draft_answer,
    draft_confirm,
    draft_consent,
    draft_discard,
    draft_get,
    draft_object,
    draft_open,
    draft_rows,
    draft_save_fields,
)
from .services.entrusting import Entrusted, draft_entrust, entrust_days
from .services.facts import register_fact_source
from .services.materials import Upload, draft_attach, draft_commit, draft_detach, draft_retake
from .services.person_checking import draft_person_check, draft_person_check_ask, draft_person_check_begin
from .services.revealing import slice_reveal
from .services.sampling import demo_seeds
from .services.signing import draft_ask_signatures, draft_refuse, draft_sign
from .services.submitting import draft_submit
from .services.supplying import case_supply

__all__ = [
    "CheckView", "DataCorrection", "Draft", "DraftClosed", "DraftIncomplete", "DraftNotFound", "DraftView", "Entrusted",
    "FieldView", "FieldsRefused", "HandedField", "HandedIn", "MaterialView", "MayNotReceive", "NoDecidingUnit",
    "NotForThisHat", "NotYours", "OnlyInPresence", "PassedResult", "PersonUnchecked", "ShownChanged",
    "SignatureMissing", "Submission", "TargetUnknown", "Upload", "access_draft", "access_submission",
    "actor_in_presence", "case_papers", "case_results", "case_supply", "demo_seeds", "draft_answer",
    "draft_ask_signatures", "draft_attach", "draft_check", "draft_code", "draft_coded", "draft_commit", "draft_confirm",
    "draft_consent", "draft_detach", "draft_discard", "draft_entrust", "draft_get", "draft_object", "draft_open",
    "draft_person_check", "draft_person_check_ask", "draft_person_check_begin", "draft_refuse", "draft_retake",
    "draft_rows", "draft_save_fields", "draft_sign", "draft_submit", "drafts_visible_to", "entrust_days",
    "exclusions_visible_to", "later_files", "matter_papers", "matters_in_presence", "register_fact_source",
    "slice_fields", "slice_files",
    "slice_reveal", "submission_papers_of", "submissions_visible_to",
]  # fmt: skip
