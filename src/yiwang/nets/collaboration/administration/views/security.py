"""Pages of the security administrator: accounts, the posts they hold, and people who leave."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.foundations.calendars.public import local_instant
from yiwang.foundations.organisations.public import post_label, posts_current
from yiwang.foundations.people.public import (
    AccountRulesMissing,
    AppointmentRefused,
    StaffRow,
    account_appoint,
    account_leave,
    account_make,
    account_open,
    account_work,
    appointment_end,
    invitation_make,
    invitation_of,
    staff_get,
    staff_search,
)
from yiwang.kernel.actor import Actor
from yiwang.web.gates import act_done, act_result

from ..policies import SECURITY, only
from .roster import invited

_PAGE = 50
_STATES = {"open": True, "shut": False}
_REFUSED = (AppointmentRefused, AccountRulesMissing)

_result = partial(act_result, refusals=_REFUSED)
_done = partial(act_done, refusals=_REFUSED)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@only(SECURITY)
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """Staff accounts, narrowed by words and state."""
    words, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    after, now = request.GET.get("after", ""), timezone.now()
    rows = staff_search(words, now=now, active=_STATES.get(state), after=after, limit=_PAGE + 1)
    context = {"rows": rows[:_PAGE], "more": len(rows) > _PAGE, "q": words, "state": state}
    return render(request, "administration/accounts.html", context)


@only(SECURITY)
@require_GET
def account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """One account: what it holds, what it held, what may be done."""
    words = request.GET.get("post", "").strip()
    posts = posts_current().filter(id__icontains=words)[:_PAGE] if words else []
    row, now = _row(account_id), timezone.now()
    held = [(post, post.is_open(now)) for post in row.posts]
    found = [(post.id, post_label(post)) for post in posts]
    context = {"row": row, "held": held, "posts": found, "words": words, "work": account_work(account_id)}
    context["invitation"] = None if row.last_login else _invitation(account_id, now)
    return render(request, "administration/account.html", context)


@only(SECURITY)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """A new staff account with a first password, shown once. Of a refused name, what nobody could read stays noted."""
    try:
        account_id, password = account_make(
            _actor(request), username=request.POST.get("username", ""), name=request.POST.get("name", "")
        )
    except AppointmentRefused as error:
        messages.error(request, str(error))
        return redirect("administration:accounts")
    context = {"row": _row(account_id), "password": password}
    return render(request, "administration/made.html", context)


@only(SECURITY)
@require_POST
def invite(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """A new invitation to an account that nobody has signed in to yet; the old one ends."""
    _not_oneself(request, account_id)
    row, now = _row(account_id), timezone.now()
    word = _result(request, lambda: invitation_make(_actor(request), account_id=account_id, now=now))
    if word is None:
        return redirect("administration:account", account_id)
    context = {"row": row, "link": invited(request, word), "invitation": invitation_of(account_id)}
    return render(request, "administration/invited.html", context)


@only(SECURITY)
@require_POST
def appoint(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Give the account a post, with a last day if it stands in."""
    _not_oneself(request, account_id)
    last, post = parse_date(request.POST.get("until", "")), request.POST.get("post", "")
    until, now = local_instant(last, time.max) if last else None, timezone.now()
    _done(
        request,
        lambda: account_appoint(_actor(request), account_id=account_id, post_id=post, now=now, until=until),
        _("已任命，下次打开页面即可换用这个身份。"),
    )
    return redirect("administration:account", account_id)


@only(SECURITY)
@require_POST
def end(request: HttpRequest, account_id: UUID, appointment: int) -> HttpResponse:
    """End one appointment."""
    _not_oneself(request, account_id)
    if appointment not in {post.id for post in _row(account_id).posts}:
        raise Http404
    reason, now = request.POST.get("reason", ""), timezone.now()
    _done(
        request,
        lambda: appointment_end(_actor(request), appointment_id=appointment, now=now, reason=reason),
        "",
    )
    return redirect("administration:account", account_id)


@only(SECURITY)
@require_POST
def leave(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Somebody leaves: all appointments end, the account is shut."""
    _not_oneself(request, account_id)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, _("请写明离岗原因。"))
        return redirect("administration:account", account_id)
    _row(account_id)
    left = _done(
        request,
        lambda: account_leave(_actor(request), account_id=account_id, now=timezone.now(), reason=reason),
        lambda ended: _("已办理离岗：结束任职 {0} 项，账号已停用。").format(ended),
    )
    return redirect("administration:account" if left else "administration:handover", account_id)


@only(SECURITY)
@require_POST
def reopen(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Open a shut account again; posts do not come back with it."""
    _not_oneself(request, account_id)
    _row(account_id)
    account_open(_actor(request), account_id=account_id, reason=request.POST.get("reason", ""))
    return redirect("administration:account", account_id)


def _invitation(account_id: UUID, now: datetime) -> tuple[str, datetime] | None:
    """How the last invitation stands: open, used or run out, and the instant that goes with it."""
    held = invitation_of(account_id)
    if held is None:
        return None
    if held.used_at:
        return "used", held.used_at
    return ("open" if held.is_open(now) else "gone"), held.expires_at


def _row(account_id: UUID) -> StaffRow:
    row = staff_get(account_id)
    if row is None:
        raise Http404
    return row


def _not_oneself(request: HttpRequest, account_id: UUID) -> None:
    if _actor(request).account_id == account_id:
        raise PermissionDenied("不能更改自己的账号和岗位，请由另一位安全管理员办理。")
