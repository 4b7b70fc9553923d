"""Weekly: the sentences that caused most supplements, each to be ended by a release whose effect is measured."""

from datetime import datetime, timedelta

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.calendars.public import local_days
from yiwang.foundations.releases.public import releases_recent
from yiwang.kernel.counting import whole_number
from yiwang.kernel.spreadsheets import csv_text
from yiwang.nets.service.voice.domain.errors import VoiceRefused
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest
from yiwang.web.responses import download

from ..policies import WEEKLY
from ..selectors.weekly import fix_lines, sentence_lines
from ..services.sentences import sentence_close
from .gate import for_staff

WEEK = timedelta(days=7)
HEAD = ("事项", "事项名称", "材料或栏目", "补正内容", "件数", "同期收件", "每百件", "已关联发布")


@require_GET
@for_staff(WEEKLY)
def weekly(request: ActedRequest) -> HttpResponseBase:
    """The list of a time (the last seven days unless another is asked for), and what releases did."""
    since, until = _time(request)
    context = {
        "lines": sentence_lines(since, until), "fixes": fix_lines(timezone.now()),
        "releases": releases_recent(20), "since": since, "last": until - timedelta(days=1),
    }  # fmt: skip
    return render(request, "voice/weekly.html", context)


@require_GET
@for_staff(WEEKLY)
def export(request: ActedRequest) -> HttpResponseBase:
    """The list as a file for spreadsheets, every cell safe; that it was taken away is written down."""
    since, until = _time(request)
    rows = [
        (line.sentence.subject, line.sentence.title, line.sentence.about, line.sentence.wording,
         line.sentence.cases, line.opened, line.rate, len(line.fixes))
        for line in sentence_lines(since, until)
    ]  # fmt: skip
    told = {"since": since.isoformat(), "until": until.isoformat(), "rows": len(rows)}
    audit_record(request.actor, "voice.weekly.exported", f"account:{request.actor.account_id}", told)
    return download(csv_text(HEAD, rows), "sentences.csv")


@require_POST
@for_staff(WEEKLY)
def close(request: ActedRequest) -> HttpResponseBase:
    """Name the release that ends a sentence."""
    said = _("已关联。发布前后几周的补正率会一直量下去。")
    act_done(request, lambda: _close(request), said, refusals=(VoiceRefused,))
    return redirect("voice:weekly")


def _close(request: ActedRequest) -> None:
    post, release = request.POST, request.POST.get("release", "")
    sentence_close(
        request.actor, subject=post.get("subject", "")[:80], title=post.get("title", ""),
        about=post.get("about", ""), wording=post.get("wording", ""), note=post.get("note", ""),
        release=whole_number(release) or 0, now=timezone.now(),
    )  # fmt: skip


def _time(request: ActedRequest) -> tuple[datetime, datetime]:
    today = timezone.localdate()
    try:
        first, last = (parse_date(request.GET.get(name, "")) for name in ("since", "until"))
    except ValueError:
        first = last = None
    last = last or today
    return local_days(first or last - WEEK + timedelta(days=1), last)
