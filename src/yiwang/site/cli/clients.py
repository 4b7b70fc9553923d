"""``yiwang clients``: programs that act under a hat by token (接口客户端与令牌)."""

import argparse
import sys
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from .standing import stand

if TYPE_CHECKING:
    from datetime import datetime

    from yiwang.kernel.actor import Actor


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun ``clients`` with its verbs."""
    noun = subparsers.add_parser("clients", help="clients: tokens of programs 接口客户端与令牌")
    verbs = noun.add_subparsers(dest="verb", required=True)
    issue = verbs.add_parser("issue", help="make a token, shown once 签发令牌（只显示一次）")
    issue.add_argument("account", help="sign-in name 登录名")
    issue.add_argument("--hat", default="", help="post:… party:… mandate:…; default: the natural one 身份")
    issue.add_argument("--label", required=True, help="which program, what for 哪个系统、做什么用")
    issue.add_argument(
        "--scope", action="append", required=True, metavar="SCOPE", help="cases:read, cases:write"
    )
    issue.add_argument("--days", type=int, required=True, help="how long it holds 有效天数")
    issue.set_defaults(run=_issue)
    revoke = verbs.add_parser("revoke", help="end a token 吊销令牌")
    revoke.add_argument("id", type=UUID)
    revoke.add_argument("--reason", required=True, help="原因")
    revoke.set_defaults(run=_revoke)
    verbs.add_parser("list", help="all clients 全部接口客户端").set_defaults(run=_list)


def _issue(asked: argparse.Namespace) -> int:
    actor, now = _ready()
    from yiwang.foundations.people.public import Account, ClientRefused, HatNotHeld, actor_of, client_issue
    from yiwang.foundations.scope.public import as_actor

    with as_actor(actor):
        account = Account.objects.filter(username=asked.account, is_active=True).first()
        if account is None:
            return _problem(f"没有启用的账号“{asked.account}”。请核对登录名。")
        try:
            hat = asked.hat or actor_of(account).hat
            made, token = client_issue(
                actor, account_id=account.pk, hat=hat, label=asked.label, scopes=asked.scope, now=now,
                expires_at=now + timedelta(days=asked.days),
            )  # fmt: skip
        except (HatNotHeld, ClientRefused) as error:
            return _problem(str(error))
    print(f"编号 {made}\n身份 {hat}\n令牌 {token}\n令牌只显示这一次，请妥善保存。")
    return 0


def _revoke(asked: argparse.Namespace) -> int:
    actor, now = _ready()
    from yiwang.foundations.people.public import client_revoke
    from yiwang.foundations.scope.public import as_actor

    with as_actor(actor):
        ended = client_revoke(actor, client_id=asked.id, now=now, reason=asked.reason)
    if not ended:
        return _problem("没有这个接口客户端，或它已经吊销。")
    print("已吊销。")
    return 0


def _list(_: argparse.Namespace) -> int:
    actor, now = _ready()
    from yiwang.foundations.people.public import clients_all
    from yiwang.foundations.scope.public import as_actor

    with as_actor(actor):
        for one in clients_all():
            state = "已吊销" if one.revoked_at else "已到期" if one.expires_at <= now else "有效"
            print(
                f"{one.id}  {state}  {one.account.username}  {one.hat}  {','.join(one.scopes)}  {one.label}"
            )
    return 0


def _problem(sentence: str) -> int:
    print(f"■ {sentence}", file=sys.stderr)
    return 1


def _ready() -> "tuple[Actor, datetime]":
    stand()
    from django.utils import timezone

    from yiwang.kernel.actor import system_actor

    return system_actor("clients"), timezone.now()
