"""A decision is published by the pack's fields alone, masked; a minor's never; it ends by itself; it is mended."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from yiwang.engines.applications.tests.conftest import NOW, REPOSITORY, city, person
from yiwang.engines.cases.public import CaseMoved, CaseSeed, PartyPart, UnitPart, case_open_tree
from yiwang.engines.publicity.domain.lines import Decided, is_minor, lines_of
from yiwang.engines.publicity.models import Publication, PublicationChange
from yiwang.engines.publicity.public import (
    MANAGE,
    PublicationNotFound,
    PublicityRefused,
    Wanted,
    access_publication,
    changes_of,
    may_object,
    objection_answer,
    objections_open,
    publication_correct,
    publication_list,
    publication_object,
    publication_withdraw,
)
from yiwang.engines.publicity.pure import PUBLICITY, PublicField
from yiwang.engines.publicity.services import publish
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.people.public import party_register
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC, Actor, system_actor
from yiwang.loader import load
from yiwang.site.kinds import KINDS

pytestmark = pytest.mark.django_db
__all__ = ["city"]
WORKER, UNIT = system_actor("tests"), "441202-health-approval"
DAY = NOW.date()


def decided(who, state="issued", *, values=()):
    """A case of a permit, decided; what is published of it, if anything."""
    form = {"fields": [{"party": p, "element": e, "row": None, "value": v} for p, e, v in values]}
    seed = CaseSeed(key="one", type="service_item", subject="hygiene_licence", title="李示范的许可", data=form,
                    parties=(PartyPart(who.parties[0]),), units=(UnitPart(UNIT),))  # fmt: skip
    case = case_open_tree(actor=who, root=seed, key=str(uuid4()), now=NOW).root_id
    moved = CaseMoved(case, case, 9, "service_item", "hygiene_licence", "approve", "examining", state)
    for _ in range(2):
        publish(moved, NOW)
    with as_actor(WORKER):
        return Publication.objects.filter(case_id=case).first()


@pytest.fixture
def who(city):
    return person("李小示范", "441299199005120121", "10000000001")


def chief(unit=UNIT):
    return Actor("staff", uuid4(), f"post:{unit}-chief", "科长", (unit,), unit, frozenset({"chief", MANAGE}))


def seen(actor, day=DAY, words=""):
    with as_actor(actor):
        return [row.id for row in publication_list(actor, Wanted(words=words), day=day)]


def test_only_the_named_fields_are_published_once_and_persons_are_masked(who):
    values = [("shop", "shop_name", "示范理发店 电话13800138000"), ("operator", "home_address", "示范路1号")]
    held = decided(who, values=values)
    shown = dict(held.lines)
    assert shown["行政相对人"] == "李**范" and shown["决定"] == "准予许可" and "统一社会信用代码" not in shown
    assert "13800138000" not in str(held.lines) and "示范路" not in str(held.lines) + held.title
    assert "李小示范" not in str(held.lines) + held.title
    assert seen(PUBLIC) == [held.id] and seen(who) == [held.id]


def test_a_firm_is_named_with_its_code_and_a_refusal_is_published_too(city):
    with as_actor(WORKER):
        firm = party_register(WORKER, kind="organisation", name="示范美发有限公司", provisional=True).id
    held = decided(Actor("citizen", None, f"party:{firm}", "示范", parties=(firm,)), "refused")
    assert dict(held.lines)["行政相对人"] == "示范美发有限公司" and dict(held.lines)["决定"] == "不予许可"


def test_a_minors_and_an_unknown_ages_are_never_published(city):
    assert decided(person("王示范", "441299201501010028", birth=date(2015, 1, 1))) is None
    with as_actor(WORKER):
        baby = party_register(WORKER, kind="person", name="新示范", provisional=True).id
    assert decided(Actor("citizen", None, f"party:{baby}", "示范", parties=(baby,))) is None
    assert is_minor(date(2009, 1, 13), 18, DAY) and not is_minor(date(2009, 1, 12), 18, DAY)


def test_states_and_items_that_no_rule_names_are_not_published(who):
    assert decided(who, "declined") is None


def test_it_ends_after_its_last_day_without_any_job(who):
    held = decided(who)
    assert seen(PUBLIC, held.until) == [held.id]
    assert seen(PUBLIC, held.until + timedelta(days=1)) == []
    with as_actor(PUBLIC), pytest.raises(PublicationNotFound):
        access_publication(PUBLIC, held.id, held.until + timedelta(days=1))


def test_the_database_itself_shows_strangers_nothing_that_has_ended_or_was_withdrawn(who):
    held = decided(who)
    with as_actor(WORKER):
        Publication.objects.filter(id=held.id).update(until=date(2020, 1, 1))
    with as_actor(PUBLIC):
        assert not Publication.objects.exists()


def test_it_is_found_by_words_and_by_nobodys_number(who):
    held = decided(who, values=[("shop", "shop_name", "𠮷示理发店")])
    assert seen(PUBLIC, words="吉示") == [held.id] and seen(PUBLIC, words="别的") == []
    for number in ("441299199005120121", "１３８００１３８０００", "441299 19900512 0121"):
        with pytest.raises(PublicityRefused):
            seen(PUBLIC, words=number)


def test_an_objection_leads_to_a_correction_and_a_withdrawal_with_reasons(who):
    held = decided(who)
    stranger = person("王示范", "441299198503030028")
    assert may_object(who, held) and not may_object(stranger, held)
    with as_actor(stranger), pytest.raises(PublicationNotFound):
        publication_object(stranger, held.id, "不对", now=NOW)
    with as_actor(who):
        publication_object(who, held.id, "名称写错，我的号码441299199005120121", now=NOW)
        with pytest.raises(PublicityRefused, match="已经提过"):
            publication_object(who, held.id, "再说一次", now=NOW)
    with as_actor(chief()):
        (row,) = objections_open(chief())
        assert "441299199005120121" not in row.words
        values = [value for _, value in held.lines]
        with pytest.raises(PublicityRefused, match="理由"):
            publication_correct(chief(), held.id, values, " ", now=NOW)
        typed = [value.replace("李**范", "李小示范") for value in values[1:]]
        publication_correct(chief(), held.id, ["改正后", *typed], "名称写错", now=NOW)
        objection_answer(chief(), row.id, "已更正", now=NOW)
        assert objections_open(chief()) == []
    with as_actor(WORKER):
        assert Publication.objects.get(id=held.id).lines == [[held.lines[0][0], "改正后"], *held.lines[1:]]
        assert PublicationChange.objects.get().before == held.lines
        assert Notice.objects.get(template="publicity_answered").party_id == who.parties[0]
    with as_actor(PUBLIC):
        assert [one.reason for one in changes_of(held)] == ["名称写错"]
    with as_actor(chief()):
        publication_withdraw(chief(), held.id, "决定已撤销", now=NOW)
    assert seen(PUBLIC) == []


def test_another_body_mends_nothing(who):
    held = decided(who)
    other = chief("441202-market-approval")
    with as_actor(other), pytest.raises(PublicationNotFound):
        publication_withdraw(other, held.id, "不是我的", now=NOW)
    plain = Actor("staff", uuid4(), f"post:{UNIT}-officer", "审批员", (UNIT,), UNIT, frozenset({"officer"}))
    with as_actor(plain), pytest.raises(PublicationNotFound):
        publication_withdraw(plain, held.id, "没有权", now=NOW)


def test_pages_are_not_indexed_and_end_with_the_day(who, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    held = decided(who)
    with as_actor(WORKER):
        Publication.objects.filter(id=held.id).update(until=timezone.localdate() + timedelta(days=5))
    for address in (reverse("portal:publications"), reverse("portal:publication", args=[held.id])):
        page = client.get(address)
        assert "noindex" in page["X-Robots-Tag"] and "no-store" in page["Cache-Control"]
        assert 'name="robots" content="noindex' in page.content.decode() and "李**范" in page.content.decode()
    refused = client.get(reverse("portal:publications"), {"q": "441299199005120121"}, follow=True)
    assert refused.redirect_chain and "不能用证件号码" in refused.content.decode()
    assert "441299199005120121" not in refused.content.decode()
    with as_actor(WORKER):
        Publication.objects.filter(id=held.id).update(until=timezone.localdate() - timedelta(days=1))
    assert client.get(reverse("portal:publication", args=[held.id])).status_code == 404


def test_machines_read_the_same_and_no_more(who, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    held = decided(who)
    with as_actor(WORKER):
        Publication.objects.filter(id=held.id).update(until=timezone.localdate())
    (row,) = client.get("/api/v1/publications").json()["items"]
    assert row["id"] == str(held.id) and row["lines"] == held.lines and "李小示范" not in str(row)
    answer = client.get("/api/v1/publications", {"q": "441299199005120121"})
    assert answer.status_code == 422 and "不能用证件号码" in answer.json()["detail"]
    publication_withdraw(chief(), held.id, "撤销", now=NOW)
    assert client.get("/api/v1/publications").json()["items"] == []


def test_lines_without_a_value_are_left_out():
    held = Decided("许可", "准予", "甲", True, "", "局", DAY, form={"a.b": {"closed": "x"}})
    fields = [PublicField(label=name, shows=name) for name in ("item", "licence", "form:a.b", "form:a.c")]
    assert lines_of(fields, held) == [["item", "许可"]]


@pytest.mark.parametrize(
    ("shows", "code"),
    [("form:operator.citizen_id", "publicity.private"), ("form:operator.phone", "publicity.private"),
     ("form:operator.home_address", "publicity.private"), ("form:operator.name", "publicity.private"),
     ("form:shop.nothing", "publicity.element"), ("number", "publicity.source")],
)  # fmt: skip
def test_the_pack_check_refuses_what_may_not_be_shown(tmp_path, shows, code):
    (tmp_path / "x" / "publicity").mkdir(parents=True)
    (tmp_path / "x" / "pack.yaml").write_text("id: x\nversion: '1'\ntitle: 小\nextends: guangdong\n")
    text = (REPOSITORY / "packs/guangdong/publicity/permit_decisions.yaml").read_text()
    wrong = text.replace("shows: item }", f'shows: "{shows}" }}')
    (tmp_path / "x" / "publicity" / "wrong.yaml").write_text(wrong)
    for pack in ("china", "guangdong"):
        (tmp_path / pack).symlink_to(REPOSITORY / "packs" / pack)
    problems = load(tmp_path / "x", KINDS).problems
    assert code in {problem.code for problem in problems if problem.file.endswith("wrong.yaml")}
    assert PUBLICITY.name == "publicity"
