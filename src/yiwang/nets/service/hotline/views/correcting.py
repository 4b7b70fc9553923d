"""The phone that a caller left, mended from the seat; neither number ever stands in an address."""

from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.foundations.people.public import PurposeMissing
from yiwang.kernel.ids import uuid_of
from yiwang.web.requests import ActedRequest

from ..domain.errors import HotlineRefused
from ..policies import SEAT
from ..services.correcting import Correction, phone_correct
from ..services.phone import phone_of_call
from .gate import for_staff
from .seat import sheet

TYPED = ("by", "number", "phone", "purpose", "name", "old")


@require_POST
@for_staff(SEAT)
def correct(request: ActedRequest) -> HttpResponseBase:
    """Mend it, on what the caller shows; without a new one the number of the call is meant."""
    held = request.POST.dict()
    said = {name: held.get(f"correct_{name}", "")[:200] for name in TYPED}
    call = uuid_of(held.get("call", ""))
    try:
        if call and not said["phone"].strip():
            said["phone"] = phone_of_call(request.actor, call)
        after = phone_correct(request.actor, Correction(**said), now=timezone.now())
    except (HotlineRefused, PurposeMissing) as refused:
        return sheet(request, held, str(refused), "correct_phone")
    kept = {key: value for key, value in held.items() if not key.startswith("correct_")}
    return sheet(request, kept, told=_("联系电话已改成 {phone}，以后按它回访。").format(phone=after))
