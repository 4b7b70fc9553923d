"""What a page of receiving sends besides its fields, kept one by one: why it could not be kept, or nothing."""

from django.utils import timezone

from yiwang.foundations.files.public import FileRefusedError
from yiwang.web.requests import ActedRequest

from ..domain.attending import AttendingRefused
from ..models import Attendance
from ..services.attending import attendance_prove
from ..services.delivering import attendance_deliver
from ..services.serving_here import service_agree, service_end

SERVICE_ACTS = {"electronic": service_agree, "electronic_end": service_end}
"""What a ticked box of the page asks for."""


def kept(request: ActedRequest, held: Attendance) -> str:
    """Keep the confirmation, how results are wanted, and electronic service; the first that could not be kept."""
    return proved(request, held) or delivered(request, held) or served(request, held)


def proved(request: ActedRequest, held: Attendance) -> str:
    """Keep the confirmation that was sent, if one was; why it could not be kept, or nothing."""
    file = request.FILES.get("proof_file")
    if file is None:
        return ""
    try:
        attendance_prove(
            request.actor,
            held.id,
            request.POST.get("proof", ""),
            file.read(),
            file.name or "",
            now=timezone.now(),
        )
    except (AttendingRefused, FileRefusedError) as refusal:
        return str(refusal)
    return ""


def delivered(request: ActedRequest, held: Attendance) -> str:
    """Keep how the results are wanted, if the page asked; why it could not be kept, or nothing."""
    way, address = request.POST.get("delivery"), request.POST.get("delivery_address", "")
    if way is None:
        return ""
    try:
        attendance_deliver(request.actor, held.id, way, address)
    except AttendingRefused as refusal:
        return str(refusal)
    return ""


def served(request: ActedRequest, held: Attendance) -> str:
    """Note that electronic service was agreed to or taken back; why it could not be noted, or nothing."""
    act = next((SERVICE_ACTS[name] for name in SERVICE_ACTS if request.POST.get(name) == "1"), None)
    if act is None:
        return ""
    try:
        act(request.actor, held.id, now=timezone.now())
    except AttendingRefused as refusal:
        return str(refusal)
    return ""
