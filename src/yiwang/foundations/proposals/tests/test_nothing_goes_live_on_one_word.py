"""Every state, and who may lead a proposal out of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from yiwang.foundations.proposals.models import Proposal, ProposalFile
from yiwang.foundations.proposals.public import (
    ProposalChanged,
    ProposalNotFound,
    ProposalRefused,
    access_proposal,
    proposal_decide,
    proposal_open,
    proposal_submit,
    proposal_write,
    proposals_publish_due,
)
from yiwang.foundations.proposals.pure import Act
from yiwang.foundations.releases.public import release_current, world
from yiwang.foundations.scope.public import as_actor
from yiwang.loader import text_in

from .conftest import (
    CHIEF,
    COLLEAGUE,
    LEGAL,
    MANY_HATS,
    NEIGHBOUR,
    OWNER,
    PEOPLE,
    REVIEWER,
    STRANGER,
    TEXTS,
    ZEBRA,
    drafted,
)

pytestmark = pytest.mark.django_db


def submit(actor, held):
    """Check and hand in."""
    with as_actor(actor):
        return proposal_submit(actor, held.pk, version=fresh(held).version, now=timezone.now())


def decide(actor, held, act, **more):
    """One decision, on what stands now."""
    with as_actor(actor):
        return proposal_decide(actor, held.pk, act, version=fresh(held).version, now=timezone.now(), **more)


def fresh(held):
    return Proposal.objects.get(pk=held.pk)


def today():
    return timezone.localdate()


def led_to(state, held=None):
    """A proposal in that state."""
    held = held or drafted()
    if state != "draft":
        assert submit(OWNER, held).sound
    if state not in ("draft", "checked"):
        decide(REVIEWER, held, Act.APPROVE)
    if state in ("confirmed", "scheduled", "published"):
        decide(LEGAL, held, Act.CONFIRM, opinion="合法")
    if state in ("scheduled", "published"):
        decide(REVIEWER, held, Act.SCHEDULE, publish_on=today())
    if state == "published":
        assert proposals_publish_due(timezone.now())[0].release
    return fresh(held)


def test_the_whole_way(town):
    held = led_to("published")
    assert held.state == "published"
    assert held.published_id == release_current().pk != town.pk
    assert text_in(world(), "zebra", "zh-Hans") == "大斑马"
    assert [one["sentence"] for one in held.changes] == [
        "自应用之日起，文本“zh-Hans/zebra”的 text 由 “斑马” 改为 “大斑马”。"
    ]
    said = list(held.reviews.values_list("act", "hat_label"))
    assert [act for act, _ in said] == ["edit", "submit", "approve", "confirm", "schedule", "publish"]
    assert OWNER.hat_label in release_current().applied_by
    assert LEGAL.hat_label in release_current().applied_by


MAY = {
    ("draft", "submit"): {"owner", "colleague"},
    ("checked", "approve"): {"reviewer"},
    ("checked", "return"): {"reviewer"},
    ("checked", "refuse"): {"reviewer"},
    ("reviewed", "confirm"): {"legal"},
    ("reviewed", "return"): {"legal"},
    ("reviewed", "refuse"): {"legal"},
    ("confirmed", "schedule"): {"reviewer", "chief"},
    ("scheduled", "schedule"): {"reviewer", "chief"},
}
STATES = ("draft", "checked", "reviewed", "confirmed", "scheduled", "published")
MAY |= {(state, "withdraw"): {"owner", "colleague"} for state in STATES[:-1]}


@pytest.mark.parametrize("state", STATES)
def test_every_act_in_every_state_is_for_its_people_only(town, state):
    held = led_to(state)
    for act in (act for act in Act if act not in (Act.PUBLISH, Act.GO_BACK, Act.EDIT)):
        allowed = {name for name, person in PEOPLE.items() if did(held, act, person)}
        assert allowed == MAY.get((state, act.value), set()), act


def did(held, act, person):
    """Whether this person may do it; what was done is undone again."""
    sid = connection.savepoint()
    try:
        if act is Act.SUBMIT:
            submit(person, held)
        else:
            decide(person, held, act, opinion="因为", publish_on=today())
    except (ProposalRefused, ProposalNotFound, Proposal.DoesNotExist):
        return False
    finally:
        connection.savepoint_rollback(sid)
    return True


def test_one_person_with_every_hat_is_still_one_person(town):
    held = drafted(MANY_HATS)
    submit(MANY_HATS, held)
    with pytest.raises(ProposalRefused, match="起草人不能"):
        decide(MANY_HATS, held, Act.APPROVE)
    decide(REVIEWER, held, Act.APPROVE)
    with pytest.raises(ProposalRefused, match="起草人不能"):
        decide(MANY_HATS, held, Act.CONFIRM)


def test_who_reviewed_does_not_confirm_and_who_helped_write_does_not_review(town):
    held = drafted(OWNER)
    with as_actor(MANY_HATS):
        proposal_write(MANY_HATS, held.pk, version=held.version, now=timezone.now(), title="帮着改")
    submit(OWNER, held)
    with pytest.raises(ProposalRefused, match="起草人不能"):
        decide(MANY_HATS, held, Act.APPROVE)
    both = drafted(OWNER)
    submit(OWNER, both)
    decide(MANY_HATS, both, Act.APPROVE)
    with pytest.raises(ProposalRefused, match="审核的人不能再作法制确认"):
        decide(MANY_HATS, both, Act.CONFIRM)


def test_what_was_agreed_to_cannot_be_changed_afterwards(town):
    held = led_to("reviewed")
    with as_actor(OWNER), pytest.raises(ProposalRefused, match="已审核"):
        proposal_write(OWNER, held.pk, version=held.version, now=timezone.now(), files={TEXTS: "x: y\n"})
    with as_actor(OWNER):
        assert ProposalFile.objects.filter(proposal=held).update(text="x: y\n") == 0
        assert ProposalFile.objects.filter(proposal=held).delete()[0] == 0


def test_what_was_not_read_cannot_be_agreed_to(town):
    held = drafted()
    submit(OWNER, held)
    read = fresh(held).version
    decide(REVIEWER, held, Act.RETURN, opinion="请说明依据")
    assert fresh(held).told == "请说明依据"
    with as_actor(OWNER):
        proposal_write(OWNER, held.pk, version=fresh(held).version, now=timezone.now(),
                       files={TEXTS: ZEBRA.replace("斑马", "花斑马")})  # fmt: skip
    submit(OWNER, held)
    with as_actor(REVIEWER), pytest.raises(ProposalChanged, match="别人又改过"):
        proposal_decide(REVIEWER, held.pk, Act.APPROVE, version=read, now=timezone.now())


def test_two_who_write_at_once_do_not_overwrite_each_other(town):
    held = drafted()
    now = timezone.now()
    with as_actor(COLLEAGUE):
        proposal_write(COLLEAGUE, held.pk, version=held.version, now=now, title="先到")
    with as_actor(OWNER), pytest.raises(ProposalChanged):
        proposal_write(OWNER, held.pk, version=held.version, now=now, title="后到")
    assert fresh(held).title == "先到"


def test_a_draft_is_seen_by_its_unit_only_and_by_the_database_too(town):
    held = drafted()
    for person in (NEIGHBOUR, REVIEWER, LEGAL, STRANGER):
        with as_actor(person), pytest.raises(ProposalNotFound):
            access_proposal(person, held.pk)
    for person in (NEIGHBOUR, LEGAL):
        with as_actor(person):
            assert not Proposal.objects.filter(pk=held.pk).exists()
            assert not ProposalFile.objects.exists()


def test_who_has_no_duty_proposes_nothing(town):
    for person in (REVIEWER, LEGAL, STRANGER):
        with as_actor(person), pytest.raises(ProposalRefused, match="不能提出修改"):
            proposal_open(person, title="x", now=timezone.now())


def test_what_does_not_check_is_not_handed_in(town):
    held = drafted(text="zebra: [斑马]\napple: 苹果\n")
    checked = submit(OWNER, held)
    assert not checked.sound
    assert checked.problems[0].file == "tinytown/text/zh-Hans.yaml"
    assert fresh(held).state == "draft"


def test_what_breaks_a_scenario_is_not_handed_in(town):
    checked = submit(OWNER, drafted(text=ZEBRA.replace("苹果", "梨")))
    assert not checked.sound
    assert checked.why().startswith("这样改以后，情景“apple说苹果”不再成立。")


def test_a_scenario_may_change_with_it_if_author_reviewer_and_legal_office_say_so(town, settings):
    held = drafted(text=ZEBRA.replace("苹果", "梨"))
    with as_actor(OWNER):
        proposal_submit(
            OWNER,
            held.pk,
            version=held.version,
            now=timezone.now(),
            accepted=["fruit：apple说苹果", "别的：没有的"],
        )
    assert fresh(held).accepted == ["fruit：apple说苹果"]
    decide(REVIEWER, held, Act.APPROVE)
    with pytest.raises(ProposalRefused):
        decide(REVIEWER, held, Act.SCHEDULE, publish_on=today())
    decide(LEGAL, held, Act.CONFIRM)
    decide(REVIEWER, held, Act.SCHEDULE, publish_on=today())
    assert proposals_publish_due(timezone.now())[0].release
    assert text_in(world(), "apple", "zh-Hans") == "梨"


def test_a_comment_alone_is_no_change_and_a_reason_is_asked_for(town):
    assert submit(OWNER, drafted(text=ZEBRA + "# 完\n")).why() == "还没有改动什么，不用送审。"
    with pytest.raises(ProposalRefused, match="理由"):
        submit(OWNER, drafted(reason=" "))


def test_small_things_go_without_the_legal_office_where_the_pack_says_so(town, root):
    from yiwang.foundations.releases.public import release_apply
    from yiwang.loader import load

    from .scenes import KINDS

    (root / "parameters/definition_unconfirmed_fields.yaml").write_text(
        "title: 不须确认\ntype: text\nvalues:\n"
        "  2024-01-01: { value: address text, source: 演示假定, status: assumed }\n"
    )
    release_apply(load(root, KINDS).world)
    held = drafted()
    submit(OWNER, held)
    decide(REVIEWER, held, Act.APPROVE)
    assert not fresh(held).needs_confirmation, fresh(held).changes
    decide(CHIEF, held, Act.SCHEDULE, publish_on=today())
    assert proposals_publish_due(timezone.now())[0].release


def test_an_opinion_goes_with_a_no_and_a_day_is_not_past(town):
    held = led_to("checked")
    with pytest.raises(ProposalRefused, match="请写明意见"):
        decide(REVIEWER, held, Act.REFUSE)
    held = led_to("confirmed")
    for day in (None, today() - timedelta(days=1)):
        with pytest.raises(ProposalRefused, match="请选发布日期"):
            decide(REVIEWER, held, Act.SCHEDULE, publish_on=day)


def test_every_act_is_in_the_audit_log(town):
    held = led_to("published")
    with connection.cursor() as cursor:
        cursor.execute("SELECT act FROM audit_event WHERE subject = %s ORDER BY seq", [f"proposal:{held.pk}"])
        acts = [act.rpartition(".")[2] for (act,) in cursor.fetchall()]
    assert acts == ["edited", "submitted", "approved", "confirmed", "scheduled", "published"]
