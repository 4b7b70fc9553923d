"""What a page of a matter sent, read into a sheet."""

from yiwang.engines.applications.public import DraftView, Upload
from yiwang.faces.application.public import ANSWER, VALUE
from yiwang.faces.elements.public import posted_value
from yiwang.web.requests import ActedRequest

from ..domain.sheet import FILE, OURS, PROMISE, TICK, values_sent
from ..services.attending import TICKS
from ..services.filling import Sheet

PHOTOS_AT_ONCE = 20


def sheet_of(request: ActedRequest, view: DraftView) -> Sheet:
    """Everything the page sent about the draft; what it did not show is left alone."""
    posted, asked = request.POST, [m for m in view.materials if m.state not in OURS]
    return Sheet(
        answers={
            q.id: posted_value(posted, ANSWER + q.id, q.type.value)
            for q in view.questions
            if ANSWER + q.id in posted
        },
        consents=frozenset(posted.getlist("consent")) if "consents" in posted else None,
        values={f.key: posted_value(posted, VALUE + f.key, f.type) for f in values_sent(posted, view)},
        uploads={m.key: _uploads(request, m.key) for m in asked if request.FILES.getlist(FILE + m.key)},
        promises={m.key: PROMISE + m.key in posted for m in asked if m.deferred and "materials" in posted},
    )


def _uploads(request: ActedRequest, key: str) -> list[Upload]:
    files = request.FILES.getlist(FILE + key)[:PHOTOS_AT_ONCE]
    return [Upload(file.name or "", file.read()) for file in files]


def ticks_of(request: ActedRequest, view: DraftView) -> dict[str, tuple[str, frozenset[str]]]:
    """What was ticked of each material: compared and given back, copied, kept."""
    found = {
        m.key: (m.label, frozenset(request.POST.getlist(TICK + m.key)) & frozenset(TICKS))
        for m in view.materials
    }
    return {key: held for key, held in found.items() if held[1]}
