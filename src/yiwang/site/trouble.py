"""What people and programs read when the site cannot serve: the database is away, a disk is full, something broke.

Django calls ``server_error`` for every error that nobody answered (``handler500``). What passes by itself is answered
503 with ``Retry-After``; everything else is 500. Nothing here asks the database, and nothing tells how the site is
made inside: that stands in the log.
"""

import errno
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from django.conf import settings
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext_lazy as _
from django.views.defaults import server_error as plain_page

from yiwang.site.api import problem

SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Trouble:
    """What is told: ``code`` for programs, the rest for people; worth trying again in ``wait`` seconds, if ever."""

    code: str
    title: str | Promise
    what: str | Promise
    wait: int
    status: int = 503


AWAY = Trouble(
    "site.away", _("系统暂时停了一下"), _("存放资料的数据库或磁盘现在连不上，恢复后这里自己会好。"), 5
)
FULL = Trouble(
    "site.full", _("系统暂时不能保存"), _("存放资料的磁盘满了；管理员腾出空间后，这里自己会好。"), 60
)
BUSY = Trouble("site.busy", _("现在办事的人太多"), _("您要的资料正被别人占着，等不到。"), 2)
BROKEN = Trouble("site.error", _("系统出错了"), _("这不是您的错；如果一直这样，请把时间告诉管理员。"), 0, 500)
ODD = Trouble(
    "request.signs", _("有的字符存不下"),
    _("您填写的内容或者网址里有看不见、也存不下的字符，多半是粘贴带来的；请删掉以后再试。"), 0, 400,
)  # fmt: skip
"""PostgreSQL keeps no NUL in texts; nobody types one."""

LOOK = _("请过一会儿再打开这一页。")
NOTHING = _("您刚才的操作没有保存，什么也没有改变。请过一会儿再做一次。")
NOTHING_AT_ALL = _("什么也没有保存，什么也没有改变。")
UNSURE = _("您刚才的操作可能已经保存了，也可能没有。请先去看一看有没有，没有再做一次。")
"""The connection broke while the transaction was being committed, or after it: nobody here can know."""

_FULL_DISK = {errno.ENOSPC, errno.EDQUOT}
_SICK_DISK = {errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE}
_DATABASE = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
_FULL_STATE = "53100"
_SIGN_STATES = ("22021", "22P05")
_BUSY_STATES = ("40", "55P03", "57014")
"""Deadlock and serialisation, a lock that was not to be had, a statement that took too long."""


def trouble_of(error: BaseException) -> Trouble | None:
    """What an error is if it passes by itself or comes of what was sent; None for a mistake of ours.

    An error caused by another is what that one is: a view may have met a broken connection twice.
    """
    return next((found for one in _causes(error) if (found := _one(one))), None)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _one(error: BaseException) -> Trouble | None:
    if isinstance(error, OSError):
        return FULL if error.errno in _FULL_DISK else AWAY if error.errno in _SICK_DISK else None
    if isinstance(error, DataError | psycopg.DataError):
        return ODD if _says_signs(error) else None
    if not isinstance(error, _DATABASE):
        return None
    below = error if isinstance(error, psycopg.Error) else error.__cause__
    state = str(getattr(below, "sqlstate", None) or "")
    return FULL if state == _FULL_STATE else BUSY if state.startswith(_BUSY_STATES) else AWAY


def _says_signs(error: Exception) -> bool:
    return getattr(error, "sqlstate", None) in _SIGN_STATES or "NUL (0x00)" in str(error)


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer to an error that nobody answered; the one under way, as Django calls this while handling it."""
    error = sys.exc_info()[1]
    trouble = trouble_of(error) if error else None
    if not trouble and not _by_program(request):
        return plain_page(request)
    with override(get_language_from_request(request)):
        held = trouble or BROKEN
        return _answer(request, held, NOTHING_AT_ALL if held is ODD else _saved(request))


def _saved(request: HttpRequest) -> str | Promise:
    """Whether something was kept: nothing is, unless the transaction was being committed already."""
    if request.method in SAFE:
        return LOOK
    return UNSURE if getattr(request, "committing", False) else NOTHING


def _by_program(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.API_PATHS)


def _answer(request: HttpRequest, trouble: Trouble, saved: str | Promise) -> HttpResponse:
    if _by_program(request):
        answer = problem(trouble.status, trouble.code, f"{trouble.what}{saved}")
    else:
        page = render_to_string("trouble.html", {"trouble": trouble, "saved": saved})
        answer = HttpResponse(page, status=trouble.status)
    if trouble.wait:
        answer["Retry-After"] = str(trouble.wait)
    answer["Cache-Control"] = "no-store"
    return answer
