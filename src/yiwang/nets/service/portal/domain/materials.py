"""The one set of materials: what is to be handed in, and what is met without the applicant."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.engines.applications.public import DraftView, MaterialView

OURS = ("held", "produced", "generated")


def asked_materials(view: DraftView, errors: dict[str, str]) -> list[dict[str, Any]]:
    """Materials one has to do something about."""
    return [_asked(view, held, errors.get(held.key, "")) for held in view.materials if held.state not in OURS]


def _asked(view: DraftView, held: MaterialView, error: str) -> dict[str, Any]:
    at = reverse("portal:draft-materials", args=[view.id])
    return {
        "id": "m-" + "".join(sign if sign.isalnum() else "-" for sign in held.key),
        "key": held.key,
        "label": held.label,
        "party": held.party_label,
        "hint": held.hint or held.accept_standard,
        "why": _("{0}要用").format("、".join(held.items)),
        "required": held.required,
        "done": bool(held.met),
        "file": _file(view, held),
        "photo_pages": "、".join(held.photo_pages),
        "can_upload": held.met not in ("commitment", "tolerance"),
        "url": at,
        "promise": _promise(held),
        "barred": held.barred,
        "promised": held.met in ("commitment", "tolerance"),
        "error": error,
    }


def _file(view: DraftView, held: MaterialView) -> dict[str, Any] | None:
    if held.file_id is None:
        return None
    url = reverse("portal:draft-file", args=[view.id, held.file_id])
    return {"name": held.file_name, "url": url, "pages": range(1, held.file_pages + 1)}


def _promise(held: MaterialView) -> dict[str, str] | None:
    """The words of a commitment or a tolerated gap; None where the items allow neither."""
    words = {
        "commitment": (_("我承诺"), _("可以不交，书面承诺已符合要求。承诺不实要承担后果，并记入信用档案。")),
        "tolerance": (_("以后补交"), _("可以先受理，在告知的期限内补交；逾期不补视为撤回。")),
    }
    if held.deferred not in words:
        return None
    label, sentence = words[held.deferred]
    return {"label": label, "words": sentence}


def met_materials(view: DraftView) -> list[dict[str, str]]:
    """Materials nobody has to hand in, with why."""
    held = [one for one in view.materials if one.state in OURS]
    return [{"label": one.label, "party": one.party_label, "how": how(one)} for one in held]


def how(held: MaterialView) -> str:
    """How a material is met, in words."""
    words = {
        "held": _("{0}已有，依据：{1}").format(held.source, held.ground),
        "produced": _("这次办出来的结果，自动传过去"),
        "generated": _("系统按您填的内容生成"),
        "file": _("已上传：{0}").format(held.file_name),
        "commitment": _("以承诺代替"),
        "tolerance": _("以后补交"),
    }
    return words.get(held.met or held.state, _("还没有"))
