"""A script is written by one, agreed to by another, holds on its days, and is found by everybody it is for."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from yiwang.engines.knowledge.domain.errors import KnowledgeNotFound, KnowledgeRefused
from yiwang.engines.knowledge.models import Article, Version
from yiwang.engines.knowledge.public import (
    access_version,
    knowledge_search,
    script_history,
    script_propose,
    script_withdraw,
    scripts_owned,
    scripts_waiting,
    version_decide,
)
from yiwang.foundations.audit.models import AuditEvent
from yiwang.kernel.actor import PUBLIC

from .world import DAY, KEEPER_POST, NOW, OFFICER, SEAT, WORKER, as_actor, hat, script

pytestmark = pytest.mark.django_db
CITY, DUANZHOU = "441200000000", "441202000000"


def kept(actor=None, now=NOW, **more):
    """A script that is agreed to."""
    with as_actor(actor := actor or hat(OFFICER)):
        version = script_propose(actor, script(**more), now=now)
    return agreed(version, now)


def agreed(version, now=NOW):
    with as_actor(keeper := hat(KEEPER_POST)):
        version_decide(keeper, version.id, agreed=True, now=now)
    return version


def found(words, actor=None, day=DAY, **more):
    with as_actor(actor := actor or hat(SEAT)):
        return [one.question for one in knowledge_search(actor, words, day=day, **more)]


def test_nobody_finds_a_script_before_another_person_agreed(city):
    with as_actor(actor := hat(OFFICER)):
        version = script_propose(actor, script(), now=NOW)
    assert "营业执照丢了怎样补" not in found("执照丢了")
    agreed(version)
    assert found("执照丢了")[0] == "营业执照丢了怎样补"


def test_who_wrote_it_does_not_agree_to_it(city):
    both = hat(KEEPER_POST)
    with as_actor(both):
        version = script_propose(both, script(), now=NOW)
        with pytest.raises(KnowledgeRefused, match="另一个人"):
            version_decide(both, version.id, agreed=True, now=NOW)
    with as_actor(WORKER), pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(id=version.id).update(state="approved", decided_by=both.account_id)


def test_a_refusal_has_a_reason_and_leaves_what_holds(city):
    first = kept()
    with as_actor(actor := hat(OFFICER)):
        second = script_propose(actor, script(answer="不用身份证。"), article_id=first.article_id, now=NOW)
    with as_actor(keeper := hat(KEEPER_POST)):
        with pytest.raises(KnowledgeRefused, match="理由"):
            version_decide(keeper, second.id, agreed=False, now=NOW)
        version_decide(keeper, second.id, agreed=False, reason="要带身份证。", now=NOW)
        (one, *_) = knowledge_search(keeper, "执照丢了", day=DAY)
    assert (one.id, one.answer) == (first.id, "带身份证到窗口补领。")


def test_a_new_version_takes_over_on_its_first_day(city):
    first, later = kept(), DAY + timedelta(days=10)
    with as_actor(actor := hat(OFFICER)):
        said = script(answer="网上补领。", valid_from=later)
        second = agreed(script_propose(actor, said, article_id=first.article_id, now=NOW))
    with as_actor(seat := hat(SEAT)):
        assert knowledge_search(seat, "执照丢了", day=DAY)[0].id == first.id
        assert knowledge_search(seat, "执照丢了", day=later)[0].id == second.id
        assert [line.standing for line in script_history(seat, first.article_id, later)] == ["holds", "ended"]


def test_one_waits_at_a_time_and_the_same_form_is_one(city):
    with as_actor(actor := hat(OFFICER)):
        first = script_propose(actor, script(), key="k1", now=NOW)
        assert script_propose(actor, script(), key="k1", now=NOW).id == first.id
        with pytest.raises(KnowledgeRefused, match="等着审核"):
            script_propose(actor, script(answer="别的。"), article_id=first.article_id, now=NOW)


def test_what_has_ended_or_was_withdrawn_is_not_found(city):
    first = kept(valid_until=DAY + timedelta(days=3))
    assert "营业执照丢了怎样补" in found("执照丢了", day=DAY + timedelta(days=3))
    assert "营业执照丢了怎样补" not in found("执照丢了", day=DAY + timedelta(days=4))
    with as_actor(keeper := hat(KEEPER_POST)):
        script_withdraw(keeper, first.article_id, "条件变了。", now=NOW)
        with pytest.raises(KnowledgeRefused, match="已经撤下"):
            script_withdraw(keeper, first.article_id, "再撤。", now=NOW)
    assert "营业执照丢了怎样补" not in found("执照丢了")
    with as_actor(WORKER):
        assert AuditEvent.objects.filter(subject=f"knowledge:{first.article_id}").count() == 3


def test_strangers_find_what_is_public_alone(city):
    kept(question="内部：执照核验的步骤", audience="seat", words="")
    kept(question="营业执照遗失声明", audience="public", words="")
    assert found("执照", PUBLIC) == ["营业执照遗失声明"]
    with as_actor(PUBLIC):
        assert set(Version.objects.values_list("audience", flat=True)) == {"public"}


def test_row_security_hides_what_waits_from_other_bodies(city):
    with as_actor(actor := hat(OFFICER)):
        version = script_propose(actor, script(), now=NOW)
        assert Version.objects.filter(id=version.id).exists()
        assert access_version(actor, version.id, DAY).id == version.id
    other = hat("441202-tax-approval-officer")
    with as_actor(other):
        assert not Version.objects.filter(id=version.id).exists()
        with pytest.raises(KnowledgeNotFound):
            access_version(other, version.id, DAY)
        with pytest.raises(KnowledgeNotFound):
            script_propose(other, script(), article_id=version.article_id, now=NOW)
        with pytest.raises(KnowledgeNotFound):
            version_decide(other, version.id, agreed=True, now=NOW)


def test_who_reviews_another_place_reads_what_held_and_no_drafts(city):
    first = kept(hat(KEEPER_POST))
    with as_actor(writer := hat(KEEPER_POST)):
        script_propose(writer, script(answer="还没有审的话。"), article_id=first.article_id, now=NOW)
        assert len(script_history(writer, first.article_id, DAY)) == 2
    with as_actor(below := replace(writer, unit="441202-tax")):
        assert [one.version.id for one in script_history(below, first.article_id, DAY)] == [first.id]


def test_owners_and_reviewers_have_their_lists(city):
    with as_actor(actor := hat(OFFICER)):
        version = script_propose(actor, script(), now=NOW)
        assert [(line.version.id, line.standing) for line in scripts_owned(actor, DAY)] == [
            (version.id, "waits")
        ]
        assert scripts_waiting(actor, DAY) == []
    with as_actor(keeper := hat(KEEPER_POST)):
        assert [line.version.id for line in scripts_waiting(keeper, DAY)] == [version.id]


def test_a_script_of_one_place_is_not_told_for_another(city):
    kept()
    assert "营业执照丢了怎样补" in found("执照丢了", division=DUANZHOU)
    assert "营业执照丢了怎样补" not in found("执照丢了", division=CITY)
    with as_actor(actor := hat(OFFICER)), pytest.raises(KnowledgeRefused, match="本单位的地方"):
        script_propose(actor, script(), division=CITY, now=NOW)


@pytest.mark.parametrize("wrong", [{"question": " "}, {"answer": ""}, {"source": ""}, {"answer": "打 13812345678。"},
                                   {"words": "字" * 2001}, {"audience": "x"}, {"status": "published"},
                                   {"valid_from": DAY, "valid_until": DAY - timedelta(days=1)}])  # fmt: skip
def test_what_is_wrong_is_told_with_its_field_and_nothing_is_kept(city, wrong):
    with as_actor(actor := hat(OFFICER)), pytest.raises(KnowledgeRefused) as refused:
        script_propose(actor, replace(script(), **wrong), now=NOW)
    assert refused.value.field
    with as_actor(WORKER):
        assert not Article.objects.exclude(key__startswith="pack:").exists()


def test_the_packs_scripts_hold_from_the_start_once_and_are_demo(city):
    from yiwang.engines.knowledge.services.starting import scripts_begin

    assert found("卡不见了，社保的，怎样补")[0] == "社保卡丢了，在哪里补办"
    with as_actor(WORKER):
        before = Version.objects.count()
        scripts_begin(city)
        assert Version.objects.count() == before
        assert set(Article.objects.filter(key__startswith="pack:").values_list("is_demo", flat=True)) == {
            True
        }


def test_looking_costs_one_query(city, django_assert_num_queries):
    with as_actor(seat := hat(SEAT)), django_assert_num_queries(1):
        knowledge_search(seat, "路灯坏了三天没有人修", day=DAY)
