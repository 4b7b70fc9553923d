"""Publication on the day, over whatever is in force then; races; coming back; the pack's folder."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from yiwang.foundations.proposals.models import Proposal
from yiwang.foundations.proposals.public import (
    ProposalRefused,
    proposal_restart,
    proposals_publish_due,
    rollback_open,
    sources_export,
    sources_in_force,
)
from yiwang.foundations.proposals.pure import Act
from yiwang.foundations.releases.models import Release
from yiwang.foundations.releases.public import EditsUndone, release_apply, world
from yiwang.foundations.scope.public import as_actor
from yiwang.loader import load, text_in

from .conftest import CHIEF, OWNER, REVIEWER, TEXTS, ZEBRA, drafted
from .scenes import KINDS
from .test_nothing_goes_live_on_one_word import decide, fresh, led_to, submit, today


def said(key="zebra"):
    return text_in(world(), key, "zh-Hans")


@pytest.mark.django_db
def test_nothing_happens_before_the_day(town):
    held = led_to("confirmed")
    decide(REVIEWER, held, Act.SCHEDULE, publish_on=today() + timedelta(days=2))
    assert proposals_publish_due(timezone.now()) == []
    assert said() == "斑马"
    done = proposals_publish_due(timezone.now() + timedelta(days=2))
    assert done[0].release
    assert said() == "大斑马"
    assert proposals_publish_due(timezone.now() + timedelta(days=3)) == []


@pytest.mark.django_db
def test_it_is_laid_over_what_is_in_force_by_then(town, root):
    led_to("scheduled")
    (root / "text/en.yaml").write_text("zebra: zebra\n")
    release_apply(load(root, KINDS).world)
    assert proposals_publish_due(timezone.now())[0].release
    assert said() == "大斑马"
    assert text_in(world(), "zebra", "en") == "zebra"


@pytest.mark.django_db
def test_the_second_of_two_that_change_one_file_goes_back_and_may_start_again(town):
    first, second = led_to("scheduled"), led_to("scheduled", drafted(text=ZEBRA + "pear: 梨\n"))
    done = proposals_publish_due(timezone.now())
    assert [bool(one.release) for one in done] == [True, False]
    back = fresh(second)
    assert (back.state, back.publish_on) == ("draft", None)
    assert "已被别的发布改过" in back.told
    assert fresh(first).state == "published"
    assert not submit(OWNER, back).sound
    with as_actor(OWNER):
        again = proposal_restart(OWNER, back.pk, version=fresh(back).version, now=timezone.now())
    assert not again.files.exists()
    assert again.told == ""


@pytest.mark.django_db
def test_what_no_longer_checks_goes_back(town, root):
    held = led_to("scheduled")
    (root / "scenes/animal.yaml").write_text("says: { zebra: 斑马 }\n")
    release_apply(load(root, KINDS).world)
    done = proposals_publish_due(timezone.now())
    assert "情景“zebra说斑马”不再成立" in done[0].why
    assert fresh(held).state == "draft"
    assert said() == "斑马"


@pytest.mark.django_db
def test_a_failing_app_leaves_nothing_behind(town, monkeypatch):
    from yiwang.foundations.releases import services

    def fails(held):
        raise RuntimeError("坏了")

    monkeypatch.setattr(services, "_appliers", [services._Applier(("text",), fails)])
    held = led_to("scheduled")
    assert "坏了" in proposals_publish_due(timezone.now())[0].why
    assert fresh(held).state == "draft"
    assert Release.objects.count() == 1


@pytest.mark.django_db
def test_a_later_apply_from_the_folder_does_not_undo_it(town, root):
    led_to("published")
    with pytest.raises(EditsUndone):
        release_apply(load(root, KINDS).world)
    written, extra = sources_export(sources_in_force(), root)
    assert [path.name for path in written] == ["zh-Hans.yaml"]
    assert extra == []
    assert (root / "text/zh-Hans.yaml").read_text() == ZEBRA.replace("斑马", "大斑马")
    release_apply(load(root, KINDS).world)
    assert said() == "大斑马"


@pytest.mark.django_db
def test_the_folder_follows_where_it_may(town, root, settings, django_capture_on_commit_callbacks):
    settings.YIWANG_PACK_EDITS = str(root)
    with django_capture_on_commit_callbacks(execute=True):
        led_to("published")
    assert "大斑马" in (root / "text/zh-Hans.yaml").read_text()


@pytest.mark.django_db
def test_a_file_changed_by_hand_is_left_alone(town, root, settings, django_capture_on_commit_callbacks):
    settings.YIWANG_PACK_EDITS = str(root)
    (root / "text/zh-Hans.yaml").write_text("zebra: 手改\n")
    with django_capture_on_commit_callbacks(execute=True):
        led_to("published")
    assert (root / "text/zh-Hans.yaml").read_text() == "zebra: 手改\n"


def rolled_back(to):
    with as_actor(CHIEF):
        return rollback_open(CHIEF, to, reason="改错了", now=timezone.now())


@pytest.mark.django_db
def test_a_rollback_brings_back_the_old_content_and_needs_two(town):
    led_to("published")
    held = rolled_back(town.pk)
    submit(CHIEF, held)
    with pytest.raises(ProposalRefused):
        decide(CHIEF, held, Act.APPROVE)
    decide(REVIEWER, held, Act.APPROVE)
    with pytest.raises(ProposalRefused, match="起草人不能"):
        decide(CHIEF, held, Act.SCHEDULE, publish_on=today())
    decide(REVIEWER, held, Act.SCHEDULE, publish_on=today())
    done = proposals_publish_due(timezone.now())
    assert done[0].release > town.pk
    assert said() == "斑马"
    assert sources_in_force().text(*TEXTS) == ZEBRA


@pytest.mark.django_db
def test_a_rollback_does_not_take_away_what_came_after_it(town):
    led_to("published")
    held = rolled_back(town.pk)
    submit(CHIEF, held)
    decide(REVIEWER, held, Act.APPROVE)
    decide(REVIEWER, held, Act.SCHEDULE, publish_on=today())
    led_to("confirmed", drafted(text=sources_in_force().text(*TEXTS) + "pear: 梨\n"))
    other = Proposal.objects.get(state="confirmed")
    decide(REVIEWER, other, Act.SCHEDULE, publish_on=today())
    Proposal.objects.filter(pk=held.pk).update(changed_at=timezone.now() + timedelta(minutes=1))
    first, second = proposals_publish_due(timezone.now())
    assert first.release
    assert "又有新的发布" in second.why


@pytest.mark.django_db
def test_nobody_rolls_back_to_nowhere(town):
    for release, reason in ((town.pk, "现在的"), (999_999, "没有的")):
        with as_actor(CHIEF), pytest.raises(ProposalRefused):
            rollback_open(CHIEF, release, reason=reason, now=timezone.now())
    with as_actor(OWNER), pytest.raises(ProposalRefused, match="不能提出退回"):
        rollback_open(OWNER, town.pk, reason="x", now=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_that_publish_at_once_publish_once(town):
    led_to("scheduled")
    done = []

    def publish():
        try:
            done.extend(proposals_publish_due(timezone.now()))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [bool(one.release) for one in done] == [True]
    assert Release.objects.count() == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event WHERE act = 'proposals.proposal.published'")
        assert cursor.fetchone() == (1,)
