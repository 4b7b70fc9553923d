"""One call about several matters: leads with a part and a limit each; one number, one reply, one callback."""

from datetime import timedelta

import pytest
from django.db import Error, transaction

from yiwang.engines.cases.models import Case, Clock
from yiwang.engines.cases.public import CaseNotFound, CaseRefused, access_case, case_list, matter_acts_for
from yiwang.faces.matter.domain.acts import act_forms
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.middleware import is_barred
from yiwang.nets.service.hotline.models import HotlineDemand
from yiwang.nets.service.hotline.selectors.progress import progress_of

from .world import MARKET, NOW, WORKER, hat, move, taken

pytestmark = pytest.mark.django_db
DISPATCHER, CHECKER, CALLBACK = (
    f"441200-hotline-service-{role}" for role in ("dispatcher", "checker", "callback")
)
OFFICER, CHIEF = "441202-market-approval-officer", "441202-market-approval-chief"
URBAN = "441202-urban"
LINES = [
    {"title": "无证烧烤", "unit": f"{MARKET}-approval", "limit": 7, "text": "晚上在校门口。"},
    {"title": "占道经营", "unit": URBAN},
]


def split(lines=LINES, **more):
    number, case = taken(title="烧烤摊", type="complaint", category="c1601", **more)
    move(DISPATCHER, case, "split", parts=lines)
    with as_actor(WORKER):
        return number, case, list(Case.objects.filter(parent_id=case.id).order_by("number"))


def through(part, post=OFFICER, chief=CHIEF):
    move(post, part, "sign")
    move(post, part, "reply", reply="已查处。")
    move(chief, part, "approve_reply")
    move(CHECKER, part, "check_passed")


def test_a_lead_sees_its_own_part_and_nothing_else_of_the_call(city):
    _, case, (market, urban) = split()
    with as_actor(officer := hat(OFFICER)):
        assert [one.id for one in case_list(officer)] == [market.id]
        for other in (case, urban):
            with pytest.raises(CaseNotFound):
                access_case(officer, other.id)
    assert "晚上在校门口。" in str(market.data["form"]) and "电梯" not in str(market.data)


def test_each_part_has_its_own_limit_and_none_a_longer_one(city):
    _, case, (market, urban) = split()
    with as_actor(WORKER):
        whole = Case.objects.get(id=case.id)
        assert market.due_at < urban.due_at == whole.due_at
        assert Clock.objects.get(case_id=market.id, key="handling").limit == 7
    _, other = taken(type="complaint", category="c1601")
    with pytest.raises(CaseRefused, match="到期比整件晚"):
        move(DISPATCHER, other, "split", parts=[{**LINES[0], "limit": 400}])
    with as_actor(WORKER):
        assert not Case.objects.filter(parent_id=other.id).exists()


def test_one_number_shows_every_part_and_one_reply_gathers_them(city):
    number, case, (market, urban) = split()
    assert [part[:2] for part in progress_of(number, NOW).parts] == [
        ("无证烧烤", "已派给承办单位"), ("占道经营", "已派给承办单位"),
    ]  # fmt: skip
    with pytest.raises(CaseRefused, match="2 个子办件"):
        move(CHECKER, case, "gather", reply="都办好了。")
    through(market)
    assert progress_of(number, NOW).parts[0][1:] == ("这一项已办完", None)
    with pytest.raises(CaseRefused, match="1 个子办件"):
        move(CHECKER, case, "gather", reply="都办好了。")
    through(urban, f"{URBAN}-approval-officer", f"{URBAN}-approval-chief")
    move(CHECKER, case, "gather", reply="烧烤摊已查处，占道已清理。")
    move(CALLBACK, case, "called_back", solved="yes", satisfied="yes")
    found = progress_of(number, NOW + timedelta(hours=1))
    assert found.state == "已办结" and "答复：烧烤摊已查处，占道已清理。" in [
        text for _, text in found.entries
    ]
    assert "在校门口" not in str(found)
    with as_actor(WORKER):
        assert HotlineDemand.objects.count() == 1


def test_what_is_not_mended_is_dispatched_anew_and_not_to_a_unit_that_is_nobody(city):
    _, case, parts = split(lines=LINES[:1])
    through(parts[0])
    move(CHECKER, case, "gather", reply="已查处。")
    with pytest.raises(CaseRefused, match="重新派单"):
        move(CALLBACK, case, "rework", reason="还在烤")
    move(CALLBACK, case, "dispatch_again", reason="还在烤")
    move(DISPATCHER, case, "dispatch", unit=URBAN)
    with as_actor(WORKER):
        assert Case.objects.get(id=case.id).state == "dispatched"


def test_withdrawing_ends_every_part(city):
    _, case, parts = split()
    move("441200-hotline-service-seat", case, "withdraw")
    with as_actor(WORKER):
        assert set(Case.objects.filter(root_id=case.id).values_list("state", flat=True)) == {"withdrawn"}
        assert not Clock.objects.filter(case_id__in=[one.id for one in parts], state="running").exists()


def test_no_part_of_what_is_about_a_body_goes_to_it(city):
    _, case = taken(title="市场局推诿", about=MARKET, type="complaint", category="c1601")
    with pytest.raises(Error) as refused, transaction.atomic():
        move("441202-government-office-demands", case, "split", parts=LINES)
    assert is_barred(refused.value)
    with as_actor(WORKER):
        assert not Case.objects.filter(parent_id=case.id).exists()


def test_the_form_keeps_what_was_typed_and_offers_a_limit_for_each_line(city):
    _, case = taken(type="complaint", category="c1601")
    with as_actor(actor := hat(DISPATCHER)):
        acts = matter_acts_for(actor, [case.id], NOW)[case.id]
    form = next(one for one in act_forms(acts, str, "split", {"parts": LINES}) if one.id == "split")
    (widget,) = form.widgets
    assert widget.limited and len(widget.lines) == 5
    assert [line.get("limit") for line in widget.lines[:3]] == ["7", None, None]
