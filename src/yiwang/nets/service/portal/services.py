"""Asking for progress without a login: by number and phone, proved by a code.

The page itself compares nothing: it makes a code and puts a message; only the worker looks whether number and phone
belong together, and sends the code if they do. So every answer is the same, and takes the same time.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from yiwang.engines.cases.pure import number_problem
from yiwang.foundations.audit.public import access_record
from yiwang.foundations.notices.public import (
    NOTICE_TEMPLATE,
    code_asked,
    code_make,
    code_send,
    code_use,
    codes_for_phone,
    codes_from_address,
    hotline,
)
from yiwang.foundations.notices.pure import sentences_filled
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC
from yiwang.kernel.ids import check, normalised, phone_bare

from .domain.progress import Progress, ProgressRefused
from .policies import PORTAL
from .selectors import matter_title, progress_limits, progress_of, progress_reader

TOPIC, CODE, TEMPLATE = "portal.progress", "portal.progress", "progress_code"
LOOKED = "不登录查进度（编号和短信验证码）"


def progress_ask(number: str, phone: str, *, address: str, now: datetime) -> UUID:
    """Ask for a code to see how far a matter is.

    Args:
        number: of the matter or one of its cases, as typed.
        phone: as typed.
        address: whence it is asked, in clear; a hash is kept for a while.
        now: the instant.

    Returns:
        What ``progress_look`` wants beside the code. It is given whether or not number and phone match.

    Raises:
        ProgressRefused: a number or phone that cannot be one, or too many asks from this address.
    """
    typed = normalised(number)[0].replace("_", "-")
    if wrong := number_problem(typed):
        raise ProgressRefused(wrong, "number")
    bare = phone_bare(normalised(phone)[0])
    if not (seen := check(bare, "mobile")).valid:
        raise ProgressRefused(f"手机号码有误：{seen.why}", "phone")
    limits = progress_limits(now)
    if codes_from_address(address, CODE, now - timedelta(hours=1)) >= limits.asks:
        raise ProgressRefused("这个网络查得太多了。请过一小时再查，或者登录、到窗口、打电话查。")
    with as_actor(PORTAL):
        until = now + timedelta(minutes=limits.minutes)
        code = code_make(bare, purpose=CODE, about=typed, until=until, now=now, address=address)
        outbox_put(TOPIC, f"{TOPIC}:{code}", {"code": str(code)})
    return code


def progress_send(body: Mapping[str, str], key: str, now: datetime) -> None:
    """Send the code if number and phone belong together; the worker calls it. Otherwise nothing happens.

    Raises:
        NoGatewayError: no gateway is bound; the outbox tries again.
    """
    code, limits = UUID(str(body["code"])), progress_limits(now)
    asked = code_asked(code)
    if asked is None or progress_reader(*asked) is None:
        return
    number, phone = asked
    if codes_for_phone(phone, CODE, now - timedelta(days=1), sent=True) >= limits.codes:
        return
    words = {
        "number": number, "matter": matter_title(number), "minutes": str(limits.minutes), "code": "{code}",
        "hotline": hotline(now),
    }  # fmt: skip
    code_send(code, sentences_filled(world().get(NOTICE_TEMPLATE, TEMPLATE).sms, words), key=key, now=now)


def progress_look(code: UUID, typed: str, *, now: datetime) -> Progress:
    """How far the matter is, for whoever typed the code rightly; once. The person concerned can read that it was.

    Raises:
        ProgressRefused: wrong, too late, tried too often, or never sent: no difference is told.
    """
    asked = code_asked(code)
    number = code_use(code, typed, tries=progress_limits(now).tries, now=now)
    party = progress_reader(*asked) if asked and number else None
    if number is None or party is None:
        raise ProgressRefused(
            "验证码不对或者过期了。可以再试，或者重新查。编号和手机对不上的，收不到验证码。", "code"
        )
    access_record(PUBLIC, party, LOOKED, ["办理进度"], now=now)
    return progress_of(number, now)
