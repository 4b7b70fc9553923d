"""The page of a matter says what has changed since one last opened it; the page that asks by itself opens nothing."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from yiwang.engines.cases.models import Case, CaseLook
from yiwang.engines.cases.public import CaseSeed, PartyPart, UnitPart, case_move, case_open_tree
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.nets.service.portal.views.cases import case as page

from .test_progress import now, who

__all__ = ["who"]
pytestmark = pytest.mark.django_db
NEW, UNIT = '<span class="tag tag-info">新</span>', "441202-health-approval"


def shown(actor, number, **asked):
    request = RequestFactory().get("/my/", asked)
    request.actor, request.user, request.session = actor, get_user_model()(), {}
    request._messages = FallbackStorage(request)
    with as_actor(actor):
        return page(request, number).content.decode()


def looked(actor):
    with as_actor(actor):
        return CaseLook.objects.get().seq


def test_what_the_unit_did_since_is_marked_and_reloading_by_itself_keeps_the_mark(who):
    who = replace(who, account_id=uuid4())
    seed = CaseSeed(key="one", type="service_item", subject="hygiene_licence", title="卫生许可",
                    parties=(PartyPart(who.parties[0]),), units=(UnitPart(UNIT),))  # fmt: skip
    opened = case_open_tree(actor=who, root=seed, key=str(uuid4()), now=now()).root_id
    number = Case.objects.get(id=opened).number
    first = shown(who, number)
    assert NEW not in first and "您上次看是" not in first and "?since=" in first
    clerk = Actor("staff", uuid4(), f"post:{UNIT}-officer", "审批员", (UNIT,), UNIT,
                  frozenset({"officer", "case.act.remark", "case.act.intake"}))  # fmt: skip
    remarks = [{"about": "场所证明", "what": "缺页", "mend": "补齐后上传"}]
    case_move(actor=clerk, case_id=opened, act="remark", data={"remarks": remarks}, now=now())
    before = looked(who)
    polled = shown(who, number, since=str(before))
    assert NEW in polled and looked(who) == before
    second = shown(who, number)
    assert second.count(NEW) == polled.count(NEW) and "处变化" in second
    assert f"?since={before}" in second and looked(who) > before
    assert NEW not in shown(who, number) and NEW not in shown(who, number, since="x" * 9)
