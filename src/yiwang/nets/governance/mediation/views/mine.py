"""One's own mediations: how far they are, the agreement, signing it on the own phone, its papers."""

from io import BytesIO
from uuid import uuid4

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.cases.public import CaseRefused, case_timeline
from yiwang.foundations.files.public import FileRefusedError, file_read
from yiwang.kernel.ids import uuid_of
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest

from ..domain.errors import MediationRefused
from ..domain.signing import APPLICANT
from ..selectors.cases import access_mediation, agreement_in, mediations_open, papers_in
from ..selectors.rules import rules_in_force
from ..services.evidence import evidence_add
from ..services.papers import agreement_print
from ..services.signing import SIGNING, sign_own
from .gate import for_citizens

PDF = "application/pdf"


@require_GET
@for_citizens
def mine(request: ActedRequest) -> HttpResponseBase:
    """Those in hand, and those that ended."""
    now = timezone.now()
    held = {is_open: mediations_open(request.actor, is_open=is_open, now=now) for is_open in (True, False)}
    return render(request, "mediation/mine.html", {"open": held[True], "ended": held[False]})


@require_http_methods(["GET", "POST"])
@for_citizens
def own(request: ActedRequest, number: str) -> HttpResponseBase:
    """One of them; a post signs the agreement that stands on the page."""
    case, now = access_mediation(request.actor, number), timezone.now()
    if request.method == "POST":
        return _signed(request, number)
    agreement, times = agreement_in(case), case_timeline(request.actor, case.id, now)
    to_sign = case.state == SIGNING and agreement is not None and APPLICANT in agreement.missing
    routes = () if case.is_open or agreement else rules_in_force().routes
    context = {
        "case": case, "times": times, "agreement": agreement, "to_sign": to_sign, "papers": papers_in(case.id),
        "routes": routes, "key": uuid4(),
    }  # fmt: skip
    return render(request, "mediation/own.html", context)


def _signed(request: ActedRequest, number: str) -> HttpResponseBase:
    said = _("已签名。等对方和调解员都签名、调解委员会盖章后生效。")
    act_done(request, lambda: _sign(request, number), said, refusals=(MediationRefused, CaseRefused))
    return redirect("mediation:own", number)


def _sign(request: ActedRequest, number: str) -> None:
    if "agreed" not in request.POST:
        raise MediationRefused(_("请先勾选“我看过、同意”，再签名。"))
    sign_own(request.actor, number, request.POST.get("digest", ""), now=timezone.now())


@require_POST
@for_citizens
def own_evidence(request: ActedRequest, number: str) -> HttpResponseBase:
    """Photographs that the applicant adds."""
    return evidence_response(request, number, "mediation:own")


@require_GET
@for_citizens
def own_agreement(request: ActedRequest, number: str) -> HttpResponseBase:
    """The agreement as it stands, as PDF."""
    data = agreement_print(request.actor, number, now=timezone.now())
    return pdf_response(data, f"agreement-{number}.pdf")


@require_GET
@for_citizens
def own_paper(request: ActedRequest, number: str, paper_id: str) -> HttpResponseBase:
    """A paper of one's own mediation, as far as it was granted."""
    return paper_response(request, number, paper_id)


def evidence_response(request: ActedRequest, number: str, back: str) -> HttpResponseBase:
    """Add what was sent; what is wrong is said on the page one came from."""
    access_mediation(request.actor, number)
    refusals = (MediationRefused, FileRefusedError)
    act_done(request, lambda: _add(request, number), _("证据已放进卷里。"), refusals=refusals)
    return redirect(back, number)


def _add(request: ActedRequest, number: str) -> None:
    post, photos = request.POST, [photo.read() for photo in request.FILES.getlist("photos")]
    key = uuid_of(post.get("key", ""))
    if key is None:
        raise MediationRefused(_("这一页打开得太久了，请再传一次。"))
    title, shown, now = post.get("title", "")[:200], "may_show" in post, timezone.now()
    evidence_add(request.actor, number, photos, title, key=key, may_show=shown, now=now)


def paper_response(request: ActedRequest, number: str, paper_id: str) -> HttpResponseBase:
    """A paper of a dossier the actor may see; what is not there and what is not theirs look alike."""
    case = access_mediation(request.actor, number)
    found = next((row for row in papers_in(case.id) if str(row.id) == str(paper_id)), None)
    if found is None:
        raise MediationRefused(_("没有这份文书，或者您无权查看。"))
    return pdf_response(file_read(request.actor, found.file_id), f"{found.title}.pdf")


def pdf_response(data: bytes, name: str, kind: str = PDF) -> HttpResponseBase:
    """A file to be kept."""
    return FileResponse(BytesIO(data), as_attachment=True, filename=name, content_type=kind)
