"""A request as views get it: with the actor that the middleware found, and whence it came."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yiwang.foundations.people.public import HatChoice
from yiwang.kernel.actor import Actor
from yiwang.kernel.tables import TableUnreadable


class ActedRequest(HttpRequest):
    """What arrives behind the hat's middleware. Only for annotations: Django makes the objects.

    Attributes:
        actor: who asks, under the hat chosen; ``PUBLIC`` for strangers.
        hats: every hat of the account: ``key``, ``label`` and its ``actor``.
        area: the menu the page stands under, where a view names one; else its address's name space.
    """

    actor: Actor
    hats: list[HatChoice]
    area: str


def file_sent(request: HttpRequest, kilobytes: int) -> bytes:
    """The file of the form's field ``file``, never more of it than one byte above what is let through.

    Raises:
        TableUnreadable: none was chosen.
    """
    file = request.FILES.get("file")
    if file is None:
        raise TableUnreadable(_("请先选择一个文件。"))
    most: bytes = file.read(kilobytes * 1024 + 1)
    return most


def address_of(request: HttpRequest) -> str:
    """The network address of the browser: the proxy's word where the site stands behind one."""
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    own = str(request.META.get("REMOTE_ADDR", ""))
    return told or own if settings.SECURE_PROXY_SSL_HEADER else own
