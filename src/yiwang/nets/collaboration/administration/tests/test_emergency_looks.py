"""Break-glass: at once, for a reason, for a while; others are told, every page is written down, then it is judged."""

import shutil
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from yiwang.engines.cases.domain.values import PartyPart
from yiwang.engines.cases.models import Case, Task
from yiwang.engines.cases.public import case_open_tree
from yiwang.engines.cases.tests.world import REPOSITORY, citizen, seed
from yiwang.foundations.audit.public import access_log_for, audit_entries
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.organisations.tests.factories import WORKER
from yiwang.foundations.people.models import EmergencyAccess
from yiwang.foundations.people.public import hats_of
from yiwang.foundations.people.tests.factories import person
from yiwang.foundations.releases.tests.standing import release_standing
from yiwang.foundations.scope.public import as_actor
from yiwang.loader import load

UNIT = "441202-health-approval"
WHY = "申请人病危，家属在窗口等结果"


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    """The national pack without what this does not need, read once."""
    pack, china = tmp_path_factory.mktemp("pack") / "china", REPOSITORY / "packs" / "china"
    for name in ("case-types", "calendars", "notices", "parameters", "accounts"):
        shutil.copytree(china / name, pack / name)
    for name in ("roles.yaml", "pack.yaml"):
        shutil.copy(china / name, pack / name)
    loaded = load(pack, import_string("yiwang.site.kinds.KINDS"))
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    return loaded.world


@pytest.fixture(scope="module")
def country_standing(country, django_db_setup, django_db_blocker):
    """It, in force for all tests; the small city of ``people`` is laid over it."""
    with release_standing(django_db_blocker.unblock, country) as held:
        yield held


@pytest.fixture
def held(country_standing, people, tmp_path, settings):
    """A case of another county's bureau, and a second one beside it."""
    settings.YIWANG_DATA = tmp_path / "data"
    party = person(7).id
    for name in ("first", "second"):
        made = seed(name, UNIT)
        root = replace(made, parties=(PartyPart(party),), data={"parties": {}})
        case_open_tree(actor=citizen(party), root=root, key=str(uuid4()), now=timezone.now())
    with as_actor(WORKER):
        yield list(Case.objects.order_by("number"))


def open_look(client, wanted, reason=WHY):
    return client.post(reverse("administration:emergency"), {"wanted": wanted, "reason": reason})


def page_of(client, case):
    return client.get(reverse("desk:case", args=[case.number]))


def acts(look):
    with as_actor(WORKER):
        return [one.act for one in audit_entries(WORKER, subject=f"emergency:{look.pk}")]


def over(look):
    with as_actor(WORKER):
        EmergencyAccess.objects.filter(pk=look.pk).update(until=timezone.now() - timedelta(seconds=1))


def test_a_named_case_is_seen_at_once_and_no_other(held, enter, site):
    first, second = held
    client = enter("chief")
    assert page_of(client, first).status_code == 404
    answer = open_look(client, first.number)
    assert answer.url == reverse("desk:case", args=[first.number])
    page = page_of(client, first)
    assert page.status_code == 200 and "示范7" in page.content.decode()
    assert "自动失效" in page.content.decode()
    assert page_of(client, second).status_code == 404


def test_a_unit_is_seen_with_all_its_cases(held, enter):
    client = enter("chief")
    open_look(client, UNIT)
    assert [page_of(client, case).status_code for case in held] == [200, 200]


def test_who_answers_for_the_unit_and_the_auditors_are_told_at_once(held, enter, site):
    open_look(enter("chief"), held[0].number)
    told = Notice.objects.filter(template="emergency_opened")
    assert {one.account_id for one in told} == {site["head"].pk, site["audit"].pk}
    assert all(WHY in one.body for one in told)


def test_a_head_who_was_told_reads_why_and_judges_nothing(held, enter, site):
    open_look(enter("chief"), held[0].number)
    look, client = EmergencyAccess.objects.get(), enter("head")
    where = reverse("administration:emergency-look", args=[look.pk])
    page = client.get(where).content.decode()
    assert WHY in page and "people.emergency" not in page
    over(look)
    assert client.post(where, {"verdict": "justified", "note": "x"}).status_code == 403
    with as_actor(WORKER):
        EmergencyAccess.objects.update(told=[])
    assert client.get(where).status_code == 404


def test_every_page_is_written_down_and_the_applicant_reads_who_looked(held, enter):
    client = enter("chief")
    open_look(client, held[0].number)
    page_of(client, held[0])
    client.get(reverse("desk:inbox"), {"q": "不该记下的字"})
    look = EmergencyAccess.objects.get()
    assert acts(look) == ["people.emergency.read"] * 2 + ["people.emergency.opened"]
    with as_actor(WORKER):
        read = audit_entries(WORKER, subject=f"emergency:{look.pk}", act="people.emergency.read")
    assert "不该记下" not in str(read)
    with as_actor(citizen(held[0].party_id)):
        assert any("应急查看" in one.purpose for one in access_log_for(held[0].party_id))


def test_it_is_for_looking_only(held, enter):
    client = enter("chief")
    open_look(client, UNIT)
    with as_actor(WORKER):
        task = Task.objects.filter(case_id=held[0].id).first()
    for name, args in (("act", ["complete_intake"]), ("take", [task.pk])):
        answer = client.post(reverse(f"desk:{name}", args=[held[0].number, *args]))
        assert answer.status_code == 403 and "只能看，不能办" in answer.content.decode()


def test_it_expires_under_an_open_page(held, enter, site):
    client = enter("chief")
    open_look(client, held[0].number)
    assert page_of(client, held[0]).status_code == 200
    over(EmergencyAccess.objects.get())
    posted = client.post(reverse("desk:act", args=[held[0].number, "complete_intake"]))
    assert (posted.status_code, posted.url) == (302, reverse("people:hat"))
    assert "已经结束" in client.get(reverse("people:hat")).content.decode()
    assert page_of(client, held[0]).status_code == 404
    assert [one.until for one in hats_of(site["chief"])] == [None]


def test_it_is_ended_early_and_a_second_one_waits_for_that(held, enter):
    client = enter("chief")
    open_look(client, held[0].number)
    client.post(reverse("people:hat"), {"hat": "post:441284-health-approval-chief"})
    again = open_look(client, held[1].number)
    assert again.status_code == 400 and "先结束它" in again.content.decode()
    client.post(reverse("people:emergency-end"))
    assert page_of(client, held[0]).status_code == 404
    assert open_look(client, held[1].number).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "reason", "words"),
    [("441202-nowhere", WHY, "没有这个编号"), (UNIT, "急", "至少 10 个字"), (UNIT, "   ", "至少 10 个字")],
)
def test_without_a_reason_or_a_thing_to_look_at_it_is_not_opened(held, enter, wanted, reason, words):
    answer = open_look(enter("chief"), wanted, reason)
    assert answer.status_code == 400 and words in answer.content.decode()
    assert not EmergencyAccess.objects.exists()


def test_with_nobody_to_tell_it_is_not_opened(held, enter, site):
    with as_actor(WORKER):
        for name in ("head", "audit"):
            site[name].appointments.update(until=timezone.now())
    answer = open_look(enter("chief"), UNIT)
    assert answer.status_code == 400 and "同时告知" in answer.content.decode()


def test_whoever_leaves_has_no_look_either(held, enter, site):
    client = enter("chief")
    open_look(client, UNIT)
    with as_actor(WORKER):
        site["chief"].appointments.update(until=timezone.now())
    assert hats_of(site["chief"]) == []


def test_the_auditor_judges_it_once_and_when_it_is_over(held, enter):
    open_look(enter("chief"), UNIT)
    look, client = EmergencyAccess.objects.get(), enter("audit")
    where = reverse("administration:emergency-look", args=[look.pk])
    verdict = {"verdict": "unjustified", "note": "家属可以走正常查询"}
    assert client.post(where, verdict).status_code == 409
    over(look)
    assert client.post(where, {"verdict": "unjustified"}).status_code == 409
    assert client.post(where, verdict).status_code == 302
    assert "已经评定过" in client.post(where, {**verdict, "verdict": "justified"}).content.decode()
    page = client.get(where).content.decode()
    assert "理由不成立" in page and WHY in page
    assert acts(look)[0] == "people.emergency.judged"


def test_a_look_gives_the_words_of_the_pack_and_no_others(held, enter):
    client = enter("chief")
    open_look(client, "office")
    for name in ("accounts", "emergency", "audit", "releases"):
        assert client.get(reverse(f"administration:{name}")).status_code == 403
